package dev.mien.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the machine must have before anything is started. */
final class Prerequisites {
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
    if (cases.stream().anyMatch(ClockCase.class::isInstance)) {
      need(missing, "cc", "gcc");
    }
    return missing;
  }

  private static void need(List<String> missing, String command, String packageName)
      throws IOException, InterruptedException {
    if (!Shell.attempt(List.of("which", command)).isDone()) {
      missing.add("there is no '" + command + "'; install the package " + packageName);
    }
  }
}
