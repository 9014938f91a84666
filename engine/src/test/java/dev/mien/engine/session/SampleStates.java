package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Random states of sessions: plausible ones, and ones at the ends of every range. */
final class SampleStates {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final long[] EXTREMES = {
    0, 1, -1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private SampleStates() {}

  /** One as sessions have them, of up to {@code size} attributes and assignments each. */
  static SessionState plausible(RandomGenerator random, int size) {
    long start = NOON.getEpochSecond() - random.nextInt(86_400);
    Instant startedAt = Instant.ofEpochSecond(start);
    Instant seenAt = startedAt.plusSeconds(random.nextInt(43_200));
    List<Held> held = new ArrayList<>();
    for (int id : ids(random, random.nextInt(size + 1))) {
      held.add(held(random, id, start + random.nextInt(43_200)));
    }
    List<Assignment> assignments = new ArrayList<>();
    for (int id : ids(random, random.nextInt(size + 1))) {
      assignments.add(new Assignment(id, random.nextInt(65_536)));
    }
    return new SessionState(
        startedAt,
        seenAt,
        seenAt.minusSeconds(random.nextInt(900)),
        new Consent(
            List.copyOf(ids(random, 1 + random.nextInt(4))),
            ground(random),
            startedAt,
            startedAt.plusSeconds(random.nextInt(15_552_000))),
        held,
        assignments,
        List.copyOf(ids(random, random.nextInt(SessionState.DROPPED_MAX + 1))),
        exposures(random),
        grids(random));
  }

  private static GridPlaces grids(RandomGenerator random) {
    List<GridPlaces.Place> places = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      places.add(
          new GridPlaces.Place(
              random.nextInt(-2, 1_024), random.nextInt(25), random.nextInt(1 << 2)));
    }
    return new GridPlaces(random.nextInt(3) * 30_000, random.nextInt(32), places);
  }

  private static Exposures exposures(RandomGenerator random) {
    List<Exposure> all = new ArrayList<>();
    for (int id : ids(random, random.nextInt(Exposures.MAX + 1))) {
      all.add(
          new Exposure(
              id,
              List.of(Exposure.Kind.values()).get(random.nextInt(4)),
              random.nextInt(20),
              random.nextInt(25),
              random.nextInt(1 << 14)));
    }
    Collections.shuffle(all, new Random(random.nextLong()));
    return all.isEmpty() ? Exposures.NONE : new Exposures(random.nextInt(256), all);
  }

  private static Consent.Ground ground(RandomGenerator random) {
    return random.nextBoolean() ? Consent.Ground.GIVEN : Consent.Ground.ASSUMED;
  }

  private static Set<Integer> ids(RandomGenerator random, int count) {
    int bound = random.nextBoolean() ? 200 : 65_536;
    Set<Integer> ids = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      ids.add(1 + random.nextInt(bound - 1));
    }
    return ids;
  }

  private static Held held(RandomGenerator random, int id, long since) {
    return switch (random.nextInt(10)) {
      case 0 -> new Held.Code(id, since, random.nextInt(64));
      case 1 -> new Held.Labels(id, since, random.nextLong());
      case 2 -> new Held.Total(id, since, random.nextInt(65_536));
      case 3 ->
          new Held.Windowed(
              id, since, since / (1 + random.nextInt(200)), random.ints(8, 0, 64).boxed().toList());
      case 4 -> new Held.Moment(id, since);
      case 5 -> new Held.Steps(id, since, 0, random.nextInt(64));
      case 6 -> new Held.DeclaredCode(id, since, random.nextInt(64));
      case 7 -> new Held.DeclaredLabels(id, since, random.nextLong());
      case 8 ->
          new Held.Evidence(
              id, since, random.nextInt(64), random.nextInt(9), random.nextInt(-2_200, 2_201));
      default -> new Held.Steps(id, since, since + random.nextInt(1_000), random.nextInt(64));
    };
  }

  /** One that nobody's session is in, made of the ends of ranges and of anything between. */
  static SessionState extreme(RandomGenerator random) {
    List<Held> held = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      int id = (int) any(random);
      long since = any(random);
      held.add(
          switch (random.nextInt(9)) {
            case 0 -> new Held.Code(id, since, (int) any(random));
            case 1 -> new Held.Labels(id, since, any(random));
            case 2 -> new Held.Total(id, since, (int) any(random));
            case 3 ->
                new Held.Windowed(
                    id, since, any(random), random.ints(random.nextInt(9)).boxed().toList());
            case 4 -> new Held.Moment(id, since);
            case 5 -> new Held.DeclaredCode(id, since, (int) any(random));
            case 6 -> new Held.DeclaredLabels(id, since, any(random));
            case 7 ->
                new Held.Evidence(
                    id, since, (int) any(random), (int) any(random), (int) any(random));
            default -> new Held.Steps(id, since, any(random), (int) any(random));
          });
    }
    List<Assignment> assignments = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      assignments.add(new Assignment((int) any(random), (int) any(random)));
    }
    return new SessionState(
        instant(random),
        instant(random),
        instant(random),
        new Consent(
            random.ints(random.nextInt(4)).boxed().toList(),
            ground(random),
            instant(random),
            instant(random)),
        held,
        assignments,
        random.ints(random.nextInt(4)).boxed().toList(),
        random.nextBoolean() ? Exposures.NONE : extremeExposures(random),
        random.nextBoolean()
            ? GridPlaces.NONE
            : new GridPlaces(
                (int) any(random),
                (int) any(random),
                List.of(
                    new GridPlaces.Place((int) any(random), (int) any(random), (int) any(random)),
                    GridPlaces.Place.WAITING)));
  }

  private static Exposures extremeExposures(RandomGenerator random) {
    List<Exposure> all = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      all.add(
          new Exposure(
              (int) any(random),
              List.of(Exposure.Kind.values()).get(random.nextInt(4)),
              (int) any(random),
              (int) any(random),
              (int) any(random)));
    }
    return new Exposures(random.nextInt(256), all);
  }

  private static long any(RandomGenerator random) {
    return random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextLong();
  }

  private static Instant instant(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.EPOCH;
      case 1 -> Instant.ofEpochSecond(Instant.MIN.getEpochSecond());
      case 2 -> Instant.ofEpochSecond(Instant.MAX.getEpochSecond());
      default -> Instant.ofEpochSecond(random.nextLong(-1L << 40, 1L << 40));
    };
  }
}
