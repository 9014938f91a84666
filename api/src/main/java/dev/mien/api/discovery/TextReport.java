package dev.mien.api.discovery;

import dev.mien.engine.discovery.Candidate;
import dev.mien.engine.discovery.Discovery;
import dev.mien.engine.discovery.Discovery.Unsaid;
import dev.mien.engine.discovery.DraftSegments.Draft;
import dev.mien.engine.discovery.Proposal;
import dev.mien.segments.sensitive.Category;
import dev.mien.segments.syntax.Printer;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was found as a reader at a terminal wants it. */
public final class TextReport {
  private static final int UNSAID_SHOWN = 6;

  private final Findings findings;
  private final PrintWriter out;

  private TextReport(Findings findings, PrintWriter out) {
    this.findings = findings;
    this.out = out;
  }

  public static void print(Findings findings, PrintWriter out) {
    TextReport report = new TextReport(findings, out);
    report.counted();
    report.tried();
    findings.discovery().proposals().forEach(report::proposal);
    if (!findings.drafts().isEmpty()) {
      out.println();
      out.println(
          "These are proposals. Whether a class means anything, and what it should be called, is"
              + " for people to say.");
    }
  }

  private void counted() {
    Discovery discovery = findings.discovery();
    Discovery.Lost lost = discovery.lost();
    out.printf(
        Locale.ROOT, "%,d sessions; seed %d%n", discovery.sessions(), findings.rules().seed());
    out.printf(
        Locale.ROOT,
        "What fewer than %d sessions share was folded: of %,d everything is still said, %,d are"
            + " left out.%n",
        lost.k(),
        lost.whole(),
        lost.dropped());
    List<Unsaid> most =
        lost.unsaid().stream()
            .filter(unsaid -> unsaid.sessions() > 0)
            .sorted(Comparator.comparingLong(Unsaid::sessions).reversed())
            .toList();
    if (!most.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "No longer said, and of how many: %s%s%n",
          most.stream()
              .limit(UNSAID_SHOWN)
              .map(unsaid -> String.format(Locale.ROOT, "%s %,d", unsaid.what(), unsaid.sessions()))
              .collect(Collectors.joining(", ")),
          most.size() > UNSAID_SHOWN ? ", …" : "");
    }
  }

  private void tried() {
    out.println();
    out.println(
        "classes   stability (least to most)   weakest   rules say   smallest          BIC");
    for (Candidate one : findings.discovery().tried()) {
      boolean isChosen = findings.discovery().classes().equals(Optional.of(one.classes()));
      out.printf(
          Locale.ROOT,
          "%7d   %9.2f (%.2f to %.2f)      %7.2f   %9.2f   %6.1f %% %,12.0f   %s%n",
          one.classes(),
          one.stability(),
          one.stabilityLeast(),
          one.stabilityMost(),
          one.classLeast(),
          one.fidelity(),
          one.shareLeast() * 100,
          one.bic(),
          isChosen ? "chosen" : Findings.words(one));
    }
    out.println(findings.why());
  }

  private void proposal(Proposal proposal) {
    Optional<Draft> draft = findings.draft(proposal.number());
    out.println();
    out.printf(
        Locale.ROOT,
        "%s%,d sessions, %.1f %% of all; stability %.2f%n",
        draft
            .map(one -> one.name() + ": " + one.title() + "\n  ")
            .orElse("A class without a rule: "),
        proposal.sessions(),
        proposal.share() * 100,
        proposal.stability());
    for (Proposal.Trait trait : proposal.typical()) {
      out.printf(
          Locale.ROOT,
          "  typical: %s: %.0f %% of these, %.0f %% of all%n",
          Printer.print(trait.condition()),
          trait.share() * 100,
          trait.all() * 100);
    }
    for (Proposal.DraftRule rule : proposal.rules()) {
      out.printf(Locale.ROOT, "  rule:    %s%n", rule.text());
      out.printf(
          Locale.ROOT,
          "           admits %,d sessions; precision %.2f, recall %.2f%n",
          rule.admitted(),
          rule.precision(),
          rule.recall());
    }
    if (proposal.rules().size() > 1) {
      out.printf(
          Locale.ROOT,
          "  all:     admit %,d sessions; precision %.2f, recall %.2f%n",
          proposal.admitted(),
          proposal.precision(),
          proposal.recall());
    }
    draft.ifPresent(
        one ->
            one.sensitive()
                .forEach(
                    finding ->
                        out.printf(
                            Locale.ROOT,
                            "  warning: this speaks of %s ('%s'); %s%n",
                            finding.category().words(),
                            finding.words(),
                            consequence(finding.category()))));
  }

  private static String consequence(Category category) {
    return switch (category.rule()) {
      case BARRED -> "nobody may be told apart by it, and the checker refuses it";
      case SECOND_PERSON -> "a second person has to agree before it is published";
    };
  }
}
