package dev.mien.engine;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.pattern.PatternCounts;
import dev.mien.engine.session.GridPlaces.Step;
import dev.mien.engine.session.Turn;
import java.util.List;
import java.util.Optional;

/**
 * Counts sessions in grids, and the goals they reach after. For any number of threads; costs
 * nothing where a session was counted and reaches none.
 */
public final class PatternTally implements Tally {
  private final PatternCounts counts;

  public PatternTally(PatternCounts counts) {
    this.counts = counts;
  }

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {}

  @Override
  public void happened(Edition edition, Turn turn, Mark mark) {
    List<Step> steps = turn.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      PatternCounts.Running running =
          counts.running(
              edition.number(), edition.vocabulary(), mark.hour() + step.place().hours());
      switch (step) {
        case Step.Met(int grid, var place) -> running.met(grid, place.cell());
        case Step.Reached(int grid, var place, int goals) ->
            running.reached(grid, place.cell(), goals);
      }
    }
  }
}
