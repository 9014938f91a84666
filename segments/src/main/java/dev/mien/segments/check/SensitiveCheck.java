package dev.mien.segments.check;

import dev.mien.segments.check.Wording.Says;
import dev.mien.segments.sensitive.Category;
import dev.mien.segments.sensitive.Taxonomy;
import dev.mien.segments.sensitive.Taxonomy.Finding;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.GridDeclaration;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether visitors are told apart by what nobody may know of them, or by what a second person has
 * to agree to first. What content says is left alone; what it is shown for is not.
 */
final class SensitiveCheck {
  private static final BigDecimal OF_AGE = BigDecimal.valueOf(18);
  private static final Set<String> AGES =
      Set.of("age", "alter", "âge", "edad", "età", "eta", "wiek", "leeftijd", "idade");

  private final Findings findings;
  private final Map<String, List<Finding>> known = new HashMap<>();
  private final Set<Word> seen = new HashSet<>();

  /** What attributes of grids say, by where their grid names them. */
  private final Map<Word, Word> counted = new HashMap<>();

  SensitiveCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Declaration.Workspace workspace, List<Wording> wordings) {
    counted(workspace);
    for (Wording wording : wordings) {
      if (wording.says() == Says.VISITORS && seen.add(wording.word())) {
        for (Finding finding :
            known.computeIfAbsent(wording.word().text(), Taxonomy.standard()::find)) {
          report(wording, finding);
        }
      }
    }
    workspace.attributes().forEach(this::ages);
  }

  private void counted(Declaration.Workspace workspace) {
    for (GridDeclaration grid : workspace.grids()) {
      for (Word name : grid.of()) {
        workspace.attributes().stream()
            .filter(attribute -> attribute.name().text().equals(name.text()))
            .flatMap(Wording::of)
            .forEach(wording -> counted.putIfAbsent(wording.word(), name));
      }
    }
  }

  private void report(Wording wording, Finding finding) {
    Category category = finding.category();
    String message =
        wording.what() + " speaks of " + category.words() + ": '" + finding.words() + "'";
    switch (category.rule()) {
      case BARRED ->
          findings.report(
              Code.SENSITIVE_CATEGORY,
              wording.word().span(),
              message,
              "visitors must not be told apart by this (GDPR, articles 9 and 10): remove it; if it"
                  + " means something else, say it in other words");
      case SECOND_PERSON -> needsApproval(wording.word(), wording.word(), message);
    }
  }

  // A name says nothing of minors where a number does: age < 18.
  private void ages(AttributeDeclaration attribute) {
    boolean isAge =
        List.of(attribute.name().text().split("_", -1)).stream().anyMatch(AGES::contains);
    if (isAge && attribute.kind().orElse(null) instanceof Kind.Numeric numeric) {
      numeric.edges().stream()
          .filter(SensitiveCheck::isUnderAge)
          .findFirst()
          .ifPresent(
              edge ->
                  needsApproval(
                      edge,
                      attribute.name(),
                      "an age up to " + edge + " tells " + Category.MINORS.words() + " apart"));
    }
  }

  private static boolean isUnderAge(Word edge) {
    try {
      BigDecimal years = new BigDecimal(edge.text());
      return years.signum() > 0 && years.compareTo(OF_AGE) <= 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private void needsApproval(Word word, Word of, String message) {
    Word grid = counted.get(of);
    if (grid != null) {
      findings.report(
          Code.SENSITIVE_PATTERN,
          grid.span(),
          "'" + grid + "' is counted together with others, and " + message,
          "leave it out of the grid: such patterns are not collected");
      return;
    }
    findings.report(
        Code.NEEDS_APPROVAL,
        word.span(),
        message,
        "publish it once a second person has agreed, or say it in other words");
  }
}
