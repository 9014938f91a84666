package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.api.config.Surroundings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mien replay} prints, and how it ends. */
class ReplayCommandTest {
  private static final long ROWS = 2_000_000;

  @TempDir private Path folder = Path.of("");

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new Surroundings(Map.of(), new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private String copied(String name) throws IOException {
    try (InputStream in = ReplayCommandTest.class.getResourceAsStream("replay/till/" + name)) {
      if (in == null) {
        throw new IOException("there is no resource " + name);
      }
      Path file = folder.resolve(name);
      Files.write(file, in.readAllBytes());
      return file.toString();
    }
  }

  private String written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theResultIsReadable() throws IOException {
    Ended ended =
        run(
            "replay",
            "--workspace",
            copied("workspace.yaml"),
            "--mapping",
            copied("mapping.yaml"),
            copied("till.csv"));
    assertEquals(Main.DONE, ended.code(), ended.err());
    for (String line :
        List.of(
            "12 rows, 4 sessions",
            "2 rows are ragged and were left out: lines 8, 12",
            "1 rows stand out of order in their session: line 10",
            "matched members > a",
            "no-consent",
            "empty-cell")) {
      assertTrue(ended.out().contains(line), () -> line + " in\n" + ended.out());
    }
    assertFalse(ended.out().contains("three"), "values of rows stay out of what is printed");
  }

  @Test
  void theResultIsJsonWhereThatIsAskedFor() throws IOException {
    Ended ended =
        run(
            "replay",
            "-w",
            copied("workspace.yaml"),
            "-m",
            copied("mapping.yaml"),
            "--json",
            "--limit",
            "5",
            copied("till.csv"));
    JsonNode result = new ObjectMapper().readTree(ended.out());
    assertEquals("limited", result.path("ending").asText());
    assertEquals(5, result.path("rows").asInt());
    assertEquals(3, result.path("sessions").asInt());
    assertEquals(9, result.path("segments").size());
    assertEquals("home.hero", result.path("decisions").path(0).path("slot").asText());
    assertTrue(result.path("sessionsPerSecond").isNumber());
  }

  @Test
  void wrongUsageIsToldFromRefusal() throws IOException {
    String workspace = copied("workspace.yaml");
    String mapping = copied("mapping.yaml");
    String file = copied("till.csv");
    assertEquals(Main.WRONG_USAGE, run("replay", file).code());
    assertEquals(Main.WRONG_USAGE, run("replay", "-w", workspace, "-m", mapping).code());
    assertEquals(Main.WRONG_USAGE, run("replay", "-w", workspace, "-m", mapping, "no.csv").code());
    assertEquals(Main.WRONG_USAGE, run("replay", "-w", workspace, "-m", "no.yaml", file).code());
    assertEquals(Main.WRONG_USAGE, run("replay", "-w", "no-folder", "-m", mapping, file).code());
    assertEquals(
        Main.WRONG_USAGE,
        run("replay", "-w", workspace, "-m", mapping, "--limit", "0", file).code());

    Ended typo =
        run("replay", "-w", workspace, "-m", written("m.yaml", "slots: [home.hera]"), file);
    assertEquals(Main.REFUSED, typo.code());
    assertTrue(typo.err().contains("m.yaml:1:9: error[unknown-slot]"), typo.err());
    assertTrue(typo.err().contains("did you mean 'home.hero'?"), typo.err());

    Ended headless =
        run("replay", "-w", workspace, "-m", mapping, written("values.csv", "1;2;3\n4;5;6\n"));
    assertEquals(Main.REFUSED, headless.code());
    assertTrue(headless.err().contains("the first row must name the columns"), headless.err());
  }

  /** Ctrl-C and SIGTERM alike: the process ends only after what was done so far is printed. */
  @Test
  void stoppingItPrintsWhatWasDoneSoFar() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(longReplay()).start();
    List<String> out = new ArrayList<>();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.contains("rows/s")) {
        line = err.readLine();
      }
      // Not by the process itself, which would close the streams before they are read.
      process.toHandle().destroy();
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(out::add);
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    assertTrue(out.getFirst().endsWith("stopped before the end"), () -> String.join("\n", out));
    assertTrue(out.stream().anyMatch(line -> line.contains("newcomers")));
  }

  private List<String> longReplay() throws IOException {
    Path file = folder.resolve("long.csv");
    try (BufferedWriter rows = Files.newBufferedWriter(file)) {
      rows.write("kind\n");
      for (long row = 0; row < ROWS; row++) {
        rows.write("new\n");
      }
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "dev.mien.api.Main",
        "replay",
        "-w",
        copied("workspace.yaml"),
        "-m",
        written("long.yaml", "{ consent: [shopping], signals: { kind: { column: kind } } }"),
        file.toString());
  }
}
