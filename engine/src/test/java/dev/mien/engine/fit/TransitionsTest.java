package dev.mien.engine.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.Scores;
import dev.mien.engine.statistics.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Evidence from clicks, against clicks that are taken for independent. */
class TransitionsTest {
  private static final int CLICKS = 3;

  /** A session: its first clicks, and the group that it turned out to be in. */
  private static final class Visit {
    private final int[] clicks;
    private final int group;

    Visit(int[] clicks, int group) {
      this.clicks = clicks;
      this.group = group;
    }

    int[] clicks() {
      return clicks;
    }

    int group() {
      return group;
    }
  }

  private record Bench(
      String name, List<String> labels, int groups, List<Visit> fitted, List<Visit> held) {
    double[] shares() {
      double[] shares = new double[groups];
      fitted.forEach(visit -> shares[visit.group()] += 1.0 / fitted.size());
      return shares;
    }
  }

  /**
   * After some clicks: mean log-loss, and the calibration error of what is given to the likeliest.
   */
  private record Figures(double logLoss, double ece) {
    static Figures of(Bench bench, double[][] given) {
      double loss = 0;
      double[] likeliest = new double[given.length];
      boolean[] right = new boolean[given.length];
      for (int i = 0; i < given.length; i++) {
        int group = bench.held().get(i).group();
        loss -= Math.log(Math.max(given[i][group], 1e-15)) / given.length;
        likeliest[i] = Arrays.stream(given[i]).max().orElseThrow();
        right[i] = given[i][group] == likeliest[i];
      }
      return new Figures(loss, Calibration.of(Scores.of(likeliest, right)).ece());
    }

