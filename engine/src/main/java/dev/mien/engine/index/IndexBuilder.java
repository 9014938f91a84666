package dev.mien.engine.index;

import dev.mien.engine.index.Column.OfCodes;
import dev.mien.engine.index.Column.OfLabels;
import dev.mien.engine.index.Column.OfScore;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import dev.mien.segments.model.Alphabet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Makes the rows and columns of an index from a program. */
final class IndexBuilder {
  /** A literal and the number of the conjunction it stands in. */
  private record Placed(int conjunction, Literal literal) {}

  private final List<Conjunction> conjunctions;
  private final RowTable table;
  private final List<Column> columns = new ArrayList<>();

  IndexBuilder(Program program) {
    this.conjunctions = Clustering.ordered(program);
    this.table = new RowTable(allRow());
    int attributes = program.model().schema().attributes().size();
    List<Alphabet> alphabets = program.alphabets();
    List<List<Placed>> placed = placed(alphabets.size());
    for (int attribute = 0; attribute < alphabets.size(); attribute++) {
      if (!placed.get(attribute).isEmpty()) {
        if (attribute < attributes) {
          addColumns(attribute, alphabets.get(attribute), placed.get(attribute));
        } else {
          addScore(attribute - attributes, placed.get(attribute));
        }
      }
    }
  }

  List<Column> columns() {
    return columns;
  }

  /** By number, each of {@link #words} words; the first is the one that rules nothing out. */
  List<long[]> rows() {
    return table.rows();
  }

  /** The number of 64-bit words in a row. */
  int words() {
    return (conjunctions.size() + Long.SIZE - 1) / Long.SIZE;
  }

  /** By number of a conjunction, the segment it admits to. */
  int[] segments() {
    return conjunctions.stream().mapToInt(Conjunction::segment).toArray();
  }

  private List<List<Placed>> placed(int attributes) {
    List<List<Placed>> placed = new ArrayList<>();
    for (int attribute = 0; attribute < attributes; attribute++) {
      placed.add(new ArrayList<>());
    }
    for (int number = 0; number < conjunctions.size(); number++) {
      for (Literal literal : conjunctions.get(number).literals()) {
        placed.get(literal.attribute()).add(new Placed(number, literal));
      }
    }
    return placed;
  }

  private void addScore(int place, List<Placed> placed) {
    int open = row(placed, _ -> false);
    int shortOf = row(placed, literal -> holdsOfCode(literal, 1L << Scoring.SHORT));
    int enough = row(placed, literal -> holdsOfCode(literal, 1L << Scoring.ENOUGH));
    columns.add(new OfScore(place, open, List.of(shortOf, enough)));
  }

  private void addColumns(int attribute, Alphabet declared, List<Placed> placed) {
    int missing = row(placed, IndexBuilder::holdsOfMissing);
    int withheld = row(placed, _ -> false);
    if (declared instanceof Alphabet.Choices) {
      long mentioned = 0;
      for (Placed one : placed) {
        mentioned |= mentioned(one.literal());
      }
      // The first column speaks for the attribute as a whole, even where no label is mentioned.
      columns.add(new OfLabels(attribute, missing, withheld, labelRows(0, placed), 0));
      for (int shift = OfLabels.LABELS; shift < Long.SIZE; shift += OfLabels.LABELS) {
        if ((mentioned & lookedAt(shift)) != 0) {
          List<Integer> rows = labelRows(shift, placed);
          columns.add(new OfLabels(attribute, Column.NONE, Column.NONE, rows, shift));
        }
      }
    } else {
      List<Integer> rows = new ArrayList<>();
      for (int code = 0; code < declared.codes(); code++) {
        long known = 1L << code;
        rows.add(row(placed, literal -> holdsOfCode(literal, known)));
      }
      columns.add(new OfCodes(attribute, missing, withheld, rows));
    }
  }

  /** By combination of the labels from {@code shift} on. */
  private List<Integer> labelRows(int shift, List<Placed> placed) {
    List<Integer> rows = new ArrayList<>();
    for (long combination = 0; combination < OfLabels.COMBINATIONS; combination++) {
      long labels = combination << shift;
      rows.add(row(placed, literal -> holdsOfLabels(literal, lookedAt(shift), labels)));
    }
    return rows;
  }

  private static long lookedAt(int shift) {
    return (OfLabels.COMBINATIONS - 1L) << shift;
  }

  /** The row of the conjunctions that do not speak of an attribute, or whose literal holds. */
  private int row(List<Placed> placed, Predicate<Literal> holds) {
    long[] row = allRow();
    for (Placed one : placed) {
      if (!holds.test(one.literal())) {
        row[one.conjunction() >> 6] &= ~(1L << one.conjunction());
      }
    }
    return table.number(row);
  }

  private long[] allRow() {
    long[] row = new long[words()];
    Arrays.fill(row, -1L);
    int last = conjunctions.size() % Long.SIZE;
    if (last != 0) {
      row[row.length - 1] = (1L << last) - 1;
    }
    return row;
  }

  private static boolean holdsOfMissing(Literal literal) {
    return switch (literal) {
      case Missing _, CodeInOrMissing _ -> true;
      case CodeIn _, Labels _ -> false;
    };
  }

  private static boolean holdsOfCode(Literal literal, long code) {
    return switch (literal) {
      case CodeIn(_, long codes) -> (codes & code) != 0;
      case CodeInOrMissing(_, long codes) -> (codes & code) != 0;
      case Missing _, Labels _ -> false;
    };
  }

  /** Whether {@code labels} are as the literal wants them, as far as {@code looked} at. */
  private static boolean holdsOfLabels(Literal literal, long looked, long labels) {
    return switch (literal) {
      case Labels(_, long present, long absent) ->
          (present & looked & ~labels) == 0 && (absent & looked & labels) == 0;
      case CodeIn _, CodeInOrMissing _, Missing _ -> false;
    };
  }

  private static long mentioned(Literal literal) {
    return switch (literal) {
      case Labels(_, long present, long absent) -> present | absent;
      case CodeIn _, CodeInOrMissing _, Missing _ -> 0;
    };
  }
}
