package dev.mien.engine.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentIdentitiesTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes:
          p: { title: "P" }
        events:
          page_view: { category: { choice: [sale, help] } }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: p, benefit: "b" }
          views: { count: page_view where category is sale, upTo: 8, purpose: p, benefit: "b" }
          unasked: { flag: true, from: site, purpose: p, benefit: "b" }
      segments:
        movers: { title: Movers, when: device is mobile }
        lookers: { title: Lookers, when: views >= 2 }
        both: { title: Both, when: movers and lookers }
      slots:
        home:
          purpose: p
          content: { t: text }
          fallback: { t: "-" }
          offers:
            - for: both
              variants: { v: { t: "x" } }
            - for: lookers
              variants: { v: { t: "x" } }
      """;

  private static Model model(String workspace) {
    return switch (Workspaces.compile(List.of(new SourceText("w.yaml", workspace)))) {
      case Compilation.Accepted(var program, _) -> program.model();
      case Compilation.Rejected rejected ->
          throw new IllegalArgumentException(rejected.diagnostics().toString());
    };
  }

  private static SegmentIdentity identity(String workspace, String segment) {
    Model model = model(workspace);
    int position =
        IntStream.range(0, model.segments().size())
            .filter(at -> model.segments().get(at).name().text().equals(segment))
            .findFirst()
            .orElseThrow();
    return SegmentIdentities.of(model).get(position);
  }

  @Test
  void segmentsOfOneModelDiffer() {
    List<SegmentIdentity> all = SegmentIdentities.of(model(WORKSPACE));
    assertEquals(3, new HashSet<>(all).size());
  }

  @Test
  void aSegmentStaysWhoItIsWhenNothingItMeansChanges() {
    String other =
        WORKSPACE
            .replace("title: Both", "title: All of it")
            .replace(
                "unasked: {",
                "another: { flag: true, from: site, purpose: p, benefit: \"b\" }\n    unasked: {")
            .replace("for: lookers", "for: movers");
    for (String segment : List.of("movers", "lookers", "both")) {
      assertEquals(identity(WORKSPACE, segment), identity(other, segment), segment);
    }
  }

  @Test
  void aSegmentIsAnotherOnceItsRuleChanges() {
    String other = WORKSPACE.replace("views >= 2", "views >= 3");
    assertEquals(identity(WORKSPACE, "movers"), identity(other, "movers"));
    assertNotEquals(identity(WORKSPACE, "lookers"), identity(other, "lookers"));
  }

  /** Whoever may change a definition below a rule could fill a crowd and then narrow it. */
  @Test
  void aSegmentIsAnotherOnceAnythingBelowItsRuleChanges() {
    for (String other :
        List.of(
            WORKSPACE.replace("views >= 2", "views >= 3"),
            WORKSPACE.replace("[mobile, desktop]", "[mobile, desktop, watch]"),
            WORKSPACE.replace("category is sale", "category is help"),
            WORKSPACE.replace("upTo: 8", "upTo: 9"))) {
      assertNotEquals(identity(WORKSPACE, "both"), identity(other, "both"), other);
    }
  }

  @Test
  void aSegmentIsAnotherUnderAnotherName() {
    String other = WORKSPACE.replace("movers", "walkers");
    assertNotEquals(identity(WORKSPACE, "movers"), identity(other, "walkers"));
    assertNotEquals(identity(WORKSPACE, "both"), identity(other, "both"));
  }
}
