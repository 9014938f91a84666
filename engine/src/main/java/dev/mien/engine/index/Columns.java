package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.engine.index.Column.OfLabels;
import dev.mien.engine.index.Column.OfScore;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Alphabet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns of an index: one for each attribute and score that a program asks about.
 *
 * <p>Those that may be paired come first, and are attributes that most literals are about. How many
 * they are is weighed: every pair of columns that a session has both facts of costs a look, and
 * every column that may not be paired leaves more candidates. A hundred segments are best looked up
 * by one fact, a thousand and more by two.
 */
final class Columns {
  /** How many columns may be paired: with one more, numbers of partners take another bit. */
  static final int PAIRED_MAX = 63;

  private static final int PAIRED_STEP = 8;

  /** What it takes to look at a pair, and to verify a candidate: {@code MatchBenchmark}. */
  private static final double LOOK_NANOS = 1.5;

  private static final double CANDIDATE_NANOS = 8;

  /** So many conjunctions tell what all of them cost. */
  private static final int CONJUNCTIONS_WEIGHED = 1_000;

  private final List<Column> columns;
  private final int paired;
  private final int[] columnOf;

  Columns(Program program) {
    List<Alphabet> alphabets = program.alphabets();
    int scoresAt = program.model().schema().attributes().size();
    List<Set<Literal>> literals =
        IntStream.range(0, alphabets.size()).<Set<Literal>>mapToObj(_ -> new HashSet<>()).toList();
    int[] mentions = new int[alphabets.size()];
    for (Conjunction conjunction : program.conjunctions()) {
      for (Literal literal : conjunction.literals()) {
        literals.get(literal.attribute()).add(literal);
        mentions[literal.attribute()]++;
      }
    }
    List<Column> byMentions =
        IntStream.range(0, alphabets.size())
            .filter(attribute -> mentions[attribute] > 0)
            .mapToObj(
                attribute ->
                    attribute < scoresAt
                        ? Column.of(attribute, alphabets.get(attribute), literals.get(attribute))
                        : new OfScore(attribute))
            .sorted(
                Comparator.comparing((Column column) -> column instanceof OfScore)
                    .thenComparingInt(column -> -mentions[column.attribute()]))
            .toList();
    this.columnOf = new int[alphabets.size()];
    number(byMentions);
    int ofAttributes =
        (int) byMentions.stream().filter(column -> !(column instanceof OfScore)).count();
    this.paired = paired(program.conjunctions(), byMentions, Math.min(PAIRED_MAX, ofAttributes));
    this.columns =
        byMentions.stream()
            .sorted(
                Comparator.comparing((Column column) -> columnOf[column.attribute()] >= paired)
                    .thenComparing(column -> column instanceof OfScore)
                    .thenComparing(column -> column instanceof OfLabels)
                    .thenComparingInt(Column::attribute))
            .toList();
    number(columns);
  }

  private void number(List<Column> some) {
    for (int column = 0; column < some.size(); column++) {
      columnOf[some.get(column).attribute()] = column;
    }
  }

  /** By number; in both parts, columns of labels come after those of codes, and scores last. */
  List<Column> all() {
    return columns;
  }

  /** How many columns may be paired. */
  int paired() {
    return paired;
  }

  /** The number of the column of an attribute. */
  int number(int attribute) {
    return columnOf[attribute];
  }

  /** The column that a literal is about. */
  Column of(Literal literal) {
    return columns.get(columnOf[literal.attribute()]);
  }

  /** What a literal is filed under. */
  Anchor anchor(Literal literal) {
    return of(literal).anchor(literal);
  }

  /** The number of the first columns that makes a match cheapest. */
  private int paired(List<Conjunction> conjunctions, List<Column> byMentions, int max) {
    int step = conjunctions.size() / CONJUNCTIONS_WEIGHED + 1;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int some = 0; some < max + PAIRED_STEP; some += PAIRED_STEP) {
      int first = Math.min(some, max);
      double known = first * Column.KNOWN_SHARE;
      double nanos = known * known / 2 * LOOK_NANOS;
      for (int i = 0; i < conjunctions.size(); i += step) {
        List<Literal> literals = conjunctions.get(i).literals();
        nanos += step * CANDIDATE_NANOS * share(literals, byMentions, first);
      }
      if (nanos < least) {
        least = nanos;
        best = first;
      }
    }
    return best;
  }

  /** How many sessions a conjunction is a candidate of, if the first columns may be paired. */
  private double share(List<Literal> literals, List<Column> byMentions, int first) {
    double least = 1;
    double rarest = 1;
    double second = 1;
    for (Literal literal : literals) {
      int column = columnOf[literal.attribute()];
      double share = byMentions.get(column).anchor(literal).share();
      least = Math.min(least, share);
      if (column < first) {
        second = Math.min(second, Math.max(rarest, share));
        rarest = Math.min(rarest, share);
      }
    }
    return Math.min(least, rarest * second);
  }
}
