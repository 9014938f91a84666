package dev.mien.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the machine must have before anything is started. */
final class Prerequisites {
  private static final String FAKE_TIME = "libfaketimeMT.so.1";

  private Prerequisites() {}

  /** What is missing, in words that say what to do; none if all is there. */
  static List<String> missing(List<Case> cases) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    if (!Shell.run("id", "-u").equals("0")) {
      missing.add("network namespaces need root; run the bench as root, on a machine to spare");
    }
    need(missing, "ip", "iproute2");
    need(missing, "nft", "nftables");
    need(missing, "runuser", "util-linux");
    if (Postgres.binaries().isEmpty()) {
      missing.add(
          "there is no PostgreSQL server, neither in /usr/lib/postgresql nor on the path; install"
              + " the package postgresql");
    }
    if (cases.stream().anyMatch(ClockCase.class::isInstance) && fakeTime().isEmpty()) {
      missing.add("the case 'clock' needs " + FAKE_TIME + "; install the package faketime");
    }
    return missing;
  }

  /** The library that shows a process another time, in its form for many threads. */
  static Optional<Path> fakeTime() throws IOException {
    for (Path folder : List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"))) {
      try (Stream<Path> files =
          Files.find(folder, 4, (path, _) -> path.getFileName().toString().equals(FAKE_TIME))) {
        Optional<Path> found = files.findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static void need(List<String> missing, String command, String packageName)
      throws IOException, InterruptedException {
    if (!Shell.attempt(List.of("which", command)).isDone()) {
      missing.add("there is no '" + command + "'; install the package " + packageName);
    }
  }
}
