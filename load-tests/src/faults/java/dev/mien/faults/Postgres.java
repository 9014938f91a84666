package dev.mien.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on a host of its own, which can be stopped, killed, slowed and filled. Its
 * files are on a small file system in memory, so that filling it fills nothing else.
 */
final class Postgres {
  static final String FOLDER = "mien-faults-db-";
  static final String USER = "mien";
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final int BLOCK_BYTES = 1 << 16;

  private final Net net;
  private final int host;
  private final Path binaries;
  private final Path folder;
  private final Path log;
  private final String account;
  private final String password;

  private Postgres(Net net, int host, Path log) throws IOException, InterruptedException {
    this.net = net;
    this.host = host;
    this.log = log;
    this.binaries = binaries().orElseThrow();
    this.folder = Files.createDirectories(Path.of("/tmp", FOLDER + net.suffix(), "data"));
    this.account = Shell.attempt(List.of("id", "postgres")).isDone() ? "postgres" : "nobody";
    this.password = Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** Where the server's programs are: the newest of those installed, or the path's. */
  static Optional<Path> binaries() throws IOException {
    List<Path> found = new ArrayList<>();
    Path installed = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> versions = Files.list(installed)) {
        versions.map(version -> version.resolve("bin")).forEach(found::add);
      }
    }
    found.sort(Comparator.comparing(Path::toString).reversed());
    Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(Path::of)
        .forEach(found::add);
    return found.stream().filter(path -> Files.isExecutable(path.resolve("initdb"))).findFirst();
  }

  static Postgres open(Net net, int host, Path log) throws IOException, InterruptedException {
    Postgres postgres = new Postgres(net, host, log);
    postgres.prepare();
    postgres.start();
    return postgres;
  }

  private void prepare() throws IOException, InterruptedException {
    Shell.run("mount", "-t", "tmpfs", "-o", "size=320m,mode=700", "tmpfs", folder.toString());
    Shell.run("chown", account, folder.toString());
    Path secret = Files.writeString(folder.resolveSibling("password"), password);
    Shell.run("chown", account, secret.toString());
    List<String> command =
        List.of(
            "runuser",
            "-u",
            account,
            "--",
            binaries.resolve("initdb").toString(),
            "--pgdata=" + cluster(),
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + secret,
            "--no-locale",
            "--encoding=UTF8",
            "--no-sync");
    Shell.run(command.toArray(String[]::new));
    Files.writeString(
        cluster().resolve("pg_hba.conf"),
        "host all all 10.213.0.0/16 scram-sha-256\n",
        StandardOpenOption.APPEND);
    Files.writeString(
        cluster().resolve("postgresql.conf"),
        """
        listen_addresses = '%s'
        unix_socket_directories = ''
        shared_buffers = 32MB
        min_wal_size = 32MB
        max_wal_size = 64MB
        max_connections = 60
        """
            .formatted(net.address(host)),
        StandardOpenOption.APPEND);
  }

  /** Starts the server unless it runs, and waits until it takes connections. */
  void start() throws IOException, InterruptedException {
    if (!running().isEmpty()) {
      return;
    }
    Files.deleteIfExists(cluster().resolve("postmaster.pid"));
    List<String> command = new ArrayList<>(net.on(host));
    command.addAll(
        List.of("runuser", "-u", account, "--", binaries.resolve("postgres").toString(), "-D"));
    command.add(cluster().toString());
    new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    if (!Wait.until(START_MAX, this::takesConnections)) {
      throw new IOException("PostgreSQL did not start; see " + log);
    }
  }

  private boolean takesConnections() throws IOException, InterruptedException {
    return Shell.attempt(
            List.of(binaries.resolve("pg_isready").toString(), "-q", "-h", net.address(host)))
        .isDone();
  }

  String url() {
    return "jdbc:postgresql://" + net.address(host) + ":5432/postgres";
  }

  String password() {
    return password;
  }

  /** Holds the server still: connections stay open and nothing answers. */
  void freeze() throws IOException, InterruptedException {
    for (long pid : running()) {
      Shell.signal("STOP", pid);
    }
  }

  void thaw() throws IOException, InterruptedException {
    for (long pid : running()) {
      Shell.signal("CONT", pid);
    }
  }

  /** Ends the server at once. */
  void kill() throws IOException, InterruptedException {
    for (long pid : running()) {
      Shell.signal("KILL", pid);
    }
  }

  /** Keeps a copy of all that it holds now. */
  void save() throws IOException, InterruptedException {
    kill();
    gone();
    Shell.run("cp", "-a", cluster().toString(), saved().toString());
    start();
  }

  /** Goes back to the copy. */
  void restore() throws IOException, InterruptedException {
    kill();
    gone();
    Shell.run("rm", "-rf", cluster().toString());
    Shell.run("cp", "-a", saved().toString(), cluster().toString());
    start();
  }

  private void gone() throws IOException, InterruptedException {
    if (!Wait.until(START_MAX, () -> running().isEmpty())) {
      throw new IOException("PostgreSQL does not end; see " + log);
    }
  }

  private Path saved() {
    return folder.resolve("saved");
  }

  /** Leaves no room on its file system. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    try (var out = Files.newOutputStream(folder.resolve("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      // That is what full looks like from here.
    }
  }

  void unfill() throws IOException {
    Files.deleteIfExists(folder.resolve("filler"));
  }

  /** The server and all its helpers. */
  private List<Long> running() throws IOException, InterruptedException {
    return Shell.run("ip", "netns", "pids", net.on(host).getLast())
        .lines()
        .map(line -> Long.parseLong(line.strip()))
        .toList();
  }

  private Path cluster() {
    return folder.resolve("cluster");
  }

  /** Ends all of it. */
  void end() throws IOException, InterruptedException {
    kill();
    thaw();
    var _ = Wait.until(Duration.ofSeconds(5), () -> running().isEmpty());
    var _ = Shell.attempt(List.of("umount", "-l", folder.toString()));
    Files.deleteIfExists(folder);
    Files.deleteIfExists(folder.resolveSibling("password"));
    Files.deleteIfExists(folder.getParent());
  }
}
