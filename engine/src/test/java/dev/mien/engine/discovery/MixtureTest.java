package dev.mien.engine.discovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final List<String> STATES = List.of("sale", "shoes", "jackets", "help");

  /** By class: how sessions start, and what follows each state, the end last. */
  private static final double[][] STARTS = {{.8, .1, .1, 0}, {.1, .4, .4, .1}, {.2, .1, .1, .6}};

  private static final double[][][] STEPS = {
    {{.7, .05, .05, .0, .2}, {.6, .1, .1, .0, .2}, {.6, .1, .1, .0, .2}, {.4, .1, .1, .1, .3}},
    {{.05, .4, .4, .0, .15}, {.0, .1, .7, .0, .2}, {.0, .7, .1, .0, .2}, {.1, .3, .3, .1, .2}},
    {{.1, .1, .1, .5, .2}, {.05, .1, .1, .6, .15}, {.05, .1, .1, .6, .15}, {.05, .1, .1, .6, .15}}
  };

  private static List<List<Integer>> walks(int sessions, RandomGenerator random) {
    List<List<Integer>> walks = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      double side = random.nextDouble();
      int kind = side < .5 ? 0 : side < .8 ? 1 : 2;
      List<Integer> walk = new ArrayList<>();
      int state = drawn(STARTS[kind], random);
      while (state < STATES.size()) {
        walk.add(state);
        state = drawn(STEPS[kind][state], random);
      }
      walks.add(walk);
    }
    return walks;
  }

  private static int drawn(double[] probabilities, RandomGenerator random) {
    double left = random.nextDouble();
    for (int i = 0; i < probabilities.length; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return probabilities.length - 1;
  }

  @Test
  void oneChainIsItsCountsWithOneMoreEach() {
    Sequences sequences =
        Sequences.of(List.of("a", "b"), List.of(List.of(0, 1), List.of(0, 1), List.of(0, 0, 1)));
    Mixture mixture = Mixture.fit(Cases.of(sequences), 1, Mixture.Effort.FULL, 1).best();
    assertEquals(4.0 / 5, mixture.probability(0, 0), 1e-12, "three sessions start with a");
    assertEquals(
        2.0 / 7, mixture.probability(Cases.cell(2, 0, 0), 0), 1e-12, "one of four after a");
    assertEquals(4.0 / 7, mixture.probability(Cases.cell(2, 0, 1), 0), 1e-12, "three of four");
    assertEquals(4.0 / 6, mixture.probability(Cases.cell(2, 1, 2), 0), 1e-12, "all end after b");
  }

  @Test
  void aMixtureOfSeventeenStatesHasAsManyParametersAsPublished() {
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      states.add("s" + i);
    }
    Cases cases = Cases.of(Sequences.of(states, List.of(List.of(0))));
    assertEquals(305, cases.parameters(1));
    assertEquals(2447, cases.parameters(8));
  }

  @Test
  void noRoundMakesItWorse() {
    List<List<Integer>> walks = walks(2_000, new SplittableRandom(3));
    Cases cases = Cases.of(Sequences.of(STATES, walks));
    double before = Double.NEGATIVE_INFINITY;
    for (int rounds = 1; rounds <= 60; rounds++) {
      double now =
          Mixture.fit(cases, 3, new Mixture.Effort(1, rounds, 1, rounds), 5).best().objective();
      assertTrue(now >= before - 1e-6, "after " + rounds + " rounds " + now + " < " + before);
      before = now;
    }
  }

  @Test
  void theSameSeedGivesTheSameMixtureWhateverTheOrderOfSessions() {
    List<List<Integer>> walks = walks(2_000, new SplittableRandom(4));
    Cases cases = Cases.of(Sequences.of(STATES, walks));
    Cases reversed = Cases.of(Sequences.of(STATES, walks.reversed()));
    Mixture one = Mixture.fit(cases, 3, Mixture.Effort.REFIT, 9).best();
    Mixture other = Mixture.fit(reversed, 3, Mixture.Effort.REFIT, 9).best();
    assertEquals(one.logLikelihood(), other.logLikelihood());
    assertArrayEquals(one.labels(cases), other.labels(reversed));
  }

  /** What the labels of the truth would come to is the most that can be asked for. */
  @Test
  void chainsThatAreThereAreFound() {
    long seed = 11;
    List<List<Integer>> walks = walks(10_000, new SplittableRandom(seed));
    Sequences sequences = Sequences.of(STATES, walks);
    Cases cases = Cases.of(sequences);
    Mixture mixture = Mixture.fit(cases, 3, Mixture.Effort.FULL, seed).best();
    assertEquals(.5, mixture.share(0), .03, "seed " + seed);
    assertEquals(.3, mixture.share(1), .03, "seed " + seed);
    assertEquals(.2, mixture.share(2), .03, "seed " + seed);
    for (int k = 0; k < 3; k++) {
      for (int state = 0; state < STATES.size(); state++) {
        for (int next = 0; next <= STATES.size(); next++) {
          double found = mixture.probability(Cases.cell(STATES.size(), state, next), k);
          boolean isOften = !(k == 0 && state == 3) && !(k == 1 && (state == 0 || state == 3));
          if (isOften) {
            assertEquals(
                STEPS[k][state][next], found, .06, "seed " + seed + " " + k + state + next);
          }
        }
      }
    }
  }

  @Test
  void oneClassTooManyIsNoMoreStable() {
    long seed = 12;
    List<List<Integer>> walks = walks(6_000, new SplittableRandom(seed));
    Sequences.Folded folded = Sequences.of(STATES, walks).folded(5);
    Cases cases = Cases.of(folded.sequences());
    ClassSearch search =
        new ClassSearch(
            cases,
            new SearchRules(5, 4, 4, seed),
            labels -> Alone.classes(labels, cases),
            DiscoveryProgress.none());
    ClassSearch.Found found = search.run();
    assertEquals(3, found.chosen().orElseThrow().mixture().classes(), found.tried().toString());
    assertTrue(found.tried().get(1).stability() > 0.9, found.tried().toString());
    assertTrue(
        found.tried().get(2).bic() > found.tried().get(1).bic()
            || found.tried().get(2).stability() < found.tried().get(1).stability(),
        found.tried().toString());
  }
}
