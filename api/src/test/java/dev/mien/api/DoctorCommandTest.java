package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.Surroundings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mien doctor} prints, and the code it exits with. */
class DoctorCommandTest {
  private static final String SECRET = "s3cret-s3cret-s3cret";

  @TempDir private Path folder = Path.of(".");

  private record Outcome(int code, String out) {}

  private Outcome doctor(Map<String, String> settings, String... options) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MIEN_HTTP_PORT", "0");
    environment.put("MIEN_ADMIN_PORT", "0");
    environment.put("MIEN_CLUSTER_PORT", "0");
    environment.put("MIEN_DATA_DIR", folder.toString());
    environment.put("MIEN_ADMIN_TOKEN", SECRET);
    environment.putAll(settings);
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String[] arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    int code = Main.run(new Surroundings(environment, writer, writer), arguments);
    return new Outcome(code, out.toString());
  }

  @Test
  void aSoundConfigurationExitsWithZeroAndOnlyStrictlyItsWarningsCount() {
    Map<String, String> warned = Map.of("MIEN_CROWD_MIN", "1");
    assertEquals(0, doctor(warned).code(), doctor(warned).out());
    Outcome strict = doctor(warned, "--strict");
    assertEquals(1, strict.code(), strict.out());
    assertTrue(strict.out().contains("  error    MIEN_CROWD_MIN: "), strict.out());
  }

  @Test
  void anErrorExitsWithOneAndSaysWhereWhyAndWhatToDo() {
    Outcome outcome = doctor(Map.of("MIEN_CLUSTER_PEERS", "192.0.2.1:5701"));
    assertEquals(1, outcome.code());
    assertTrue(outcome.out().contains("  error    MIEN_JDBC_URL: is not set"), outcome.out());
    assertTrue(outcome.out().contains("Set it to the PostgreSQL database"), outcome.out());
  }

  @Test
  void programsReadTheSameAsJson() {
    Outcome outcome = doctor(Map.of("MIEN_ADMIN_HOST", "203.0.113.9"), "--json");
    assertEquals(1, outcome.code());
    JsonObject json = new JsonObject(outcome.out());
    assertFalse(json.getBoolean("sound"));
    assertTrue(json.getInteger("errors") >= 1);
    JsonArray findings = json.getJsonArray("findings");
    JsonObject host =
        findings.stream()
            .map(JsonObject.class::cast)
            .filter(finding -> finding.getString("place").equals("MIEN_ADMIN_HOST"))
            .findFirst()
            .orElseThrow();
    assertEquals("error", host.getString("level"));
    assertEquals("settings", host.getString("section"));
    assertFalse(host.getString("cause").isEmpty());
    assertFalse(host.getString("remedy").isEmpty());
  }

  @Test
  void aConfigurationThatCannotBeReadIsDiagnosedToo() {
    Outcome outcome = doctor(Map.of("MIEN_EPOCH", "5m", "MIEN_CROWDMIN", "7"), "--json");
    assertEquals(1, outcome.code());
    assertTrue(outcome.out().contains("did you mean 'MIEN_CROWD_MIN'?"), outcome.out());
    assertEquals(2, doctor(Map.of(), "--no-such-option").code());
    assertEquals(1, doctor(Map.of(), "--config", folder.resolve("none").toString()).code());
  }

  @Test
  void noSecretIsPrinted() {
    Map<String, String> settings =
        Map.of("MIEN_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/mien?password=hunter2-hunter2");
    for (String option : new String[] {"--strict", "--json"}) {
      Outcome outcome = doctor(settings, option);
      assertFalse(outcome.out().contains(SECRET), outcome.out());
      assertFalse(outcome.out().contains("hunter2"), outcome.out());
    }
  }

  @Test
  void besideARunningNodeItsPortsAreNotHeldAgainstIt() throws Exception {
    try (Node node = Node.empty()) {
      Outcome outcome =
          doctor(
              Map.of(
                  "MIEN_HTTP_PORT", "" + node.server().publicUri().getPort(),
                  "MIEN_ADMIN_PORT", "" + node.server().adminUri().getPort()));
      assertEquals(0, outcome.code(), outcome.out());
      assertEquals(2, outcome.out().split("is taken by a node that runs", -1).length - 1);
    }
  }
}
