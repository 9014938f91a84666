package dev.mien.api.discovery;

import dev.mien.api.replay.Spectator;
import dev.mien.engine.discovery.Journeys;
import dev.mien.engine.discovery.Patterns;
import dev.mien.engine.discovery.Sequences;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the sessions of a replay by what is known of each of them when it ends. */
final class Watching implements Spectator {
  private final Looking looking;
  private final Patterns.Counter patterns;
  private final Optional<Journeys> journeys;

  Watching(Looking looking) {
    this.looking = looking;
    this.patterns = new Patterns.Counter(looking.model().schema(), looking.columns());
    this.journeys =
        looking
            .steps()
            .map(
                steps -> new Journeys(looking.model().schema(), looking.columns(), steps.states()));
  }

  Patterns patterns() {
    return patterns.patterns();
  }

  Optional<Journeys> journeys() {
    return journeys;
  }

  @Override
  public Watch session() {
    return new Watch() {
      private final List<Integer> walk = new ArrayList<>();
      private Optional<SessionFacts> facts = Optional.empty();

      @Override
      public void happened(Turn turn) {
        facts = Optional.of(turn.facts());
        looking.steps().ifPresent(steps -> turn.events().forEach(event -> step(steps, event)));
      }

      private void step(Looking.Steps steps, CodedEvent event) {
        // One more than is looked at, so that a longer way is known to go on.
        if (event.event() == steps.event()
            && event.has(steps.field())
            && walk.size() <= Sequences.STEPS_MAX) {
          walk.add((int) event.value(steps.field()));
        }
      }

      @Override
      public void ended() {
        facts.ifPresent(
            known -> {
              patterns.add(known);
              journeys.ifPresent(all -> all.add(walk, known));
            });
      }
    };
  }
}
