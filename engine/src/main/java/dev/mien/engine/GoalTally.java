package dev.mien.engine;

import dev.mien.engine.counts.GoalCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import java.util.List;
import java.util.Optional;

/** Counts the sessions that reach a goal. For any number of threads; waits for nobody. */
public final class GoalTally implements Tally {
  private final GoalCounts counts;

  public GoalTally(GoalCounts counts) {
    this.counts = counts;
  }

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {}

  @Override
  public void happened(Edition edition, Turn turn, Mark mark) {
    long events = 0;
    List<CodedEvent> passed = turn.events();
    for (int i = 0; i < passed.size(); i++) {
      events |= 1L << passed.get(i).event();
    }
    counts.count(edition.number(), edition.model(), events, mark.hour(), mark.token());
  }
}
