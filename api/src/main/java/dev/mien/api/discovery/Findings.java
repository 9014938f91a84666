package dev.mien.api.discovery;

import dev.mien.engine.discovery.Candidate;
import dev.mien.engine.discovery.Discovery;
import dev.mien.engine.discovery.DraftSegments.Draft;
import dev.mien.engine.discovery.SearchRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found, with the drafts that were made of it.
 *
 * @param drafts one for each proposal that rules lead to
 * @param rules how it was looked for
 */
public record Findings(Discovery discovery, List<Draft> drafts, SearchRules rules) {
  public Findings {
    drafts = List.copyOf(drafts);
  }

  Optional<Draft> draft(int number) {
    return drafts.stream().filter(draft -> draft.proposal().number() == number).findFirst();
  }

  /** What speaks against a number of classes, or for it. */
  static String words(Candidate candidate) {
    return switch (candidate.verdict()) {
      case UNSTABLE ->
          candidate.stability() < SearchRules.STABILITY_MIN
              ? "other counts, other classes"
              : "one comes out only now and then";
      case INDESCRIBABLE -> "rules cannot say them";
      case TOO_SMALL -> "one is too small";
      case SOUND -> "sound";
    };
  }

  static String code(Candidate.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why so many classes were chosen, in a sentence. */
  String why() {
    String bars =
        String.format(
            Locale.ROOT,
            "that come out again when the counts are drawn anew (%.2f or more, and each of them"
                + " %.2f or more), that rules can say"
                + " (%.2f or more) and of which none has less than %.0f %% of the sessions",
            SearchRules.STABILITY_MIN,
            SearchRules.CLASS_MIN,
            SearchRules.FIDELITY_MIN,
            SearchRules.SHARE_MIN * 100);
    return discovery
        .classes()
        .map(classes -> classes + " is the largest number of classes " + bars + ".")
        .orElseGet(
            () ->
                "There is no number of classes "
                    + bars
                    + ", so nothing is proposed. Look at other attributes, or at more sessions.");
  }
}
