package dev.mien.engine.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.statistics.Logistic;
import dev.mien.engine.statistics.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is fitted, from rows and from counts, and what is refused. */
class FitTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("device", 4, Column.Scale.NAMED),
          new Column("pages", 12, Column.Scale.ORDERED),
          new Column("hour", 24, Column.Scale.ORDERED),
          new Column("basket", 6, Column.Scale.ORDERED_BUT_LAST));

  /** A row: its codes, and whether it has the outcome. */
  private static final class Row {
    private final int[] codes;
    private final boolean outcome;

    Row(int[] codes, boolean outcome) {
      this.codes = codes;
      this.outcome = outcome;
    }

    int[] codes() {
      return codes;
    }

    boolean outcome() {
      return outcome;
    }
  }

  /** Sessions whose truth is known: additive but for one pair. */
  private static List<Row> population(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int[] codes = {random.nextInt(4), random.nextInt(12), random.nextInt(24), random.nextInt(6)};
      rows.add(new Row(codes, random.nextDouble() < Logistic.sigmoid(truth(codes))));
    }
    return rows;
  }

  private static double truth(int[] codes) {
    double together = codes[0] == 1 && codes[1] >= 6 ? 0.7 : 0;
    return -1.5 + 0.4 * (codes[0] % 2) + 0.12 * codes[1] + (codes[3] == 5 ? -0.8 : 0) + together;
  }

  private static Patterns counted(List<Row> rows) {
    Patterns.Counter counter = new Patterns.Counter(COLUMNS);
    rows.forEach(row -> counter.add(row.codes(), row.outcome()));
    return counter.patterns();
  }

  private static Fit.Rules pairs(int most) {
    return new Fit.Rules(most, 2, Set.of(), 1);
  }

  private static Fitting.Fitted fitted(Fitting fitting) {
    if (fitting instanceof Fitting.Refused(var reasons, _, _)) {
      throw new AssertionError("refused: " + reasons);
    }
    return (Fitting.Fitted) fitting;
  }

  private static <T extends Refusal> T refusal(Class<T> reason, Fitting fitting) {
    List<Refusal> reasons = assertInstanceOf(Fitting.Refused.class, fitting).reasons();
    return reasons.stream()
        .filter(reason::isInstance)
        .map(reason::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(reasons));
  }

  @Test
  void countsOfSeveralNodesMakeTheSameScorecardAsRowsInAnyOrder() {
    List<Row> rows = population(12_000, 1);
    Patterns fromRows = counted(rows);
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    Patterns.Counter merged = new Patterns.Counter(COLUMNS);
    merged.merge(counted(shuffled.subList(0, 1_000)));
    merged.merge(counted(shuffled.subList(1_000, 4_500)));
    merged.merge(counted(shuffled.subList(4_500, 12_000)));
    for (int pairs : new int[] {0, 3}) {
      Fit.Rules rules = pairs(pairs);
      Fitting.Fitted one = fitted(Fit.of(Sets.drawn(fromRows, 0.3, 5), rules));
      Fitting.Fitted other = fitted(Fit.of(Sets.drawn(merged.patterns(), 0.3, 5), rules));
      assertArrayEquals(
          one.levelled().logits(fromRows), other.levelled().logits(fromRows), "to the last bit");
      assertEquals(one.evaluation(), other.evaluation());
      assertEquals(one.levelled().calibration(), other.levelled().calibration());
    }
  }

  @Test
  void whatFewSessionsHaveInCommonIsNotNeeded() {
    Patterns coarse = counted(population(40_000, 3)).without("hour").without("pages");
    Patterns kept = coarse.ofAtLeast(50);
    for (int i = 0; i < kept.size(); i++) {
      assertTrue(kept.sessions(i) >= 50);
    }
    Sets all = Sets.drawn(coarse, 0.3, 1);
    Sets released = Sets.drawn(kept, 0.3, 1);
    Evaluation full = evaluation(Fit.of(all, Fit.Rules.plain()));
    Evaluation fromKept = evaluation(Fit.of(released, Fit.Rules.plain()));
    assertEquals(full.ranking().auc().value(), fromKept.ranking().auc().value(), 0.01);
  }

  private static Evaluation evaluation(Fitting fitting) {
    return switch (fitting) {
      case Fitting.Fitted found -> found.evaluation();
      case Fitting.Refused refused -> refused.evaluation().orElseThrow();
    };
  }

  @Test
  void pointsComeNearTheTruthAndPairsFindWhatTwoColumnsSayTogether() {
    Patterns patterns = counted(population(40_000, 4));
    Sets sets = Sets.drawn(patterns, 0.3, 1);
    Fitting.Fitted plain = fitted(Fit.of(sets, Fit.Rules.plain()));
    Fitting.Fitted pairs = fitted(Fit.of(sets, pairs(1)));
    assertEquals(
        -0.8,
        plain.card().points(3, 5) - plain.card().points(3, 2),
        0.15,
        "what stands last counts for itself");
    PairTable pair = pairs.card().pairs().getFirst();
    assertEquals(List.of(0, 1), List.of(pair.first(), pair.second()));
    assertTrue(
        pairs.evaluation().calibration().logLoss().value()
            < plain.evaluation().calibration().logLoss().value());
    double[] logits = pairs.levelled().logits(sets.heldOut());
    double apart = 0;
    for (int i = 0; i < logits.length; i++) {
      apart += sets.heldOut().sessions(i) * Math.pow(logits[i] - truth(sets.heldOut().codes(i)), 2);
    }
    double error = Math.sqrt(apart / sets.heldOut().sessions());
    assertTrue(error < 0.2, () -> "the log-odds are " + error + " from the truth");
  }

  @Test
  void aPairTableSaysNothingOnAverage() {
    Patterns patterns = counted(population(10_000, 6));
    Fitting.Fitted fit = fitted(Fit.of(Sets.drawn(patterns, 0.3, 1), pairs(2)));
    Patterns fitted = Sets.drawn(patterns, 0.3, 1).fitted();
    PairTable pair = fit.card().pairs().getFirst();
    for (int code = 0; code < COLUMNS.get(pair.first()).codes(); code++) {
      double sum = 0;
      for (int i = 0; i < fitted.size(); i++) {
        if (fitted.code(pair.first(), i) == code) {
          sum += fitted.sessions(i) * pair.points(code, fitted.code(pair.second(), i));
        }
      }
      assertEquals(0, sum / fitted.sessions(), 1e-6, "its columns say that by themselves");
    }
  }

  @Test
  void simpleCardsTellNearlyTheSameWithFarFewerPoints() {
    Patterns patterns = counted(population(40_000, 7));
    Sets sets = Sets.drawn(patterns, 0.3, 1);
    Fit.Rules rules = pairs(2);
    Fitting.Fitted fine = fitted(Fit.of(sets, rules));
    Fitting.Fitted simple = fitted(Fit.of(sets, rules, new Simple(), _ -> {}));
    assertEquals(
        fine.evaluation().ranking().auc().value(),
        simple.evaluation().ranking().auc().value(),
        0.005);
    Scorecard card = simple.card();
    assertTrue(
        distinct(card, 2).stream().allMatch(points -> Math.abs(points) < 0.15), "by the hour");
    for (double points : distinct(card, 1)) {
      assertEquals(points, Math.rint(points * 100) / 100, "in hundredths");
    }
    assertTrue(distinct(card, 1).size() < 12);
  }

  private static Set<Double> distinct(Scorecard card, int column) {
    Set<Double> distinct = new java.util.TreeSet<>();
    for (int code = 0; code < COLUMNS.get(column).codes(); code++) {
      distinct.add(card.points(column, code));
    }
    return distinct;
  }

  @Test
  void aLevelThatIsWrongIsBroughtBackWithoutTurningTheOrderAround() {
    Patterns fitted = counted(population(20_000, 8));
    Patterns.Counter fewer = new Patterns.Counter(COLUMNS);
    Patterns later = counted(population(20_000, 9));
    for (int i = 0; i < later.size(); i++) {
      fewer.add(later.codes(i), later.sessions(i), later.positives(i) / 2);
    }
    Sets moved = Sets.drawn(fewer.patterns(), 0.5, 3);
    Fitting.Fitted found =
        fitted(Fit.of(new Sets(fitted, moved.fitted(), moved.heldOut()), Fit.Rules.plain()));
    assertTrue(found.levelled().calibration().orElseThrow().slope() > 0);
    assertTrue(found.evaluation().calibration().observedByExpected().interval(0.01).contains(1));
  }

  @Test
  void noiseIsRefused() {
    SplittableRandom random = new SplittableRandom(10);
    List<Row> rows =
        population(8_000, 11).stream()
            .map(row -> new Row(row.codes(), random.nextDouble() < 0.2))
            .toList();
    Fitting fitting = Fit.of(Sets.drawn(counted(rows), 0.3, 1), Fit.Rules.plain());
    assertTrue(refusal(Refusal.CannotBeTold.class, fitting).auc().value() < 0.6);
  }

  @Test
  void littleIsRefusedWithoutAGuess() {
    Fitting fitting = Fit.of(Sets.drawn(counted(population(150, 12)), 0.3, 1), Fit.Rules.plain());
    Fitting.Refused refused = assertInstanceOf(Fitting.Refused.class, fitting);
    assertEquals(
        List.of("fitted", "held out"),
        refused.reasons().stream().map(reason -> ((Refusal.TooFew) reason).part()).toList());
    assertTrue(refused.evaluation().isEmpty());
  }

  @Test
  void probabilitiesThatAreNotTrueAreRefused() {
    Patterns fitted = counted(population(8_000, 13));
    Patterns.Counter fewer = new Patterns.Counter(COLUMNS);
    for (int i = 0; i < fitted.size(); i++) {
      fewer.add(fitted.codes(i), fitted.sessions(i) + 1, fitted.positives(i));
    }
    Patterns none = new Patterns.Counter(COLUMNS).patterns();
    Fitting fitting = Fit.of(new Sets(fitted, none, fewer.patterns()), Fit.Rules.plain());
    Refusal.NotAtItsWord refusal = refusal(Refusal.NotAtItsWord.class, fitting);
    assertTrue(refusal.ece() > 0.1 && refusal.byChance() < 0.02, refusal.toString());
  }

  @Test
  void whatIsKnownOnlyAfterwardsIsRefused() {
    List<Column> columns = new ArrayList<>(COLUMNS);
    columns.add(new Column("thanked", 2, Column.Scale.NAMED));
    Patterns.Counter counter = new Patterns.Counter(columns);
    for (Row row : population(16_000, 14)) {
      int[] codes = java.util.Arrays.copyOf(row.codes(), 5);
      // Not all who buy see the page that thanks them, and nobody else does.
      codes[4] = row.outcome() && codes[2] < 6 ? 1 : 0;
      counter.add(codes, row.outcome());
    }
    Sets sets = Sets.drawn(counter.patterns(), 0.3, 1);
    Refusal.KnownAfterwards refusal =
        refusal(Refusal.KnownAfterwards.class, Fit.of(sets, Fit.Rules.plain()));
    assertEquals("thanked", refusal.column().column());
    fitted(Fit.of(sets.without("thanked"), Fit.Rules.plain()));
    fitted(Fit.of(sets, Fit.Rules.plain().trusting(Set.of("thanked"))));
  }

  /**
   * Whether a session will favour what costs more than the average of its category, from its first
   * clicks: these do not tell, whatever is made of them, and that has to be said.
   */
  @Test
  void onEshopTheTasteForDearThingsCannotBeTold() throws IOException {
    Map<String, List<String[]>> sessions = new LinkedHashMap<>();
    for (String line :
        Files.readAllLines(SharedData.file("eshop-clothing-2008/eshop_clothing_2008.csv"))) {
      String[] row = line.split(",");
      if (!row[0].equals("year")) {
        sessions.computeIfAbsent(row[5], _ -> new ArrayList<>()).add(row);
      }
    }
    // Category, colour, place on the page, photograph and page of each click; nothing of prices.
    int[] used = {6, 8, 9, 10, 13};
    List<Column> columns = new ArrayList<>();
    for (int click = 1; click <= 3; click++) {
      for (int column : used) {
        columns.add(new Column("click " + click + " column " + column, 20, Column.Scale.NAMED));
      }
    }
    Patterns.Counter counter = new Patterns.Counter(columns);
    for (List<String[]> clicks : sessions.values()) {
      if (clicks.size() >= 6) {
        int[] codes = new int[columns.size()];
        for (int i = 0; i < codes.length; i++) {
          codes[i] = Integer.parseInt(clicks.get(i / used.length)[used[i % used.length]]);
        }
        List<String[]> later = clicks.subList(3, clicks.size());
        long dear = later.stream().filter(click -> click[12].equals("1")).count();
        counter.add(codes, 2 * dear > later.size());
      }
    }
    Sets sets = Sets.drawn(counter.patterns(), 0.3, 1);
    for (int pairs : new int[] {0, 3}) {
      Fitting fitting = Fit.of(sets, pairs(pairs));
      Refusal.CannotBeTold refusal = refusal(Refusal.CannotBeTold.class, fitting);
      System.out.println("e-shop, dear things from three clicks, " + pairs + " pairs: " + refusal);
      assertTrue(refusal.auc().value() < 0.58, refusal::toString);
    }
  }

  @Test
  void codesThatAColumnDoesNotHaveAreRefused() {
    Patterns.Counter counter = new Patterns.Counter(COLUMNS);
    assertThrows(IllegalArgumentException.class, () -> counter.add(new int[] {4, 0, 0, 0}, true));
    assertThrows(IllegalArgumentException.class, () -> counter.add(new int[] {0, 0, 0}, true));
    assertThrows(IllegalArgumentException.class, () -> counter.add(new int[] {0, 0, 0, 0}, 2, 3));
  }
}
