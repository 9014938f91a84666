package dev.mien.api.fit;

import dev.mien.engine.fit.Column;
import dev.mien.engine.fit.Evaluation;
import dev.mien.engine.fit.Levelled;
import dev.mien.engine.fit.PairTable;
import dev.mien.engine.fit.Scorecard;
import dev.mien.engine.statistics.Platt;
import dev.mien.segments.check.CheckLimits;
import dev.mien.segments.edit.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A scorecard in the language of workspaces: a base, and points by condition. Codes of a column
 * that most sessions have are left to the base, so that no more is said than is needed.
 *
 * @param points by condition, columns in the order of the schema, pairs after
 */
record ScoreText(BigDecimal base, SequencedMap<String, BigDecimal> points) {
  private static final int DECIMALS = 2;
  private static final int FIGURE_DECIMALS = 4;

  ScoreText {
    points = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(points));
  }

  /**
   * What is said beside the points.
   *
   * @param enter in whole per cent
   * @param leave in whole per cent; at most {@code enter}
   * @param goal the goal event that it predicts, where that is known
   */
  record Said(int enter, int leave, Evaluation evaluation, LocalDate on, Optional<String> goal) {}

  /** Codes of one column that have the same points. */
  private record Group(BitSet codes, double points) {}

  /** The text of a scorecard whose columns are {@code traits}. */
  static ScoreText of(Scorecard card, List<Trait> traits, List<long[]> sessions) {
    Map<String, BigDecimal> points = new LinkedHashMap<>();
    BigDecimal base = rounded(card.base());
    for (int column = 0; column < traits.size(); column++) {
      Trait trait = traits.get(column);
      List<Group> groups = groups(card, trait, column);
      Group common = mostCommon(groups, sessions.get(column));
      base = base.add(rounded(common.points()));
      for (Group group : groups) {
        if (!group.equals(common) && !trait.isNone(group.codes())) {
          add(points, trait.condition(group.codes()), group.points() - common.points());
        }
      }
    }
    for (PairTable pair : card.pairs()) {
      base = base.add(pair(pair, traits.get(pair.first()), traits.get(pair.second()), points));
    }
    SequencedMap<String, BigDecimal> kept = new LinkedHashMap<>();
    points.forEach(
        (condition, amount) -> {
          if (amount.signum() != 0) {
            kept.put(condition, amount);
          }
        });
    return new ScoreText(base.setScale(DECIMALS, RoundingMode.HALF_EVEN), kept);
  }

  private static BigDecimal rounded(double points) {
    return BigDecimal.valueOf(points).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }

  private static void add(Map<String, BigDecimal> points, String condition, double more) {
    points.merge(condition, rounded(more), BigDecimal::add);
  }

  /** On a scale, stretches of codes; of names, all that have the same points. */
  private static List<Group> groups(Scorecard card, Trait trait, int column) {
    return stretches(trait, code -> List.of(card.points(column, code))).stream()
        .map(codes -> new Group(codes, card.points(column, codes.nextSetBit(0))))
        .toList();
  }

  private static Group mostCommon(List<Group> groups, long[] sessions) {
    Group most = groups.getFirst();
    long mostSessions = -1;
    for (Group group : groups) {
      long had = group.codes().stream().mapToLong(code -> sessions[code]).sum();
      if (had > mostSessions) {
        most = group;
        mostSessions = had;
      }
    }
    return most;
  }

  /** Adds the cells of a pair that say something; what all sessions get is for the base. */
  private static BigDecimal pair(
      PairTable pair, Trait first, Trait second, Map<String, BigDecimal> points) {
    if (first.position() == second.position()) {
      ofOneSet(pair, first, second, points);
      return BigDecimal.ZERO;
    }
    BigDecimal forAll = BigDecimal.ZERO;
    for (BitSet rows : stretches(first, code -> row(pair, second, code))) {
      for (BitSet cells : stretches(second, code -> cell(pair, first, code))) {
        double amount = pair.points(rows.nextSetBit(0), cells.nextSetBit(0));
        if (amount == 0 || first.isNone(rows) || second.isNone(cells)) {
          continue;
        }
        if (first.isAll(rows) && second.isAll(cells)) {
          forAll = forAll.add(rounded(amount));
        } else if (first.isAll(rows)) {
          add(points, second.condition(cells), amount);
        } else if (second.isAll(cells)) {
          add(points, first.condition(rows), amount);
        } else {
          add(points, first.condition(rows) + " and " + second.condition(cells), amount);
        }
      }
    }
    return forAll;
  }

  /** Two labels of one set, which are missing together. */
  private static void ofOneSet(
      PairTable pair, Trait first, Trait second, Map<String, BigDecimal> points) {
    for (int row = 0; row < first.missing(); row++) {
      for (int cell = 0; cell < second.missing(); cell++) {
        String both = first.condition(only(row)) + " and " + second.condition(only(cell));
        add(points, both, pair.points(row, cell));
      }
    }
    add(
        points,
        first.condition(only(first.missing())),
        pair.points(first.missing(), second.missing()));
  }

  private static BitSet only(int code) {
    BitSet codes = new BitSet();
    codes.set(code);
    return codes;
  }

  private interface Seen {
    List<Double> by(int code);
  }

  private static List<Double> row(PairTable pair, Trait second, int code) {
    List<Double> row = new ArrayList<>();
    for (int cell = 0; cell <= second.missing(); cell++) {
      row.add(pair.points(code, cell));
    }
    return row;
  }

  private static List<Double> cell(PairTable pair, Trait first, int code) {
    List<Double> cells = new ArrayList<>();
    for (int row = 0; row <= first.missing(); row++) {
      cells.add(pair.points(row, code));
    }
    return cells;
  }

  /** Codes that a table says the same of; on a scale only neighbours. */
  private static List<BitSet> stretches(Trait trait, Seen seen) {
    boolean ordered = trait.column().scale() != Column.Scale.NAMED;
    List<BitSet> stretches = new ArrayList<>();
    for (int code = 0; code <= trait.missing(); code++) {
      List<Double> said = seen.by(code);
      Optional<BitSet> alike =
          stretches.stream()
              .filter(codes -> seen.by(codes.nextSetBit(0)).equals(said))
              .reduce((_, last) -> last);
      boolean joins =
          alike.isPresent() && (!ordered || (code < trait.missing() && alike.get().get(code - 1)));
      if (joins) {
        alike.get().set(code);
      } else {
        BitSet codes = new BitSet();
        codes.set(code);
        stretches.add(codes);
      }
    }
    return stretches;
  }

  /** Whether the language takes so many conditions, over tables of so many cells. */
  boolean isWithinLimits(Scorecard card) {
    long cells = 0;
    for (PairTable pair : card.pairs()) {
      cells +=
          (card.columns().get(pair.first()).codes() + 1L)
              * (card.columns().get(pair.second()).codes() + 1L);
    }
    for (int column = 0; column < card.columns().size(); column++) {
      cells += card.columns().get(column).codes() + 1L;
    }
    return points.size() <= CheckLimits.POINTS_MAX && cells <= CheckLimits.CELLS_MAX;
  }

  /** What stands under {@code score:}. */
  Value.Table value(Levelled levelled, Said said) {
    Value.Table conditions = Value.emptyTable();
    for (Map.Entry<String, BigDecimal> one : points.entrySet()) {
      conditions = conditions.with(one.getKey(), plain(one.getValue()));
    }
    Value.Table score =
        Value.emptyTable()
            .with("base", plain(base))
            .with("points", conditions)
            .with("enter", new Value.Plain(said.enter() + " %"))
            .with("leave", new Value.Plain(said.leave() + " %"));
    if (levelled.calibration().isPresent()) {
      Platt platt = levelled.calibration().get();
      score =
          score.with(
              "calibration",
              Value.emptyTable()
                  .with("slope", plain(figure(platt.slope())))
                  .with("intercept", plain(figure(platt.intercept()))));
    }
    Value.Table judged = score.with("fitted", fitted(said));
    return said.goal().map(goal -> judged.with("goal", new Value.Plain(goal))).orElse(judged);
  }

  private static Value.Table fitted(Said said) {
    Evaluation evaluation = said.evaluation();
    return Value.emptyTable()
        .with("auc", plain(figure(evaluation.ranking().auc().value())))
        .with("prAuc", plain(figure(evaluation.ranking().prAuc())))
        .with("brier", plain(figure(evaluation.calibration().brier().value())))
        .with("logLoss", plain(figure(evaluation.calibration().logLoss().value())))
        .with("ece", plain(figure(evaluation.calibration().ece())))
        .with("sessions", new Value.Plain(Long.toString(evaluation.sessions())))
        .with("base", plain(figure(evaluation.base())))
        .with("on", new Value.Plain(said.on().toString()));
  }

  private static BigDecimal figure(double value) {
    return BigDecimal.valueOf(value)
        .setScale(FIGURE_DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros();
  }

  private static Value.Plain plain(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    return new Value.Plain((bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString());
  }
}
