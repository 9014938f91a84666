package dev.mien.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.segments.check.Rewrite;
import dev.mien.segments.check.Rewrite.Outcome;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One segment against a workspace that is checked already. */
class RewriteTest {
  private static final Model SAMPLE =
      WorkspacesTest.model(Workspaces.compile(SampleWorkspace.texts()));

  /** Written as it stands, a segment with rules means what it means in the workspace. */
  @Test
  void whatIsWrittenAgainMeansTheSame() {
    for (Segment segment : SAMPLE.segments()) {
      if (segment.scored().isPresent()) {
        continue;
      }
      Outcome outcome =
          Workspaces.rewrite(
              SAMPLE,
              new Rewrite.Text(
                  segment.name().text(),
                  segment.rules().stream()
                      .map(rule -> new SourceText(rule.name().text(), rule.text()))
                      .toList()));
      assertEquals(
          segment.rules(), assertInstanceOf(Outcome.Sound.class, outcome).segment().rules());
    }
  }

  @Test
  void aNewSegmentRefersToAllThatAreThere() {
    Outcome outcome = rewritten("newcomers", "bargain-hunters and not everybody-else");
    Rule rule = assertInstanceOf(Outcome.Sound.class, outcome).segment().rules().getFirst();
    assertEquals("bargain-hunters and not everybody-else", rule.text());
  }

  /** So does one with points, but for its place after those of the workspace. */
  @Test
  void aScoreThatIsWrittenAgainMeansTheSame() {
    for (SegmentDeclaration declared :
        WorkspaceReader.read(SampleWorkspace.texts()).workspace().segments()) {
      String name = declared.name().text();
      if (declared.score().isEmpty()) {
        continue;
      }
      Outcome outcome =
          Workspaces.rewrite(SAMPLE, new Rewrite.Text(name, List.of(), declared.score()));
      Segment written = assertInstanceOf(Outcome.Sound.class, outcome).segment();
      Segment saved =
          SAMPLE.segments().stream()
              .filter(one -> one.name().text().equals(name))
              .findFirst()
              .orElseThrow();
      assertEquals(saved.scored().orElseThrow().score(), written.scored().orElseThrow().score());
      assertEquals(
          Segment.scored(SAMPLE.segments()).size(), written.scored().orElseThrow().place());
    }
  }

  @Test
  void whatIsWrongIsSaidWhereItIsInTheRule() {
    assertEquals(List.of("unknown-label 1:11"), found("newcomers", "device is phone"));
    assertEquals(List.of("unknown-segment 1:5"), found("newcomers", "not bargan-hunters"));
    assertEquals(
        List.of("unknown-attribute 2:5"), found("newcomers", "bargain-hunters\nand devise is x"));
    assertEquals(List.of("rule-syntax 1:8"), found("newcomers", "device ="));
    assertEquals(List.of("rule-syntax 1:1"), found("newcomers", ""));
    assertEquals(List.of("bad-name 1:1"), found("New Comers", "bargain-hunters"));
  }

  @Test
  void noSegmentRefersToItselfOrToWhatIsBuiltOnIt() {
    assertEquals(List.of("segment-cycle 1:1"), found("bargain-hunters", "bargain-hunters or lost"));
    assertEquals(List.of("segment-cycle 1:9"), found("bargain-hunters", "lost or sale-again"));
    assertEquals(List.of(), found("sale-again", "lost or bargain-hunters"));
  }

  private static Outcome rewritten(String name, String rule) {
    return Workspaces.rewrite(SAMPLE, new Rewrite.Text(name, List.of(new SourceText(name, rule))));
  }

  private static List<String> found(String name, String rule) {
    return switch (rewritten(name, rule)) {
      case Outcome.Sound _ -> List.of();
      case Outcome.Unsound(var findings) -> findings.stream().map(RewriteTest::shown).toList();
    };
  }

  private static String shown(Diagnostic finding) {
    return finding.code() + " " + finding.span().line() + ":" + finding.span().column();
  }
}
