#!/usr/bin/env python3
"""Checks receipts of the log of promises. One file, nothing but Python 3, no code of Mien.

    python3 check_receipt.py KEY RECEIPT...              is each receipt sound?
    python3 check_receipt.py --capsule FILE KEY RECEIPT  and is it about this capsule?
    python3 check_receipt.py KEY < names                 names of receipts, a line each

KEY is the text that GET /v1/promises/key answers; take it from where you trust it. Exit code 0 if all
receipts hold, 1 if one does not, 2 for wrong usage.

Written from these, and meant to be read beside them:
    c2sp.org/tlog-proof       what a receipt looks like
    c2sp.org/signed-note      what its last part looks like, and how keys are written
    c2sp.org/tlog-checkpoint  what is signed: which log, how many leaves, and the hash above them all
    RFC 9162, section 2.1     how a leaf and a few hashes lead to that hash
    RFC 8032, section 5.1     Ed25519
    RFC 8785                  the one way to write a JSON object
"""

import base64
import functools
import hashlib
import json
import re
import sys


class Refused(Exception):
    """Why a receipt shows nothing."""


def need(condition, reason):
    if not condition:
        raise Refused(reason)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unbase64(text):
    """Bytes of base 64; of several ways to write the same bytes only the plain one counts."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("base 64 is damaged")
    need(base64.b64encode(data).decode() == text, "base 64 has bits to spare")
    return data


# --- Ed25519: is this a signature of that key? (RFC 8032, 5.1.3, 5.1.7) ------------------------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    """The sum of two points, each as (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(data):
    """The point that 32 bytes stand for: y, and the lowest bit of x on top of it."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    need(y < P, "a point is out of range")
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    need((x * x - x2) % P == 0 and not (x == 0 and sign), "a point is not on the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


# Receipts that came together often have one checkpoint. What is refused is not remembered.
@functools.lru_cache(maxsize=64)
def check_signature(key, message, signature):
    need(len(key) == 32 and len(signature) == 64, "a key or a signature has a wrong length")
    s = int.from_bytes(signature[32:], "little")
    need(s < Q, "the signature is out of range")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left = times(s, BASE)
    right = add(point_of(signature[:32]), times(k, point_of(key)))
    need(same(left, right), "the checkpoint is not signed with this key")


# --- Keys and notes (c2sp.org/signed-note) ----------------------------------------------------------


def read_key(text):
    """NAME+NUMBER+KEY: the name, the number of the key, and the 32 bytes of Ed25519."""
    parts = text.strip().split("+", 2)
    need(len(parts) == 3, "a key is a name, a number and base 64, with plus signs between them")
    name, number, typed = parts[0], parts[1], unbase64(parts[2])
    need(len(typed) == 33 and typed[0] == 1, "the key is not one of Ed25519")
    need(sha256(name.encode(), b"\n", typed)[:4].hex() == number, "the number is not that of the key")
    return name, bytes.fromhex(number), typed[1:]


def open_note(note, key):
    """The text of a note, once it is known that the key signed it."""
    name, number, public = key
    need(not re.search("[\x00-\x09\x0b-\x1f]", note), "the note has control characters")
    text, gap, lines = note.rpartition("\n\n")
    need(gap and note.endswith("\n"), "the note has no signatures")
    text += "\n"
    signed = False
    for line in lines[:-1].split("\n"):
        match = re.fullmatch("\u2014 ([^\\s+]+) (\\S+)", line)
        need(match, "a line of the note is no signature")
        body = unbase64(match.group(2))
        # Lines of other keys say nothing to those who do not know them.
        if match.group(1) == name and body[:4] == number:
            check_signature(public, text.encode(), body[4:])
            signed = True
    need(signed, "the checkpoint is not signed with this key")
    return text


def read_checkpoint(text):
    match = re.fullmatch("([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\n", text)
    need(match, "this is no checkpoint")
    root = unbase64(match.group(3))
    need(len(root) == 32, "the hash of the tree has a wrong length")
    return match.group(1), int(match.group(2)), root


# --- The tree (RFC 9162, 2.1.1 and 2.1.3.2) ---------------------------------------------------------


def root_above(leaf, index, size, path):
    """The hash of the whole tree that a leaf at an index and its path lead to."""
    need(index < size, "the tree has no such leaf")
    node, last, above = index, size - 1, sha256(b"\0", leaf)
    for beside in path:
        need(last > 0, "the path is too long")
        if node & 1 or node == last:
            above = sha256(b"\1", beside, above)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            above = sha256(b"\1", above, beside)
        node, last = node >> 1, last >> 1
    need(last == 0, "the path is too short")
    return above


# --- Receipts (c2sp.org/tlog-proof, with a leaf of Mien as its extra data) --------------------------


def canonical(value):
    """RFC 8785, for objects of strings and whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read_canonical(text):
    try:
        value = json.loads(text)
    except ValueError:
        raise Refused("JSON is damaged")
    need(isinstance(value, dict) and canonical(value) == text, "JSON is not in its canonical form")
    return value


def commitment(what, salt, value=b""):
    return sha256(b"mien/erasure/v1/" + what + b"\0", salt, value).hex()


def check(receipt, key, capsule=None):
    """What the receipt shows to be promised: the leaf, its index, and the checkpoint."""
    head, gap, note = receipt.partition("\n\n")
    lines = head.split("\n")
    need(gap and len(lines) >= 3 and lines[0] == "c2sp.org/tlog-proof@v1", "this is no tlog-proof")
    need(lines[1].startswith("extra "), "there is no leaf in the receipt")
    match = re.fullmatch("index (0|[1-9][0-9]*)", lines[2])
    need(match, "there is no index in the receipt")
    index, path = int(match.group(1)), [unbase64(line) for line in lines[3:]]
    need(all(len(beside) == 32 for beside in path), "a hash has a wrong length")

    try:
        extra = read_canonical(unbase64(lines[1][len("extra "):]).decode())
    except UnicodeDecodeError:
        raise Refused("the leaf is not UTF-8")
    need(set(extra) in ({"leaf"}, {"leaf", "salt"}), "the extra data is not a leaf and its salt")
    leaf = read_canonical(extra["leaf"])

    origin, size, root = read_checkpoint(open_note(note, key))
    need(origin == key[0], "the checkpoint is of another log than the key")
    need(root_above(extra["leaf"].encode(), index, size, path) == root, "the leaf is not in the tree")

    if "salt" in extra:
        need(re.fullmatch("[0-9a-f]{64}", extra["salt"]), "this is no salt")
        salt = bytes.fromhex(extra["salt"])
        need(leaf.get("salt") == commitment(b"salt", salt), "the salt is not that of the leaf")
    if capsule is not None:
        # Its first 64 letters count; before capsules of format 3 all of them did.
        need(
            any(
                leaf.get("capsule")
                == commitment(b"capsule", sha256(b"mien/erasure/v1/salt-of-capsule\0", text), text)
                for text in (capsule[:64], capsule)
            ),
            "the receipt is not about this capsule",
        )
    return leaf, index, (origin, size)


def main(arguments):
    capsule = None
    if arguments[:1] == ["--capsule"] and len(arguments) > 1:
        with open(arguments[1], "rb") as file:
            capsule = file.read().strip()
        arguments = arguments[2:]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        key = read_key(arguments[0])
    except Refused as refused:
        print(f"{refused}", file=sys.stderr)
        return 2
    failed = False
    for name in arguments[1:] or sys.stdin.read().splitlines():
        try:
            with open(name, "rb") as file:
                receipt = file.read().decode()
            leaf, index, (origin, size) = check(receipt, key, capsule)
            print(f"{name}: HOLDS: leaf {index} of {size} in {origin}: {canonical(leaf)}")
        except (Refused, UnicodeDecodeError) as refused:
            failed = True
            print(f"{name}: REFUSED: {refused}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
