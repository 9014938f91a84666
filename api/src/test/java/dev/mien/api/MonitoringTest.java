package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Alerts and the dashboard ask for nothing that a node does not export. */
class MonitoringTest {
  private static final Path FOLDER = Path.of("src/deploy/monitoring");

  /** What Prometheus itself adds. */
  private static final Set<String> METRICS_OF_PROMETHEUS = Set.of("up");

  private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("instance", "job");

  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "bool", "offset", "ignoring", "group_left", "group_right");
  private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*\\})?(\\s*\\()?");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern SERIES =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
  private static final Pattern PAIR = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");

  /** One expression and where it stands. */
  private record Asked(String place, String expression) {}

  /** All that a node exports: each series with its labels, by the name of the metric. */
  private record Exported(Map<String, List<Map<String, String>>> series) {
    static Exported of(String scrape) {
      Map<String, List<Map<String, String>>> series = new HashMap<>();
      scrape
          .lines()
          .map(SERIES::matcher)
          .filter(Matcher::matches)
          .forEach(
              line -> {
                Map<String, String> labels = new HashMap<>();
                Matcher pair = PAIR.matcher(line.group(2) == null ? "" : line.group(2));
                while (pair.find()) {
                  labels.put(pair.group(1), pair.group(2));
                }
                series.computeIfAbsent(line.group(1), _ -> new ArrayList<>()).add(labels);
              });
      return new Exported(series);
    }

    /** What of an expression no series answers to. */
    Set<String> missing(String expression) {
      Set<String> missing = new TreeSet<>();
      Set<String> labels = new HashSet<>(LABELS_OF_PROMETHEUS);
      Matcher selector =
          SELECTOR.matcher(
              GROUPING.matcher(expression).replaceAll(" ").replaceAll("\\[[^]]*]", " "));
      while (selector.find()) {
        String name = selector.group(1);
        boolean isFunction = selector.group(3) != null && selector.group(2) == null;
        if (isFunction || OPERATORS.contains(name) || METRICS_OF_PROMETHEUS.contains(name)) {
          continue;
        }
        List<Map<String, String>> found = series.getOrDefault(name, List.of());
        if (found.isEmpty()) {
          missing.add(name);
        }
        found.forEach(each -> labels.addAll(each.keySet()));
        Matcher matcher = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
        while (matcher.find()) {
          String label = matcher.group(1);
          String value = matcher.group(3);
          boolean isThere =
              LABELS_OF_PROMETHEUS.contains(label)
                  || found.stream().anyMatch(each -> value.equals(each.get(label)));
          if (!isThere) {
            missing.add(name + matcher.group());
          }
        }
      }
      Matcher grouping = GROUPING.matcher(expression);
      while (grouping.find()) {
        for (String label : grouping.group(2).split(",", -1)) {
          if (!labels.contains(label.strip())) {
            missing.add(grouping.group());
          }
        }
      }
      return missing;
    }
  }

  private static List<JsonObject> rules() throws IOException {
    Object yaml =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FOLDER.resolve("alerts.yaml")));
    List<JsonObject> rules = new ArrayList<>();
    for (Object group :
        new JsonObject(new ObjectMapper().writeValueAsString(yaml)).getJsonArray("groups")) {
      for (Object rule : ((JsonObject) group).getJsonArray("rules")) {
        rules.add((JsonObject) rule);
      }
    }
    return rules;
  }

  private static JsonArray panels() throws IOException {
    return new JsonObject(Files.readString(FOLDER.resolve("dashboard.json")))
        .getJsonArray("panels");
  }

  private static List<Asked> asked() throws IOException {
    List<Asked> asked = new ArrayList<>();
    for (JsonObject rule : rules()) {
      asked.add(new Asked(rule.getString("alert"), rule.getString("expr")));
    }
    for (Object panel : panels()) {
      JsonObject each = (JsonObject) panel;
      for (Object target : each.getJsonArray("targets", new JsonArray())) {
        asked.add(new Asked(each.getString("title"), ((JsonObject) target).getString("expr")));
      }
    }
    return asked;
  }

  @Test
  void everyMetricAndLabelThatIsAskedForIsExported() throws Exception {
    try (Node node = Node.withShop()) {
      node.decide("{\"slots\": [\"home.hero\"]}");
      Exported exported = Exported.of(node.admin("GET", "/metrics", "").text());
      Set<String> missing = new TreeSet<>();
      for (Asked each : asked()) {
        for (String what : exported.missing(each.expression())) {
          missing.add(each.place() + " asks for " + what);
        }
      }
      assertEquals(Set.of(), missing);
    }
  }

  @Test
  void aMetricLabelOrValueThatIsNotExportedIsNoticed() {
    Exported exported = Exported.of("mien_a_total{route=\"x\",le=\"1\"} 2.0\nmien_b 1.0\n");
    assertEquals(Set.of(), exported.missing("sum by (le) (rate(mien_a_total{route=\"x\"}[5m]))"));
    assertEquals(Set.of(), exported.missing("mien_b{instance=~\"$instance\"} > 0.5"));
    assertEquals(Set.of("mien_c"), exported.missing("rate(mien_c[5m]) / mien_b"));
    assertEquals(
        Set.of("mien_a_totalroute=\"y\""), exported.missing("rate(mien_a_total{route=\"y\"}[5m])"));
    assertEquals(Set.of("by (status)"), exported.missing("sum by (status) (mien_a_total)"));
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonObject rule : rules()) {
      assertTrue(names.add(rule.getString("alert")), "twice: " + rule);
      String severity = rule.getJsonObject("labels").getString("severity");
      assertTrue(Set.of("page", "ticket").contains(severity), rule.encode());
      JsonObject annotations = rule.getJsonObject("annotations");
      assertEquals(Set.of("summary", "action"), annotations.fieldNames(), rule.encode());
      assertTrue(annotations.getString("action").length() > 30, rule.encode());
    }
  }

  @Test
  void panelsHaveNamesOfTheirOwnAndDoNotOverlap() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (Object panel : panels()) {
      JsonObject each = (JsonObject) panel;
      assertTrue(ids.add(each.getInteger("id")), "twice: " + each.getString("title"));
      JsonObject at = each.getJsonObject("gridPos");
      assertTrue(at.getInteger("x") + at.getInteger("w") <= 24, each.getString("title"));
      for (int x = 0; x < at.getInteger("w"); x++) {
        for (int y = 0; y < at.getInteger("h"); y++) {
          assertTrue(
              cells.add((at.getInteger("x") + x) + "," + (at.getInteger("y") + y)),
              "overlaps: " + each.getString("title"));
        }
      }
    }
  }
}
