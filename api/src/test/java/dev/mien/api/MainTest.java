package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.Setting;
import dev.mien.api.config.Settings;
import dev.mien.api.config.Surroundings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what it prints, and the code it exits with. */
class MainTest {
  @TempDir private Path folder = Path.of(".");

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Surroundings(environment, new PrintWriter(out, true), new PrintWriter(err, true)),
            arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  private static Outcome run(String... arguments) {
    return run(Map.of(), arguments);
  }

  @Test
  void everyCommandHasHelpAndVersion() {
    for (String command :
        List.of(
            "",
            "serve",
            "demo",
            "check",
            "publish",
            "export",
            "replay",
            "simulate",
            "config",
            "doctor",
            "schema")) {
      for (String option : List.of("--help", "--version")) {
        List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command));
        arguments.add(option);
        Outcome outcome = run(arguments.toArray(new String[0]));
        assertEquals(0, outcome.code(), arguments + outcome.err());
        assertTrue(outcome.out().contains("mien"), arguments + outcome.out());
        assertEquals("", outcome.err(), arguments.toString());
      }
    }
  }

  @Test
  void wrongUsageExitsWithTwo() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("sevre"),
            List.of("check"),
            List.of("check", "--fast", "."),
            List.of("export", "-n", "x"),
            List.of("config", "--config", "none.properties"))) {
      Outcome outcome = run(arguments.toArray(new String[0]));
      assertEquals(2, outcome.code(), arguments.toString());
      assertFalse(outcome.err().isBlank(), arguments.toString());
      assertFalse(outcome.err().contains("\tat "), "no stack trace: " + outcome.err());
    }
    assertTrue(run("sevre").err().contains("serve"), "the nearest command is named");
  }

  @Test
  void wrongSettingsExitWithTwoBeforeAnythingStarts() {
    for (String command : List.of("serve", "demo", "config", "publish", "export")) {
      String[] arguments =
          command.equals("publish") ? new String[] {command, "."} : new String[] {command};
      Outcome outcome =
          run(
              Map.of("MIEN_HTTP_PROT", "1", "MIEN_DATA_DIR", folder.resolve("no").toString()),
              arguments);
      assertEquals(2, outcome.code(), command);
      assertEquals(
          "mien: there is no setting MIEN_HTTP_PROT; did you mean 'MIEN_HTTP_PORT'?\n",
          outcome.err(),
          command);
      assertFalse(Files.exists(folder.resolve("no")));
    }
  }

  @Test
  void theTableOfSettingsIsPrintedWithItsValues() {
    Outcome outcome =
        run(Map.of("MIEN_ADMIN_TOKEN", "s3cret-s3cret-s3cret", "MIEN_CROWD_MIN", "7"), "config");
    for (Setting<?> setting : Settings.ALL) {
      assertTrue(outcome.out().contains(setting.name() + "="), setting.name());
      assertTrue(outcome.out().contains(setting.meaning()), setting.name());
      assertTrue(run("config", "--help").out().contains(setting.name()), setting.name());
    }
    assertTrue(outcome.out().contains("MIEN_CROWD_MIN=7   (environment)"), outcome.out());
    assertTrue(outcome.out().contains("MIEN_HTTP_PORT=8080   (default)"), outcome.out());
    assertFalse(outcome.out().contains("s3cret"));
  }

  @Test
  void checkPrintsAllThatIsFoundAndOneLineMore() throws IOException {
    workspace(Node.SHOP);
    Outcome sound = run("check", folder.toString());
    assertEquals(0, sound.code(), sound.out() + sound.err());
    assertTrue(sound.out().lines().toList().getLast().startsWith("accepted: workspace 'shop'"));

    workspace(
        Node.SHOP
            .replace("sale_views >= 2", "sale_veiws >= 2")
            .replace("device is mobile", "device is mobil"));
    Outcome unsound = run("check", folder.toString());
    assertEquals(1, unsound.code());
    assertTrue(unsound.out().contains("sub/shop.yaml:"), unsound.out());
    assertTrue(unsound.out().contains("error[unknown-attribute]"), unsound.out());
    assertTrue(unsound.out().contains("error[unknown-label]"), unsound.out());
    assertTrue(unsound.out().lines().toList().getLast().startsWith("refused: 2 errors"));
    assertEquals("", unsound.err());

    assertEquals(1, run("check", folder.resolve("sub/shop.yaml").toString()).code());
  }

  @Test
  void aFolderThatHoldsNoWorkspaceIsWrongUsage() {
    assertEquals(2, run("check", folder.resolve("none").toString()).code());
    Outcome empty = run("check", folder.toString());
    assertEquals(2, empty.code());
    assertTrue(empty.err().contains("holds no .yaml"), empty.err());
  }

  @Test
  void theSchemaOfWorkspaceFilesIsJson() {
    Outcome outcome = run("schema");
    assertEquals(0, outcome.code());
    assertFalse(new JsonObject(outcome.out()).isEmpty());
  }

  @Test
  void publishingNamesTheSegmentsThatNobodyWouldSeeYet() throws Exception {
    try (Node node = Node.empty("MIEN_CROWD_MIN=50")) {
      workspace(Node.SHOP);
      Outcome published = run(settings(node), "publish", folder.toString());
      assertEquals(0, published.code(), published.err());
      assertTrue(
          published
              .out()
              .contains(
                  "not counted yet, shown once enough have come: on-the-move, runners,"
                      + " bargain-hunters, members"),
          published.out());
    }
  }

  @Test
  void aWorkspaceIsPublishedToARunningNodeAndFetchedBack() throws Exception {
    try (Node node = Node.empty()) {
      Map<String, String> there = settings(node);
      workspace(Node.SHOP);
      Outcome published = run(there, "publish", folder.toString());
      assertEquals(0, published.code(), published.err());
      assertTrue(published.out().contains("published: edition 1 is in force"), published.out());
      assertFalse(published.out().contains("not counted yet"), "without a gate nobody is counted");

      workspace(Node.SHOP.replace("device is mobile", "device is mobil"));
      Outcome refused = run(there, "publish", folder.toString());
      assertEquals(1, refused.code());
      assertTrue(refused.out().contains("error[unknown-label]"), refused.out());
      assertTrue(refused.err().contains("the edition in force stays"), refused.err());
      assertEquals(1, node.get("/v1/policy").json().getInteger("edition"));

      Path output = folder.resolve("out");
      Outcome exported = run(there, "export", "-o", output.toString());
      assertEquals(0, exported.code(), exported.err());
      assertEquals(Node.SHOP, Files.readString(output.resolve("sub/shop.yaml")));
      assertEquals(2, run(there, "export", "-o", output.toString()).code(), "it is filled now");
      assertEquals(1, run(there, "export", "-n", "9").code());
      Outcome stream = run(there, "export", "-n", "1");
      assertEquals("# sub/shop.yaml\n" + Node.SHOP, stream.out());
    }
  }

  @Test
  void aFolderComesBackByteForByte() throws Exception {
    try (Node node = Node.empty()) {
      Map<String, String> there = settings(node);
      workspace(Node.SHOP);
      String odd =
          "# Größe €\r\n\r\nsegments:\r\n  odd: { title: Odd,   when: 'device is mobile' } # end";
      Files.writeString(folder.resolve("sub/odd.yaml"), odd);
      Outcome published = run(there, "publish", folder.toString());
      assertEquals(0, published.code(), published.err() + published.out());
      Path output = folder.resolve("out");
      assertEquals(0, run(there, "export", "-o", output.toString()).code());
      assertEquals(odd, Files.readString(output.resolve("sub/odd.yaml")));
      assertEquals(Node.SHOP, Files.readString(output.resolve("sub/shop.yaml")));
    }
  }

  @Test
  void whereNothingListensThatIsSaid() throws IOException {
    workspace(Node.SHOP);
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Map<String, String> nowhere = new HashMap<>();
    nowhere.put("MIEN_ADMIN_PORT", "" + free);
    nowhere.put("MIEN_DATA_DIR", folder.resolve("data").toString());
    Outcome withoutToken = run(nowhere, "publish", folder.toString());
    assertEquals(1, withoutToken.code());
    assertTrue(withoutToken.err().contains("there is no admin token"), withoutToken.err());

    nowhere.put("MIEN_ADMIN_TOKEN", Node.TOKEN);
    Outcome outcome = run(nowhere, "publish", folder.toString());
    assertEquals(1, outcome.code());
    assertTrue(
        outcome.err().startsWith("mien: nothing listens on http://127.0.0.1:" + free),
        outcome.err());
    assertEquals(1, outcome.err().lines().count());
  }

  @Test
  void aWrongTokenIsSaidToBeWrongAndNotShown() throws Exception {
    try (Node node = Node.empty()) {
      workspace(Node.SHOP);
      Map<String, String> there = new HashMap<>(settings(node));
      there.put("MIEN_ADMIN_TOKEN", "s3cret-s3cret-s3cret");
      Outcome outcome = run(there, "publish", folder.toString());
      assertEquals(1, outcome.code());
      assertTrue(outcome.err().contains("does not take the token of MIEN_ADMIN_TOKEN"));
      assertFalse(outcome.err().contains("s3cret"));
    }
  }

  @Test
  void aPortThatIsTakenIsOneClearLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome =
          run(
              Map.of(
                  "MIEN_HTTP_PORT",
                  "" + taken.getLocalPort(),
                  "MIEN_ADMIN_PORT",
                  "0",
                  "MIEN_DATA_DIR",
                  folder.resolve("data").toString()),
              "serve");
      assertEquals(1, outcome.code());
      assertEquals(
          "mien: the public listener cannot listen on 127.0.0.1:"
              + taken.getLocalPort()
              + ": the port is in use or the address is not one of this machine; see"
              + " MIEN_HTTP_PORT\n",
          outcome.err());
    }
  }

  private static Map<String, String> settings(Node node) {
    return Map.of(
        "MIEN_ADMIN_PORT", "" + node.server().adminUri().getPort(), "MIEN_ADMIN_TOKEN", Node.TOKEN);
  }

  private void workspace(String text) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/shop.yaml"), text);
    Files.writeString(folder.resolve("notes.txt"), "no workspace");
  }
}
