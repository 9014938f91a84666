package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.api.config.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mien discover} prints and writes, and how it ends. */
class DiscoverCommandTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop, timezone: UTC }
      schema:
        purposes:
          shopping: { title: "Show you what is relevant" }
        events:
          page_view: { category: { choice: [sale, wine, help] } }
        attributes:
          device:    { choice: [mobile, desktop], from: site, purpose: shopping, benefit: "Fits" }
          pages:     { count: page_view, upTo: 20, purpose: shopping, benefit: "Fits" }
          last_seen: { latest: page_view.category, purpose: shopping, benefit: "Fits" }
          member:    { flag: true, from: site, purpose: shopping, benefit: "Fits" }
      segments:
        members: { title: Members, when: member is true }
      slots:
        hero:
          purpose: shopping
          content: { headline: text }
          fallback: { headline: "Hello" }
          offers:
            - { for: members, variants: { plain: { headline: "Welcome" } } }
      """;

  private static final String MAPPING =
      """
      sessions: { column: visit }
      clock: { start: 2026-01-01T00:00:00Z, step: 1 second }
      consent: [shopping]
      slots: [hero]
      signals:
        device: { column: device }
        member: { column: member }
      events:
        - type: page_view
          fields: { category: { column: category } }
      """;

  @TempDir private Path folder = Path.of("");

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new Surroundings(Map.of(), new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private String written(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  /** Two kinds of visits: short ones to the wine on mobiles, long ones through the sale. */
  private String visits(int count) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("visit,device,member,category\n");
    for (int visit = 0; visit < count; visit++) {
      boolean isShort = random.nextInt(10) < 6;
      int pages = isShort ? random.nextInt(1, 3) : random.nextInt(5, 9);
      String device = random.nextInt(10) == 0 == isShort ? "desktop" : "mobile";
      String member = random.nextInt(4) == 0 ? "true" : "false";
      for (int page = 0; page < pages; page++) {
        String likely = isShort ? "wine" : "sale";
        String category = random.nextInt(20) == 0 ? "help" : likely;
        rows.append("v" + visit + "," + device + "," + member + "," + category + "\n");
      }
    }
    return written("visits.csv", rows.toString());
  }

  /** Visits that stay where they are, on mobiles, and visits that go to and fro, on desktops. */
  private String ways(int count) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("visit,device,member,category\n");
    for (int visit = 0; visit < count; visit++) {
      boolean stays = random.nextInt(10) < 6;
      String device = random.nextInt(20) == 0 == stays ? "desktop" : "mobile";
      int place = random.nextInt(2);
      int pages = random.nextInt(4, 7);
      for (int page = 0; page < pages; page++) {
        String category = place == 0 ? "sale" : "help";
        rows.append("v" + visit + "," + device + ",true," + category + "\n");
        place = random.nextInt(10) == 0 == stays ? 1 - place : place;
      }
    }
    return written("ways.csv", rows.toString());
  }

  @Test
  void classesOfAReplayedFileArePrintedWrittenAndOff() throws IOException {
    written("shop/shop.yaml", WORKSPACE);
    String shop = folder.resolve("shop").toString();
    String mapping = written("mapping.yaml", MAPPING);
    String visits = visits(900);
    Ended ended =
        run(
            "discover",
            "-w",
            shop,
            "-m",
            mapping,
            "--refits",
            "3",
            "--classes",
            "3",
            "--write",
            shop,
            visits);
    assertEquals(Main.DONE, ended.code(), ended.err());
    for (String words :
        new String[] {
          "900 sessions; seed 1",
          "What fewer than 10 sessions share was folded",
          "2 is the largest number of classes that come out again",
          "discovered-1: ",
          "warning: this speaks of alcohol, tobacco or drugs ('wine')",
          "These are proposals."
        }) {
      assertTrue(ended.out().contains(words), () -> words + " in\n" + ended.out());
    }
    assertTrue(ended.err().contains("no slot uses these segments"), ended.err());
    String drafts = Files.readString(folder.resolve("shop/drafts-discovered.yaml"));
    assertTrue(drafts.startsWith("# Proposed by `mien discover`."), drafts);

    Ended checked = run("check", shop);
    assertEquals(Main.DONE, checked.code(), checked.out() + checked.err());
    String said = checked.out() + checked.err();
    assertTrue(said.contains("unused-segment"), said);

    // Looked for again, they come beside those that are there.
    Ended again =
        run(
            "discover",
            "-w",
            shop,
            "-m",
            mapping,
            "--refits",
            "3",
            "--classes",
            "3",
            "--write",
            shop,
            visits);
    assertEquals(Main.DONE, again.code(), again.err());
    assertTrue(again.out().contains("discovered-3: "), again.out());
    assertEquals(
        ended.out().replaceAll("discovered-\\d", ""), again.out().replaceAll("discovered-\\d", ""));
  }

  @Test
  void waysAreLookedForWhereAFieldIsNamed() throws IOException {
    String shop = written("shop.yaml", WORKSPACE);
    String mapping = written("mapping.yaml", MAPPING);
    Ended ended =
        run(
            "discover",
            "-w",
            shop,
            "-m",
            mapping,
            "--sequence",
            "page_view.category",
            "--refits",
            "3",
            "--classes",
            "3",
            "--json",
            ways(1_800));
    assertEquals(Main.DONE, ended.code(), ended.err());
    JsonNode result = new ObjectMapper().readTree(ended.out());
    assertEquals(1_800, result.path("sessions").asInt());
    assertEquals(2, result.path("classes").asInt(), ended.out());
    assertEquals("sound", result.path("tried").path(0).path("verdict").asText());
    JsonNode first = result.path("proposals").path(0);
    assertTrue(first.path("precision").asDouble() > .9, ended.out());
    assertTrue(first.path("rules").path(0).path("rule").asText().contains("device"));

    Ended typo =
        run("discover", "-w", shop, "-m", mapping, "--sequence", "page_view.kind", visits(1));
    assertEquals(Main.WRONG_USAGE, typo.code());
    assertTrue(typo.err().contains("these are: page_view.category"), typo.err());
  }

  @Test
  void aTableOfCountsIsEnough() throws IOException {
    String shop = written("shop.yaml", WORKSPACE);
    StringBuilder rows = new StringBuilder("device,pages,last_seen,sessions\n");
    for (int pages = 0; pages < 3; pages++) {
      rows.append("mobile," + pages + ",wine,200\nmobile," + pages + ",,30\n");
      rows.append("desktop," + pages + 1 + ",sale,100\n*," + pages + 1 + ",sale,20\n");
      rows.append("mobile," + pages + 1 + ",help,9\n");
    }
    String table = written("counts.csv", rows.toString());
    Ended ended = run("discover", "-w", shop, "--refits", "3", "--classes", "3", "--json", table);
    assertEquals(Main.DONE, ended.code(), ended.err());
    JsonNode result = new ObjectMapper().readTree(ended.out());
    assertEquals(1077, result.path("sessions").asInt());
    assertEquals(2, result.path("classes").asInt(), ended.out());
  }

  @Test
  void whatIsWrongWithATableIsSaidWithItsPlace() throws IOException {
    String shop = written("shop.yaml", WORKSPACE);
    String[][] wrong = {
      {
        "device,sessions\nmobile,1\nphone,2\n",
        "counts.csv:3, column 1: this is no value of 'device'"
      },
      {"device,sessions\nmobile,1.5\n", "counts.csv:2, column 2: a whole number of sessions"},
      {"device,sessions\nmobile\n", "counts.csv:2, column 1: a row has as many cells"},
      {
        "device,pages\nmobile,1\n",
        "counts.csv:1, column 2: after the attributes a column has to be 'sessions'"
      },
      {"gadget,sessions\nmobile,1\n", "counts.csv:1, column 1: this is no attribute"},
      {
        "pages,sessions\n-1,1\n",
        "counts.csv:2, column 1: this is no value of 'pages'; write a whole"
      },
      {"", "counts.csv is empty"}
    };
    for (String[] one : wrong) {
      Ended ended = run("discover", "-w", shop, written("counts.csv", one[0]));
      assertEquals(Main.REFUSED, ended.code(), ended.err());
      assertTrue(ended.err().contains(one[1]), () -> one[1] + " in\n" + ended.err());
      assertFalse(ended.err().contains("phone"), "values stay out of what is printed");
    }
    Ended few = run("discover", "-w", shop, written("counts.csv", "device,sessions\nmobile,9\n"));
    assertTrue(few.err().contains("nothing is looked for in fewer than 500"), few.err());
  }

  @Test
  void wrongUsageIsToldFromRefusal() throws IOException {
    String shop = written("shop.yaml", WORKSPACE);
    String table = written("counts.csv", "device,sessions\nmobile,1000\n");
    assertEquals(Main.WRONG_USAGE, run("discover", table).code());
    assertEquals(Main.WRONG_USAGE, run("discover", "-w", shop, "no.csv").code());
    assertEquals(Main.WRONG_USAGE, run("discover", "-w", shop, "--k", "0", table).code());
    assertEquals(Main.WRONG_USAGE, run("discover", "-w", shop, "--classes", "99", table).code());
    assertEquals(Main.WRONG_USAGE, run("discover", "-w", shop, "--write", "nowhere", table).code());
    assertEquals(
        Main.WRONG_USAGE, run("discover", "-w", shop, "--sequence", "page_view.x", table).code());
    Ended typo = run("discover", "-w", shop, "-a", "devise", table);
    assertEquals(Main.WRONG_USAGE, typo.code());
    assertTrue(typo.err().contains("did you mean 'device'?"), typo.err());
    Ended one = run("discover", "-w", shop, table);
    assertEquals(Main.REFUSED, one.code());
    assertTrue(one.err().contains("fewer than two of the attributes"), one.err());
  }
}
