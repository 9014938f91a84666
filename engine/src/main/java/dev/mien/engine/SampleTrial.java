package dev.mien.engine;

import dev.mien.engine.decision.Decider;
import dev.mien.engine.decision.Decision;
import dev.mien.engine.decision.Draws;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.EditionTrial;
import dev.mien.engine.index.Matcher;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Slot;
import dev.mien.segments.reference.Interpreter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries an edition with requests that are made up, the same on every node: each goes the way of a
 * real one, from signals to the decision of every slot. What the index admits to must be what the
 * reference interpreter admits to, nothing may throw, and a match must not take too long.
 */
public final class SampleTrial implements EditionTrial {
  /** The most that a match may take on average; with 20,000 segments it is some 10 µs. */
  static final Duration MATCH_MAX = Duration.ofMillis(5);

  private static final Logger LOG = LoggerFactory.getLogger(SampleTrial.class);
  private static final int REQUESTS = 64;
  private static final long SEED = 20_261_122;

  /** A machine that does something else meanwhile gets so many goes at being quick. */
  private static final int ROUNDS_MAX = 3;

  private static final int EVENTS_MAX = 8;
  private static final int NUMBER_MAX = 200;

  /** How an edition is asked which segments admit. */
  interface Matching {
    Membership match(Turn turn);
  }

  @Override
  public Optional<Flaw> flaw(Edition edition) {
    Matcher matcher = edition.index().matcher();
    return flaw(edition, turn -> matcher.match(turn.facts()));
  }

  static Optional<Flaw> flaw(Edition edition, Matching matching) {
    try {
      List<Turn> turns = turns(edition);
      return disagreement(edition, turns, matching).or(() -> slowness(turns, matching));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("edition {} fails its trial", edition.number(), e);
      return Optional.of(
          new Flaw("trial-failed", "deciding by it fails with " + e.getClass().getSimpleName()));
    }
  }

  private static Optional<Flaw> disagreement(Edition edition, List<Turn> turns, Matching matching) {
    Interpreter reference = new Interpreter(edition.model());
    SplittableRandom random = new SplittableRandom(SEED);
    for (Turn turn : turns) {
      Membership membership = matching.match(turn);
      if (!membership.toBitSet().equals(reference.admitted(turn.facts()))) {
        return Optional.of(
            new Flaw("index-disagrees", "its index admits to other segments than its rules do"));
      }
      Instant now = edition.publishedAt();
      Decider decider = new Decider(edition.vocabulary(), turn.permission(), now, random);
      Draws draws =
          turn.state().map(state -> Draws.of(state.assignments())).orElse(Draws.passing());
      for (Slot slot : edition.model().slots()) {
        Decision _ = decider.decide(slot, membership, draws);
      }
    }
    return Optional.empty();
  }

  private static Optional<Flaw> slowness(List<Turn> turns, Matching matching) {
    long nanosMax = MATCH_MAX.toNanos() * turns.size();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      long started = System.nanoTime();
      for (Turn turn : turns) {
        Membership _ = matching.match(turn);
      }
      if (System.nanoTime() - started <= nanosMax) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Flaw(
            "too-slow-to-match",
            "a match takes more than " + MATCH_MAX.toMillis() + " ms on average"));
  }

  private static List<Turn> turns(Edition edition) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Turn> turns = new ArrayList<>(REQUESTS);
    for (int i = 0; i < REQUESTS; i++) {
      Turn.Said said = new Turn.Said(consent(random, edition), signals(random, edition));
      turns.add(Turn.first(edition.vocabulary(), said, edition.publishedAt()));
    }
    return turns;
  }

  private static ConsentStatement consent(RandomGenerator random, Edition edition) {
    if (random.nextInt(4) == 0) {
      return new ConsentStatement.Unsaid();
    }
    boolean toAll = random.nextBoolean();
    List<String> purposes =
        edition.model().schema().purposes().stream()
            .filter(_ -> toAll || random.nextBoolean())
            .map(purpose -> purpose.name().text())
            .toList();
    return new ConsentStatement.Stated(purposes, Optional.empty());
  }

  private static RequestSignals signals(RandomGenerator random, Edition edition) {
    Schema schema = edition.model().schema();
    List<CodedSignal> signals = new ArrayList<>();
    for (int i = 0; i < schema.attributes().size(); i++) {
      Attribute attribute = schema.attributes().get(i);
      if (attribute.origin() instanceof Origin.Signal && random.nextBoolean()) {
        signals.add(
            attribute.isSet()
                ? new CodedSignal(i, 0, random.nextLong() & attribute.alphabet().all())
                : new CodedSignal(i, random.nextInt(attribute.alphabet().codes()), 0));
      }
    }
    List<CodedEvent> events = new ArrayList<>();
    if (!schema.events().isEmpty()) {
      for (int left = random.nextInt(EVENTS_MAX); left > 0; left--) {
        int event = random.nextInt(schema.events().size());
        events.add(event(random, event, schema.events().get(event).fields()));
      }
    }
    return new RequestSignals(signals, events, List.of());
  }

  private static CodedEvent event(RandomGenerator random, int event, List<Event.Field> fields) {
    List<Double> values = new ArrayList<>();
    for (Event.Field field : fields) {
      values.add(
          switch (field) {
            case Event.Field.ChoiceField(_, var choice) -> (double) random.nextInt(choice.codes());
            case Event.Field.FlagField _ -> (double) random.nextInt(2);
            case Event.Field.NumberField _ -> random.nextDouble() * NUMBER_MAX;
          });
    }
    return new CodedEvent(event, (1L << fields.size()) - 1, values);
  }
}
