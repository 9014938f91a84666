package dev.mien.attacks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Guesses something about visitors that nobody asked them, from what a third party is shown. */
final class Inference implements Attack {
  static final String NAME = "infer";

  private static final double GAIN_MAX = 0.01;

  /** A visitor who leans this far has what is guessed: about three of ten. */
  private static final double LEANING = 0.5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "what a third party is shown, and for half of the visitors the answer";
  }

  @Override
  public List<Row> run(Setup setup) {
    int visitors = setup.either(20_000, 200_000);
    Exposings exposings = new Exposings(setup);
    double shipped = gain(setup, exposings.underTest(), visitors);
    double margin = 3 * Math.sqrt(0.25 / visitors);
    return List.of(
        new Row(
            NAME,
            "more of %,d hidden attributes guessed right than by saying the more frequent"
                .formatted(visitors / 2),
            "≤ 1 point",
            "%.2f points".formatted(100 * shipped),
            "all segments %.2f points"
                .formatted(100 * gain(setup, exposings.allSegments(), visitors)),
            Row.of(shipped <= GAIN_MAX + (setup.isFull() ? 0 : margin))));
  }

  private static double gain(Setup setup, Exposing exposing, int visitors) {
    RandomGenerator random = setup.random(NAME);
    Population population = new Population(random);
    Map<Long, int[]> learned = new HashMap<>();
    int half = visitors / 2;
    int has = 0;
    int right = 0;
    for (int i = 0; i < visitors; i++) {
      double[] visitor = population.visitor(random);
      int hidden = visitor[0] > LEANING ? 1 : 0;
      long shown = exposing.shown(i, 0, population.visit(visitor, random));
      if (i < half) {
        learned.computeIfAbsent(shown, _ -> new int[2])[hidden]++;
      } else {
        int[] answers = learned.getOrDefault(shown, new int[2]);
        int guess = answers[1] > answers[0] ? 1 : 0;
        right += guess == hidden ? 1 : 0;
        has += hidden;
      }
    }
    int tested = visitors - half;
    return (right - Math.max(has, tested - has)) / (double) tested;
  }
}
