package dev.mien.segments.check;

import dev.mien.segments.identifying.Tripwire;
import java.util.List;

/**
 * Whether anything an author named points to one person or one device. Content is left alone: a
 * shop's own telephone number is content.
 */
final class IdentifyingCheck {
  private final Findings findings;

  IdentifyingCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Wording> wordings) {
    for (Wording wording : wordings) {
      Tripwire.find(wording.word().text())
          .ifPresent(
              detector ->
                  findings.report(
                      Code.IDENTIFYING,
                      wording.word().span(),
                      wording.what() + " looks like " + detector.words(),
                      "name what many visitors have in common; nothing in a workspace may point to"
                          + " one person or one device"));
    }
  }
}
