package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The examples of README run as they are written. */
class ReadmeTest {
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  /** All examples that call the API, in order: a later one uses what an earlier one set. */
  private static List<String> calls() throws IOException {
    List<String> calls = new ArrayList<>();
    Matcher block = SHELL.matcher(Files.readString(Path.of("..", "README.md")));
    while (block.find()) {
      if (block.group(1).contains("curl ")) {
        calls.add(block.group(1));
      }
    }
    return calls;
  }

  private static boolean isInstalled(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyCallInReadmeRunsAsWritten() throws IOException, StartRefused, InterruptedException {
    Assumptions.assumeTrue(
        isInstalled("curl") && isInstalled("bash"),
        "skipped: curl and bash are needed to run the examples of README");
    List<String> calls = calls();
    assertTrue(calls.size() >= 6, "README has examples: " + calls.size());
    try (DemoNode node = DemoNode.start()) {
      String script = "set -euo pipefail\n" + String.join("\necho\n", calls);
      ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
      shell.environment().put("MIEN", node.address().toString());
      shell.environment().put("ADMIN", node.adminAddress().toString());
      shell.environment().put("TOKEN", Files.readString(node.tokenFile()).strip());
      Process running = shell.start();
      running.getOutputStream().close();
      String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, running.waitFor(), said);
      assertTrue(said.contains("\"mode\":\"contextual\""), said);
      assertTrue(said.contains("\"mode\":\"session\""), said);
      assertTrue(said.contains("\"reason\":\"matched\""), said);
      assertTrue(said.contains("\"erased\":true"), said);
      assertFalse(said.contains("unknown-signal"), said);
    }
  }
}
