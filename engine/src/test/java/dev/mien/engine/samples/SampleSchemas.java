package dev.mien.engine.samples;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventName;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Random schemas: two purposes, one event, and attributes of every kind and size. Good for
 * matching; not for folding, as the alphabets of measures do not follow the fields they name.
 */
public final class SampleSchemas {
  private static final Event VIEW =
      new Event(
          new EventName("page_view"),
          Event.Role.STEP,
          List.of(
              new Event.Field.ChoiceField("category", new Alphabet.Choice(labels(5))),
              new Event.Field.NumberField("price", "EUR"),
              new Event.Field.FlagField("logged_in")));

  private SampleSchemas() {}

  /** A schema of so many attributes. */
  public static Schema random(RandomGenerator random, int attributes) {
    List<Attribute> declared = new ArrayList<>();
    for (int i = 0; i < attributes; i++) {
      declared.add(attribute(random, "attribute_" + i));
    }
    return new Schema(
        List.of(
            purpose("contextual", Purpose.Basis.CONTEXTUAL),
            purpose("personalization", Purpose.Basis.CONSENT)),
        declared,
        List.of(VIEW));
  }

  private static Purpose purpose(String name, Purpose.Basis basis) {
    return new Purpose(
        new PurposeName(name),
        "Purpose " + name,
        List.of(),
        basis,
        512,
        Duration.ofDays(30),
        Duration.ofMinutes(30),
        Set.of(),
        IabTerms.none());
  }

  private static Attribute attribute(RandomGenerator random, String name) {
    Alphabet alphabet = alphabet(random);
    return new Attribute(
        new AttributeName(name),
        alphabet,
        origin(random, alphabet),
        random.nextInt(2),
        "A benefit for tests");
  }

  private static Alphabet alphabet(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Alphabet.Choice(labels(size(random, Alphabet.CODES_MAX)));
      case 1 -> new Alphabet.Choices(labels(size(random, Alphabet.CODES_MAX)));
      case 2 -> numeric(size(random, Alphabet.Numeric.EDGES_MAX));
      case 3 -> new Alphabet.Flag();
      case 4 -> new Alphabet.Count(size(random, Alphabet.Count.UP_TO_MAX));
      default -> elapsed(size(random, Alphabet.Elapsed.EDGES_MAX));
    };
  }

  /** Mostly small, and now and then the most there can be. */
  private static int size(RandomGenerator random, int most) {
    return switch (random.nextInt(8)) {
      case 0 -> most;
      case 1 -> random.nextInt(1, most + 1);
      default -> random.nextInt(1, 7);
    };
  }

  private static Origin origin(RandomGenerator random, Alphabet alphabet) {
    EventPattern pattern = new EventPattern(0, new Condition.Any());
    Optional<Duration> within =
        random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMinutes(30));
    if (random.nextBoolean() && !(alphabet instanceof Alphabet.Elapsed)) {
      return new Origin.Signal(Origin.Provenance.SITE, Optional.empty());
    }
    return switch (alphabet) {
      case Alphabet.Choices _ -> new Origin.Signal(Origin.Provenance.VISITOR, Optional.empty());
      case Alphabet.Choice _ -> new Origin.Latest(pattern, 0, within);
      case Alphabet.Flag _ -> new Origin.Sequence(pattern, pattern, within);
      case Alphabet.Count _ -> new Origin.Count(pattern, within);
      case Alphabet.Elapsed _ -> new Origin.Recency(pattern, within);
      case Alphabet.Numeric(_, var edges) ->
          new Origin.Sum(pattern, 1, BigDecimal.ONE, edges.getLast(), within);
    };
  }

  private static Alphabet numeric(int edges) {
    return new Alphabet.Numeric(
        "EUR", IntStream.rangeClosed(1, edges).mapToObj(i -> BigDecimal.valueOf(10L * i)).toList());
  }

  private static Alphabet elapsed(int edges) {
    return new Alphabet.Elapsed(
        IntStream.rangeClosed(1, edges).mapToObj(Duration::ofMinutes).toList());
  }

  private static List<String> labels(int count) {
    return IntStream.range(0, count).mapToObj(i -> "label-" + i).toList();
  }
}
