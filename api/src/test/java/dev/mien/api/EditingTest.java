package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Editing over the admin listener, on the demo's workspace. */
class EditingTest {
  private static final Path DEMO = Path.of("src/main/resources/demo-workspace");

  @SuppressWarnings("NullAway.Init")
  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    node = Node.empty();
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
  }

  @Test
  void anOutlineTellsWhatEachDefinitionIsAndWhereItStands() throws Exception {
    JsonObject outline = call("outline", new JsonObject().put("files", demo())).json();
    assertEquals("tarn-and-heath", outline.getString("name"));
    assertEquals(true, outline.getBoolean("accepted"));
    JsonObject browsing = named(outline.getJsonArray("segments"), "browsing");
    assertEquals("segments.yaml", browsing.getString("file"));
    assertEquals(5, browsing.getInteger("endLine") - browsing.getInteger("line"));
    assertEquals(new JsonArray(List.of("home.offer")), browsing.getJsonArray("usedBySlots"));
    JsonObject rule = browsing.getJsonArray("rules").getJsonObject(0);
    assertEquals(
        "Visits where last category is one of jackets, shoes, packs or camp and either basket value"
            + " is not known or basket value is exactly 0 EUR and the visit is not in “Could do"
            + " with a hand”.",
        rule.getString("words"));
    assertEquals(
        new JsonObject("{\"not\": {\"segment\": \"needs-a-hand\"}}"),
        rule.getJsonObject("tree").getJsonArray("all").getJsonObject(2));
    JsonObject hero = named(outline.getJsonArray("slots"), "home.hero");
    assertEquals("image", hero.getJsonObject("types").fieldNames().stream().toList().getLast());
    assertEquals(
        60,
        hero.getJsonArray("offers").getJsonObject(1).getJsonObject("weights").getInteger("dawn"));
    assertEquals(
        List.of("direct", "search", "social", "newsletter", "price-comparison"),
        named(outline.getJsonArray("attributes"), "referrer").getJsonArray("labels").getList());
  }

  @Test
  void anOutlineOfAWorkspaceWithMistakesSaysWhereTheyAre() throws Exception {
    JsonObject files = demo();
    files.put(
        "segments.yaml",
        files
            .getString("segments.yaml")
            .replace("gift is true", "gifts is true")
            .replace("shoe_views >= 3 and sale_views < 3", "shoe_views >="));
    JsonObject outline = call("outline", new JsonObject().put("files", files)).json();
    assertEquals(false, outline.getBoolean("accepted"));
    JsonObject segment = named(outline.getJsonArray("segments"), "gift-givers");
    int index = segment.getJsonArray("diagnostics").getInteger(0);
    JsonObject diagnostic = outline.getJsonArray("diagnostics").getJsonObject(index);
    assertEquals("unknown-attribute", diagnostic.getString("code"));
    assertEquals("gift-givers", diagnostic.getString("name"));
    JsonObject unread =
        named(outline.getJsonArray("segments"), "trail-runners")
            .getJsonArray("rules")
            .getJsonObject(1);
    assertEquals(
        new JsonObject(
            "{\"name\": \"looks-at-shoes\", \"text\": \"shoe_views >=\", \"words\": \"\","
                + " \"tree\": {\"text\": \"shoe_views >=\"}}"),
        unread);
  }

  @Test
  void editsChangeTheirLinesAndNoOthers() throws Exception {
    Reply reply =
        call(
            "edits",
            new JsonObject()
                .put("files", demo())
                .put(
                    "edits",
                    new JsonArray(
                        """
                        [{"put": "segment", "name": "gift-givers",
                          "value": {"title": "Looking for a present", "when": {"all": [
                            {"attribute": "gift", "is": "is", "value": true},
                            {"attribute": "sale_views", "is": ">=", "value": 4}]}}},
                         {"rename": "segment", "name": "price-comparers", "to": "comparers"},
                         {"move": "offer", "slot": "home.hero", "name": "sale", "before": "black-week"}]
                        """)));
    assertEquals(200, reply.status(), reply.text());
    JsonObject files = reply.json().getJsonObject("files");
    assertEquals(2, files.size());
    assertEquals(
        demo()
            .getString("segments.yaml")
            .replace("when: gift is true", "when: gift is true and sale_views >= 4")
            .replace("price-comparers", "comparers"),
        files.getString("segments.yaml"));
    assertEquals(true, reply.json().getJsonObject("outline").getBoolean("accepted"));
  }

  /** The demo with a segment by points. */
  private static JsonObject demoWithPoints() throws Exception {
    return demo()
        .put(
            "points.yaml",
            """
            segments:
              likely-buyers:
                title: Likely buyers
                score:
                  base: -1.2
                  points:
                    device is mobile: -0.4
                    basket_value >= 40: 1.3
                    device is mobile and sale_views >= 3: 0.6
                  enter: 55 %
                  leave: 40 %
            """);
  }

  @Test
  void anOutlineShowsPointsAsATableThatMayBePutBack() throws Exception {
    JsonObject outline = call("outline", new JsonObject().put("files", demoWithPoints())).json();
    assertEquals(true, outline.getBoolean("accepted"), outline.encodePrettily());
    JsonObject buyers = named(outline.getJsonArray("segments"), "likely-buyers");
    JsonObject score = buyers.getJsonObject("score");
    assertEquals(-1.2, score.getDouble("base"));
    assertEquals("55 %", score.getString("enter"));
    JsonObject last = score.getJsonArray("points").getJsonObject(2);
    assertEquals("device is mobile and sale_views >= 3", last.getString("condition"));
    assertEquals(0.6, last.getDouble("points"));
    assertEquals(new JsonArray(), buyers.getJsonArray("rules"));

    last.put("points", 0.7);
    JsonArray edits =
        new JsonArray(
            List.of(
                new JsonObject()
                    .put("put", "segment")
                    .put("name", "likely-buyers")
                    .put("value", buyers)));
    Reply reply =
        call("edits", new JsonObject().put("files", demoWithPoints()).put("edits", edits));
    assertEquals(200, reply.status(), reply.text());
    assertEquals(
        demoWithPoints().getString("points.yaml").replace("0.6", "0.7"),
        reply.json().getJsonObject("files").getString("points.yaml"));
  }

  @Test
  void aTrialOfPointsSaysWhichOfThemIsWrong() throws Exception {
    JsonArray diagnostics =
        trial(
                """
                {"name": "x", "title": "X", "score": {"base": -1, "enter": "60 %", "points": [
                  {"condition": "device is mobil", "points": 0.4},
                  {"condition": "sale_views >= 3", "points": 40}]}}
                """)
            .getJsonArray("diagnostics");
    assertEquals(2, diagnostics.size(), diagnostics.encodePrettily());
    assertEquals("condition", diagnostics.getJsonObject(0).getString("part"));
    assertEquals(0, diagnostics.getJsonObject(0).getInteger("index"));
    assertEquals("points", diagnostics.getJsonObject(1).getString("part"));
    assertEquals(1, diagnostics.getJsonObject(1).getInteger("index"));
  }

  @Test
  void anOutlineSentBackAsEditsChangesNothing() throws Exception {
    JsonObject outline = call("outline", new JsonObject().put("files", demo())).json();
    JsonArray edits = new JsonArray();
    for (String kind : List.of("segment", "slot")) {
      for (Object each : outline.getJsonArray(kind + "s")) {
        JsonObject definition = (JsonObject) each;
        edits.add(
            new JsonObject()
                .put("put", kind)
                .put("name", definition.getString("name"))
                .put("value", definition));
      }
    }
    for (String kind : List.of("purpose", "attribute", "event")) {
      for (Object each : outline.getJsonArray(kind + "s")) {
        JsonObject definition = (JsonObject) each;
        edits.add(
            new JsonObject()
                .put("put", kind)
                .put("name", definition.getString("name"))
                .put("value", definition.getJsonObject("value")));
      }
    }
    Reply reply = call("edits", new JsonObject().put("files", demo()).put("edits", edits));
    assertEquals(200, reply.status(), reply.text());
    assertEquals(new JsonObject(), reply.json().getJsonObject("files"));
    assertEquals(outline, reply.json().getJsonObject("outline"));
  }

  @Test
  void anEditThatCannotBeMadeIsRefusedWithItsPlace() throws Exception {
    Reply reply =
        call(
            "edits",
            new JsonObject()
                .put("files", demo())
                .put(
                    "edits",
                    new JsonArray(
                        """
                        [{"remove": "segment", "name": "alpinists"},
                         {"put": "segment", "name": "alpinists", "value": {"when": {"all": []}}}]
                        """)));
    assertEquals(422, reply.status());
    assertEquals("edit-refused", reply.code());
    assertEquals(
        "/edits/1/value/when/all",
        reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals(400, call("edits", new JsonObject("{\"edits\": [{\"name\": \"x\"}]}")).status());
    assertEquals(
        404, call("edits", new JsonObject("{\"draft\": \"nobody\", \"edits\": []}")).status());
  }

  @Test
  void aTrialSaysWhatIsWrongInTheTextOfTheRule() throws Exception {
    JsonObject answer =
        trial(
            """
            {"name": "hill-walkers", "title": "Hill walkers", "rules": {
              "one": "interest has hikin and trip is day", "two": "sale_views > 3 and (", "three": {"segment": "browsing"}}}
            """);
    JsonArray diagnostics = answer.getJsonArray("diagnostics");
    assertEquals(
        List.of("two 1:20 rule-syntax", "one 1:14 unknown-label"),
        diagnostics.stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getString("severity").equals("error"))
            .filter(each -> !each.getString("code").equals("purpose-not-served"))
            .map(
                each ->
                    each.getString("rule")
                        + " "
                        + each.getInteger("line")
                        + ":"
                        + each.getInteger("column")
                        + " "
                        + each.getString("code"))
            .toList(),
        diagnostics.encodePrettily());
    assertEquals("browsing", answer.getJsonArray("rules").getJsonObject(2).getString("text"));
    assertEquals(
        "sale_views > 3 and (", answer.getJsonArray("rules").getJsonObject(1).getString("text"));
    assertEquals("", answer.getJsonArray("rules").getJsonObject(1).getString("words"));
  }

  @Test
  void aTrialFindsWhatTheRuleCanNeverBeAndWhatItBuildsOn() throws Exception {
    assertEquals(
        "never-holds",
        code(trial("{\"name\": \"x\", \"when\": \"sale_views < 2 and sale_views > 4\"}")));
    assertEquals(
        "segment-cycle",
        code(trial("{\"name\": \"price-comparers\", \"when\": \"not bargain-hunters\"}")));
    assertEquals(
        "purpose-not-served",
        code(trial("{\"name\": \"gift-givers\", \"when\": \"basket_value >= 40\"}")));
    assertEquals(
        "sensitive-category",
        code(
            trial("{\"name\": \"x\", \"title\": \"Pregnant women\", \"when\": \"gift is true\"}")));
    assertEquals(
        new JsonArray(),
        trial("{\"title\": \"New\", \"when\": \"gift is true and device is mobile\"}")
            .getJsonArray("diagnostics"));
  }

  @Test
  void aRuleIsCompletedWithWhatIsDeclared() throws Exception {
    assertEquals(
        List.of("mobile", "tablet", "desktop", "not", "known", "unknown"), labels("device is "));
    assertEquals(List.of("hill-walkers"), labels("gift is true and not hill"));
    assertEquals(List.of("and", "or", ")"), labels("(device is mobile "));
    assertEquals(
        List.of("hiking", "climbing", "cycling"), labels("interest has any of [running, "));
    assertEquals(List.of("2 minutes", "10 minutes"), labels("last_help < "));
    assertEquals(
        List.of(">=", "<", ">", "<=", "is", "between", "in", "is known", "is unknown"),
        labels("basket_value "));
  }

  private static List<String> labels(String text) throws Exception {
    JsonObject answer =
        call("completions", new JsonObject().put("files", demo()).put("text", text)).json();
    return answer.getJsonArray("completions").stream()
        .map(JsonObject.class::cast)
        .map(each -> each.getString("label"))
        .toList();
  }

  private static String code(JsonObject trial) {
    return trial.getJsonArray("diagnostics").getJsonObject(0).getString("code");
  }

  private static JsonObject trial(String segment) throws Exception {
    Reply reply =
        call(
            "trial", new JsonObject().put("files", demo()).put("segment", new JsonObject(segment)));
    assertEquals(200, reply.status(), reply.text());
    return reply.json();
  }

  @Test
  void aDiffSaysWhatBecameOfTheWorkspaceInWordsAndInLines() throws Exception {
    JsonObject diff =
        call(
                "diff",
                new JsonObject()
                    .put("before", new JsonObject().put("files", demo()))
                    .put(
                        "after",
                        demoWith(
                            "returns-to-the-sale: sale_views >= 3", "returns: sale_views >= 4")))
            .json();
    JsonObject change = diff.getJsonArray("changes").getJsonObject(0);
    assertEquals(
        "bargain-hunters changed", change.getString("name") + " " + change.getString("change"));
    assertEquals(
        "Bargain hunters: now when there were at least 4 sale views within 30 minutes, instead of"
            + " when there were at least 3 sale views within 30 minutes.",
        change.getJsonArray("words").getString(0));
    JsonArray lines =
        diff.getJsonArray("files")
            .getJsonObject(0)
            .getJsonArray("hunks")
            .getJsonObject(0)
            .getJsonArray("lines");
    assertTrue(
        lines.contains(new JsonArray(List.of("+", "      returns: sale_views >= 4"))),
        lines.encode());
  }

  @Test
  void twoChangesComeTogetherAndTheSameOneTwiceIsAConflict() throws Exception {
    JsonObject asked =
        new JsonObject()
            .put("base", new JsonObject().put("files", demo()))
            .put("mine", demoWith("when: gift is true", "when: gift is true and trip is day"))
            .put("theirs", demoWith("title: Looking for a present", "title: Present hunters"));
    JsonObject merged = call("merge", asked).json();
    assertEquals(new JsonArray(), merged.getJsonArray("conflicts"));
    assertEquals(true, merged.getBoolean("accepted"));
    assertEquals(
        demo()
            .getString("segments.yaml")
            .replace("when: gift is true", "when: gift is true and trip is day")
            .replace("title: Looking for a present", "title: Present hunters"),
        merged.getJsonObject("files").getString("segments.yaml"));

    asked.put("theirs", demoWith("when: gift is true", "when: gift is false"));
    JsonObject conflict = call("merge", asked).json().getJsonArray("conflicts").getJsonObject(0);
    assertEquals("segment gift-givers", conflict.getString("choice"));
    asked.put("choices", new JsonObject().put("segment gift-givers", "theirs"));
    assertTrue(
        call("merge", asked)
            .json()
            .getJsonObject("files")
            .getString("segments.yaml")
            .contains("when: gift is false"),
        "theirs is taken");
    asked.put("choices", new JsonObject().put("segment gift-givers", "both"));
    assertEquals(400, call("merge", asked).status());
  }

  private static JsonObject demoWith(String before, String after) throws IOException {
    JsonObject files = demo();
    String segments = files.getString("segments.yaml");
    assertTrue(segments.contains(before), before);
    return new JsonObject()
        .put("files", files.put("segments.yaml", segments.replace(before, after)));
  }

  static Reply call(String route, JsonObject body) throws Exception {
    return node.admin(
        "POST", "/admin/v1/" + route, body.encode(), "Content-Type", "application/json");
  }

  private static JsonObject named(JsonArray definitions, String name) {
    return definitions.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  static JsonObject demo() throws IOException {
    JsonObject files = new JsonObject();
    try (Stream<Path> paths = Files.walk(DEMO)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        files.put(DEMO.relativize(path).toString(), Files.readString(path));
      }
    }
    assertTrue(files.size() > 2, "the demo has several files");
    return files;
  }
}
