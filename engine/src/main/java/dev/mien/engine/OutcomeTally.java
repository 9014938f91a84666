package dev.mien.engine;

import dev.mien.engine.decision.Showing.First;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.session.Exposure;
import dev.mien.engine.session.Exposures.Credit;
import dev.mien.engine.session.Turn;
import dev.mien.engine.vocabulary.Vocabulary;
import java.util.List;
import java.util.Optional;

/**
 * Counts what sessions are shown, where they are in watched scores, and the goals they reach after.
 * For any number of threads; costs nothing where a session is shown what it was shown before.
 */
public final class OutcomeTally implements Tally {
  private final OutcomeCounts counts;

  public OutcomeTally(OutcomeCounts counts) {
    this.counts = counts;
  }

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {}

  @Override
  public void shown(Edition edition, List<First> first, Mark mark) {
    Vocabulary vocabulary = edition.vocabulary();
    for (int i = 0; i < first.size(); i++) {
      Exposure exposure = first.get(i).exposure();
      OutcomeCounts.Running running = running(edition, exposure, mark);
      int watched = watched(vocabulary, exposure);
      if (watched >= 0) {
        running.scored(watched, exposure.variant());
        continue;
      }
      int slot = vocabulary.slotBySubject(exposure.subjectId());
      int offer = vocabulary.offerByExperiment(exposure.subjectId());
      running.shown(slot, exposure.kind(), offer, exposure.variant());
      int propensity = first.get(i).propensityBasisPoints();
      if (propensity > 0) {
        running.drawn(slot, offer, exposure.variant(), propensity);
      }
    }
  }

  @Override
  public void happened(Edition edition, Turn turn, Mark mark) {
    List<Credit> credits = turn.credits();
    Vocabulary vocabulary = edition.vocabulary();
    for (int i = 0; i < credits.size(); i++) {
      Exposure exposure = credits.get(i).exposure();
      OutcomeCounts.Running running = running(edition, exposure, mark);
      int watched = watched(vocabulary, exposure);
      if (watched >= 0) {
        running.cameTrue(watched, exposure.variant());
        continue;
      }
      running.reached(
          vocabulary.slotBySubject(exposure.subjectId()),
          exposure.kind(),
          vocabulary.offerByExperiment(exposure.subjectId()),
          exposure.variant(),
          credits.get(i).goals());
    }
  }

  private static int watched(Vocabulary vocabulary, Exposure exposure) {
    return vocabulary
        .watchedBySubject(exposure.subjectId())
        .map(vocabulary.watchedScores()::indexOf)
        .orElse(-1);
  }

  private OutcomeCounts.Running running(Edition edition, Exposure exposure, Mark mark) {
    return counts.running(edition.number(), edition.vocabulary(), mark.hour() + exposure.hours());
  }
}