    /** Of each group by itself, against all others. */
    static Figures apart(Bench bench, int clicks) {
      Transitions transitions = learned(bench);
      double[] shares = bench.shares();
      int size = bench.held().size() * bench.groups();
      double[] given = new double[size];
      boolean[] in = new boolean[size];
      for (int i = 0; i < size; i++) {
        Visit visit = bench.held().get(i / bench.groups());
        int group = i % bench.groups();
        int[] seen = Arrays.copyOf(visit.clicks(), clicks);
        given[i] =
            Logistic.sigmoid(Logistic.logit(shares[group]) + transitions.against(group, seen));
        in[i] = visit.group() == group;
      }
      Calibration calibration = Calibration.of(Scores.of(given, in));
      return new Figures(calibration.logLoss().value(), calibration.ece());
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "log-loss %.4f ECE %.4f", logLoss, ece);
    }
  }

  private static Transitions learned(Bench bench) {
    Transitions transitions = new Transitions(bench.labels(), bench.groups());
    bench.fitted().forEach(visit -> transitions.add(visit.clicks(), visit.group()));
    return transitions;
  }

  private static double[][] bySteps(Bench bench, int clicks) {
    Transitions transitions = learned(bench);
    double[] shares = bench.shares();
    return bench.held().stream()
        .map(visit -> transitions.posterior(shares, Arrays.copyOf(visit.clicks(), clicks)))
        .toArray(double[][]::new);
  }

  /** As if each click were drawn for itself: one table of a single row. */
  private static double[][] asIfIndependent(Bench bench, int clicks) {
    Transitions single = new Transitions(bench.labels(), bench.groups());
    for (Visit visit : bench.fitted()) {
      for (int click : visit.clicks()) {
        single.add(new int[] {click}, visit.group());
      }
    }
    double[] shares = bench.shares();
    return bench.held().stream()
        .map(
            visit -> {
              double[] odds = shares.clone();
              for (int i = 0; i < clicks; i++) {
                for (int group = 0; group < odds.length; group++) {
                  odds[group] *=
                      Math.exp(single.beyondAll(group, single.start(), visit.clicks()[i]));
                }
              }
              double sum = Arrays.stream(odds).sum();
              return Arrays.stream(odds).map(one -> one / sum).toArray();
            })
        .toArray(double[][]::new);
  }

  private static void compare(Bench bench) {
    List<Figures> steps = new ArrayList<>();
    List<Figures> apart = new ArrayList<>();
    List<Figures> naive = new ArrayList<>();
    for (int clicks = 0; clicks <= CLICKS; clicks++) {
      steps.add(Figures.of(bench, bySteps(bench, clicks)));
      apart.add(Figures.apart(bench, clicks));
      naive.add(Figures.of(bench, asIfIndependent(bench, clicks)));
      System.out.printf(
          Locale.ROOT,
          "%s, %d sessions, %d clicks: by steps %s; each group apart %s; as if independent %s%n",
          bench.name(),
          bench.held().size(),
          clicks,
          steps.getLast(),
          apart.getLast(),
          naive.getLast());
    }
    for (int clicks = 1; clicks <= CLICKS; clicks++) {
      String at = bench.name() + " after " + clicks;
      assertTrue(steps.get(clicks).logLoss() < steps.get(clicks - 1).logLoss(), at);
      assertTrue(apart.get(clicks).logLoss() < apart.get(clicks - 1).logLoss(), at);
      assertTrue(steps.get(clicks).ece() <= 0.04, at);
      assertTrue(apart.get(clicks).ece() <= 0.04, at);
    }
    for (int clicks = 2; clicks <= CLICKS; clicks++) {
      String at = bench.name() + " as if independent, after " + clicks;
      assertTrue(naive.get(clicks).logLoss() > naive.get(clicks - 1).logLoss(), at);
      assertTrue(naive.get(clicks).ece() > 0.1, at);
    }
  }

  /** What most of the later clicks are in, from the first three. */
  @Test
  void onEshopEachClickTellsMoreAndCanBeTakenAtItsWord() throws IOException {
    Map<String, List<Integer>> sessions = new LinkedHashMap<>();
    for (String line :
        Files.readAllLines(SharedData.file("eshop-clothing-2008/eshop_clothing_2008.csv"))) {
      String[] row = line.split(",", -1);
      if (!row[0].equals("year")) {
        sessions.computeIfAbsent(row[5], _ -> new ArrayList<>()).add(Integer.parseInt(row[6]) - 1);
      }
    }
    List<Visit> fitted = new ArrayList<>();
    List<Visit> held = new ArrayList<>();
    sessions.forEach(
        (id, clicks) -> {
          int fold = Shoppers.fold(Integer.parseInt(id));
          if (clicks.size() >= 2 * CLICKS && fold != 3) {
            (fold < 3 ? held : fitted).add(visit(clicks));
          }
        });
    assertEquals(2812, held.size());
    compare(new Bench("e-shop", List.of("trousers", "skirts", "blouses", "sale"), 4, fitted, held));
  }

  private static Visit visit(List<Integer> clicks) {
    int[] later = new int[4];
    clicks.subList(CLICKS, clicks.size()).forEach(click -> later[click]++);
    int group = 0;
    for (int i = 1; i < later.length; i++) {
      group = later[i] > later[group] ? i : group;
    }
    return new Visit(clicks.subList(0, CLICKS).stream().mapToInt(i -> i).toArray(), group);
  }

  /** People stay in the category that they are in, and some groups more than others. */
  @Test
  void onPagesWhoseTruthIsKnownTheTruthIsFound() {
    long seed = 20_261_122;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] likes = {{6, 1, 1, 1, 1}, {1, 6, 2, 1, 1}, {1, 1, 3, 3, 3}};
    double[] stay = {0.7, 0.75, 0.8};
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 24_000; i++) {
      int group = random.nextInt(likes.length);
      int[] clicks = new int[CLICKS];
      clicks[0] = drawn(likes[group], random);
      for (int at = 1; at < CLICKS; at++) {
        clicks[at] =
            random.nextDouble() < stay[group] ? clicks[at - 1] : drawn(likes[group], random);
      }
      visits.add(new Visit(clicks, group));
    }
    Bench bench =
        new Bench(
            "page categories",
            List.of("news", "sports", "weather", "travel", "health"),
            likes.length,
            visits.subList(0, 16_000),
            visits.subList(16_000, visits.size()));
    compare(bench);
    Transitions learned = learned(bench);
    double staying = 0.75 + 0.25 * 6 / 11;
    double others = (0.7 + 0.3 / 10) * (1.0 / 10) + (0.8 + 0.2 / 11) * (1.0 / 11);
    others /= 1.0 / 10 + 1.0 / 11;
    assertEquals(
        Math.log(staying / others), learned.against(1, 1, 1), 0.1, "what staying at sports says");
  }

  private static int drawn(double[] weights, SplittableRandom random) {
    double left = random.nextDouble() * Arrays.stream(weights).sum();
    int at = 0;
    while (left >= weights[at]) {
      left -= weights[at++];
    }
    return at;
  }

  @Test
  void oneStepSaysNoMoreThanTwoNatsHoweverSureItLooks() {
    Transitions transitions = new Transitions(List.of("a", "b", "c"), 2);
    for (int i = 0; i < 10_000; i++) {
      transitions.add(new int[] {0, 0}, 0);
      transitions.add(new int[] {1, 1}, 1);
    }
    assertEquals(2, transitions.against(0, transitions.start(), 0));
    assertEquals(-2, transitions.against(1, transitions.start(), 0));
    assertEquals(0, transitions.against(0, 2, 1), 1e-9, "nobody was ever there");
  }

  @Test
  void countsOfSeveralNodesAreOneCount() {
    Transitions one = new Transitions(List.of("a", "b", "c"), 2);
    Transitions other = new Transitions(List.of("a", "b", "c"), 2);
    Transitions all = new Transitions(List.of("a", "b", "c"), 2);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1_000; i++) {
      int[] clicks = random.ints(1 + random.nextInt(4), 0, 3).toArray();
      int group = random.nextInt(2);
      (i % 3 == 0 ? one : other).add(clicks, group);
      all.add(clicks, group);
    }
    one.merge(other);
    for (int from = 0; from <= 3; from++) {
      for (int to = 0; to < 3; to++) {
        assertEquals(all.steps(from, to), one.steps(from, to));
        assertEquals(all.against(0, from, to), one.against(0, from, to));
        assertEquals(all.beyondAll(1, from, to), one.beyondAll(1, from, to));
      }
    }
  }
}
