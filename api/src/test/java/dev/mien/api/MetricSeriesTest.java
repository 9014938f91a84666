package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many series there are is the program's to say, and never a workspace's or a visitor's. */
class MetricSeriesTest {
  private static final int SERIES_MAX = 2_000;
  private static final int SEGMENTS = 400;
  private static final int SLOTS = 50;

  @Test
  void aLargeWorkspaceHasNoMoreSeriesThanASmallOne() throws Exception {
    String slots = names("slot.s", SLOTS);
    String request =
        """
        {"slots": [%s], "signals": {"device": "mobile", "nothing-%s": "of %s"},
         "consent": {"purposes": ["page"]}}
        """;
    try (Node node = Node.withShop()) {
      node.decide(request.formatted(slots, "a", "this"));
      Set<String> before = series(node.metrics());
      assertEquals(
          201,
          node.admin("POST", "/admin/v1/editions", large(), "Content-Type", "application/yaml")
              .status());
      for (int i = 0; i < 20; i++) {
        assertEquals(200, node.decide(request.formatted(slots, i, i)).status());
      }
      Set<String> after = series(node.metrics());
      assertTrue(after.size() <= SERIES_MAX, "series: " + after.size());
      System.out.println("series of metrics: " + before.size() + ", " + after.size());
      assertTrue(
          after.stream().noneMatch(each -> each.contains("slot") && each.contains("s1")),
          "a slot names a series");
      assertTrue(after.stream().noneMatch(each -> each.contains("crowd-")), "so does a segment");
      // Java's own come and go with its collector.
      assertEquals(ours(before), ours(after));
    }
  }

  private static Set<String> series(String metrics) {
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ours(Set<String> series) {
    return series.stream()
        .filter(each -> each.startsWith("mien_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + prefix + i + "\"")
        .collect(Collectors.joining(","));
  }

  private static String large() {
    StringBuilder yaml =
        new StringBuilder(
            """
            schema:
              purposes:
                page: { title: "Fit this page", contextual: true }
              attributes:
                device: { choice: [mobile, desktop], from: site, purpose: page, benefit: "Fits" }
            segments:
            """);
    for (int i = 0; i < SEGMENTS; i++) {
      yaml.append("  crowd-").append(i).append(": { title: Crowd, when: device is mobile }\n");
    }
    yaml.append("slots:\n");
    for (int i = 0; i < SLOTS; i++) {
      yaml.append(
          """
            slot.s%d:
              purpose: page
              content: { headline: text }
              fallback: { headline: "Hello" }
              offers:
                - for: crowd-%d
                  variants: { plain: { headline: "Hi" } }
          """
              .formatted(i, i));
    }
    return yaml.toString();
  }
}
