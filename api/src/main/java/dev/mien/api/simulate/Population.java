package dev.mien.api.simulate;

import dev.mien.api.input.Kind;
import dev.mien.segments.model.Learning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What is true of the sessions, which the engine does not know.
 *
 * @param slots what every page asks for
 * @param learn how offers learn that do not say so themselves
 * @param kinds their shares add up to 1
 */
record Population(
    Instant start,
    int days,
    int sessionsPerDay,
    List<String> slots,
    Optional<Learning> learn,
    List<SessionKind> kinds) {
  Population {
    slots = List.copyOf(slots);
    kinds = List.copyOf(kinds);
  }

  /**
   * Sessions that are alike.
   *
   * @param belongs the positions of the segments that they should be found in
   * @param consent the purposes that they consent to
   * @param pages how many pages they see
   * @param pause how long they stay on one
   * @param signals what they say, drawn once a session
   * @param events what happens on a page
   */
  record SessionKind(
      String name,
      double share,
      List<Integer> belongs,
      List<String> consent,
      Chances pages,
      Duration pause,
      List<Say> signals,
      List<Happening> events,
      List<Reach> reaches) {
    SessionKind {
      belongs = List.copyOf(belongs);
      consent = List.copyOf(consent);
      signals = List.copyOf(signals);
      events = List.copyOf(events);
      reaches = List.copyOf(reaches);
    }
  }

  /** Values and how probable each is. What is left to 1 is the chance of none. */
  record Chances(List<Chance> all) {
    Chances {
      all = List.copyOf(all);
    }

    /** One of the values, or none. */
    Optional<String> draw(RandomGenerator random) {
      double point = random.nextDouble();
      for (Chance each : all) {
        point -= each.chance();
        if (point < 0) {
          return Optional.of(each.value().draw(random));
        }
      }
      return Optional.empty();
    }

    /** Each of the values by a chance of its own. */
    List<String> drawEach(RandomGenerator random) {
      List<String> drawn = new ArrayList<>();
      for (Chance each : all) {
        if (random.nextDouble() < each.chance()) {
          drawn.add(each.value().draw(random));
        }
      }
      return drawn;
    }
  }

  record Chance(Value value, double chance) {}

  /** What is said. */
  sealed interface Value {
    String draw(RandomGenerator random);

    record Word(String text) implements Value {
      @Override
      public String draw(RandomGenerator random) {
        return text;
      }
    }

    /** Any number from one to another, in hundredths. */
    record Range(double low, double high) implements Value {
      @Override
      public String draw(RandomGenerator random) {
        double number = low + (high - low) * random.nextDouble();
        return String.valueOf(Math.rint(number * 100) / 100);
      }
    }
  }

  /** A signal or a field of an event, the type of its value, and the values it has. */
  record Say(String name, Kind kind, Chances values) {}

  /** An event that a page brings by chance. */
  record Happening(String event, double chance, List<Say> fields) {
    Happening {
      fields = List.copyOf(fields);
    }
  }

  /**
   * How probable it is that a session reaches a goal.
   *
   * @param chance with fallbacks everywhere
   * @param with the chance instead, by slot, where the slot shows a variant last and all others
   *     show their fallbacks; where several slots have such variants, each changes the chance by
   *     its factor
   */
  record Reach(String goal, double chance, Map<String, Map<String, Double>> with) {
    Reach {
      with = Map.copyOf(with);
    }

    /** By how much what a slot shows changes the chance. */
    double factor(String slot, String variant) {
      if (chance == 0) {
        return 1;
      }
      return with.getOrDefault(slot, Map.of()).getOrDefault(variant, chance) / chance;
    }
  }
}
