#!/usr/bin/env python3
"""Takes the libraries of the console from tarballs of the npm registry into its folder `lib`.

    vendor.py TARBALLS

TARBALLS is a folder of what `npm pack NAME@VERSION` wrote. Each tarball has to be the one that the registry's
integrity in `libraries.json` names, or nothing is written. Browsers resolve no bare import such as "preact", so
these become paths; nothing else of a file is changed, but that notes about source maps are left out. `lock.json`
says of each file where it came from and what it hashes to; a test compares it with what is there.
"""
import base64, hashlib, json, pathlib, re, sys, tarfile

HERE = pathlib.Path(__file__).resolve().parent
LIB = HERE.parent / "main/resources/console/lib"
IMPORT = re.compile(r"""((?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*\s{},]*?\bfrom\s*)?)(["'])([^"'\n]+)\2""")
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=[^\n]*")


def hash_of(data):
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


def tarball_of(library, folder):
    """The files of a library by their path in it."""
    name = library["name"].lstrip("@").replace("/", "-") + "-" + library["version"] + ".tgz"
    data = (folder / name).read_bytes()
    if hash_of(data) != library["integrity"]:
        sys.exit(f"{name} is not what libraries.json names: its integrity is {hash_of(data)}")
    with tarfile.open(folder / name) as tar:
        files = [it for it in tar if it.isfile()]
        return {it.name.split("/", 1)[1]: tar.extractfile(it).read() for it in files}


def rewritten(text, paths, place):
    """A module whose imports browsers can follow."""

    def path(found):
        before, quote, name = found.groups()
        if name.startswith("."):
            sys.exit(f"{place} imports {name}: list that file, too")
        if name not in paths:
            sys.exit(f"{place} imports {name}, which no library in libraries.json provides")
        return f"{before}{quote}./{paths[name]}{quote}"

    return IMPORT.sub(path, SOURCE_MAP.sub("", text))


def main(folder):
    libraries = json.loads((HERE / "libraries.json").read_text())
    paths = {it["as"]: it["to"] for library in libraries for it in library["files"] if "as" in it}
    written, lock = {}, []
    for library in libraries:
        files = tarball_of(library, folder)
        entries = []
        for it in library["files"]:
            data = files[it["from"]]
            if it["to"].endswith(".js"):
                data = rewritten(data.decode(), paths, it["to"]).encode()
            entries.append((it["from"], it["to"], data))
        licence = next(name for name in files if name.lower() in ("license", "license.md", "licence"))
        plain = library["name"].lstrip("@").replace("/", "-")
        entries.append((licence, f"licences/{plain}.txt", files[licence]))
        written.update({to: data for _, to, data in entries})
        lock.append(
            {key: library[key] for key in ("name", "version", "licence", "integrity")}
            | {"files": [{"from": source, "to": to, "integrity": hash_of(data)} for source, to, data in entries]}
        )
    (LIB / "licences").mkdir(parents=True, exist_ok=True)
    for old in [it for it in LIB.rglob("*") if it.is_file()]:
        old.unlink()
    for to, data in written.items():
        (LIB / to).write_bytes(data)
    (HERE / "lock.json").write_text(json.dumps(lock, indent=2) + "\n")
    print(f"{len(written)} files of {len(lock)} libraries are in {LIB}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
