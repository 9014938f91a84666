package dev.mien.segments.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.check.Trials;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Segments by points: how they are edited, compared, merged and tried. */
class ScoresTest {
  private static final String SCORES =
      """
      # What was fitted.
      segments:
        buyers:
          title: Likely buyers
          score:
            base: -0.4
            points:
              device is tablet: -0.40   # they read
              basket_value >= 40: 1.1
              "interest has climbing": 0.2
              device is tablet and basket_value < 80: 0.12
            enter: 60 %
            leave: 40 %
            fitted: { auc: 0.71, logLoss: 0.4, ece: 0.012, sessions: 3699, base: 0.1598, on: 2026-11-22 }
        buyers-on-tablets: { title: Buyers who read, when: buyers and device is tablet }
      """;

  private static List<SourceText> texts(String scores) {
    List<SourceText> texts = new ArrayList<>(Shop.texts());
    texts.add(new SourceText("scores.yaml", scores));
    return texts;
  }

  private static String edited(Edit edit) {
    Editing.Done done = (Editing.Done) Editor.apply(texts(SCORES), List.of(edit));
    assertTrue(Workspaces.compile(done.files()) instanceof Compilation.Accepted, "still accepted");
    return done.files().stream()
        .filter(text -> text.name().equals("scores.yaml"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static List<String> words(String before, String after) {
    assertTrue(SCORES.contains(before), before);
    return Changes.of(texts(SCORES), texts(SCORES.replace(before, after))).stream()
        .flatMap(change -> change.words().stream())
        .toList();
  }

  private static Value.Table table(Object... entries) {
    SequencedMap<String, Value> table = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      table.put(
          (String) entries[i],
          entries[i + 1] instanceof Value value ? value : new Value.Text((String) entries[i + 1]));
    }
    return new Value.Table(table);
  }

  @Test
  void theScoreIsAcceptedAsItStands() {
    Compilation compiled = Workspaces.compile(texts(SCORES));
    assertTrue(compiled instanceof Compilation.Accepted, () -> compiled.diagnostics().toString());
  }

  @Test
  void whatHasChangedIsSaidConditionByCondition() {
    assertEquals(
        List.of("Likely buyers: counts device is tablet with -0.21 instead of -0.40."),
        words("device is tablet: -0.40", "device is tablet: -0.21"));
    assertEquals(
        List.of(
            "Likely buyers: counts device is tablet and basket value is under 40 EUR with 0.12.",
            "Likely buyers: no longer counts device is tablet and basket value is under 80 EUR."),
        words("basket_value < 80: 0.12", "basket_value < 40: 0.12"));
    assertEquals(
        List.of("Likely buyers: a visit is in it from 55 % now, instead of 60 %."),
        words("enter: 60 %", "enter: 55 %"));
    assertEquals(
        List.of("Likely buyers: a visit leaves it below 60 % now, instead of 40 %."),
        words("      leave: 40 %\n", ""));
    assertEquals(
        List.of("Likely buyers: was fitted on 2026-11-23."), words("2026-11-22", "2026-11-23"));
    assertEquals(
        List.of("Likely buyers: predicts the goal purchase."),
        words("      leave: 40 %\n", "      leave: 40 %\n      goal: purchase\n"));
    assertEquals(List.of(), words("interest has climbing", "interest has any of [climbing]"));
  }

  @Test
  void anAttributeIsRenamedWithinConditions() {
    assertEquals(
        SCORES.replace("basket_value", "basket"),
        edited(new Edit.Rename(new Definition("attribute", "basket_value"), "basket")));
    assertEquals(
        SCORES.replace("  buyers:", "  shoppers:").replace("when: buyers", "when: shoppers"),
        edited(new Edit.Rename(new Definition("segment", "buyers"), "shoppers")));
  }

  @Test
  void puttingTheTableThatAnOutlineShowsChangesOnePoint() {
    Value points =
        new Value.Listing(
            List.of(
                table("condition", "device is tablet", "words", "…", "points", "-0.21"),
                table("condition", "basket_value >= 40", "points", new Value.Plain("1.1")),
                table("condition", "interest has climbing", "points", new Value.Plain("0.2")),
                table(
                    "condition",
                    "device is tablet and basket_value < 80",
                    "points",
                    new Value.Plain("0.12"))));
    Value.Table score =
        table(
            "base",
            new Value.Plain("-0.4"),
            "points",
            points,
            "enter",
            "60 %",
            "leave",
            "40 %",
            "fitted",
            table(
                "auc", new Value.Plain("0.71"),
                "logLoss", new Value.Plain("0.4"),
                "ece", new Value.Plain("0.012"),
                "sessions", new Value.Plain("3699"),
                "base", new Value.Plain("0.1598"),
                "on", "2026-11-22"));
    assertEquals(
        SCORES.replace("-0.40", "-0.21"),
        edited(
            new Edit.Put(
                new Definition("segment", "buyers"),
                table("title", "Likely buyers", "rules", new Value.Listing(List.of()))
                    .with("score", score),
                Optional.empty())));
  }

  @Test
  void pointsThatTwoPeopleChangedAreBothTaken() {
    Merging merging =
        Merger.merge(
            texts(SCORES),
            texts(SCORES.replace("-0.40", "-0.21")),
            texts(SCORES.replace(">= 40: 1.1", ">= 40: 1.3")),
            Map.of());
    assertEquals(List.of(), merging.conflicts());
    String merged =
        merging.files().stream()
            .filter(text -> text.name().equals("scores.yaml"))
            .findFirst()
            .orElseThrow()
            .text();
    assertEquals(SCORES.replace("-0.40", "-0.21").replace(">= 40: 1.1", ">= 40: 1.3"), merged);
  }

  @Test
  void aTriedScoreIsHeldAgainstTheWorkspace() {
    Trials trials = new Trials(WorkspaceReader.read(texts(SCORES)), Limits.standard());
    Value.Table tried =
        table("name", "browsers", "title", "Browsers")
            .with(
                "score",
                table(
                    "base", "-1",
                    "points", table("device is tablet", "0.5", "basket >= 40", "9"),
                    "enter", "60 %"));
    Tried read = ((Tried.Read.Sound) Tried.of(tried)).tried();
    List<Diagnostic> found = trials.findings(read.declaration());
    assertEquals(
        List.of("unknown-attribute", "out-of-range"),
        found.stream().map(Diagnostic::code).toList());
    assertEquals("condition 1", found.getFirst().span().source().name());
    assertEquals("points 1", found.getLast().span().source().name());
  }
}
