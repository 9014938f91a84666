package dev.mien.engine.index;

import dev.mien.engine.index.Column.Unknown;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import dev.mien.segments.model.Attribute;
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
    List<Attribute> attributes = program.model().schema().attributes();
    List<List<Placed>> placed = placed(attributes.size());
    for (int attribute = 0; attribute < attributes.size(); attribute++) {
      if (!placed.get(attribute).isEmpty()) {
        addColumns(attribute, attributes.get(attribute), placed.get(attribute));
      }
    }
  }

  /** The number of 64-bit words in a row. */
  int words() {
    return (conjunctions.size() + Long.SIZE - 1) / Long.SIZE;
  }

  List<Column> columns() {
    return columns;
  }

  long[] rows() {
    return table.flat(words());
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

  private void addColumns(int attribute, Attribute declared, List<Placed> placed) {
    Unknown unknown =
        new Unknown(row(placed, IndexBuilder::holdsOfMissing), row(placed, _ -> false));
    if (declared.isSet()) {
      addLabelColumns(attribute, placed, unknown);
    } else {
      int[] rows = new int[declared.alphabet().codes()];
      for (int code = 0; code < rows.length; code++) {
        long known = 1L << code;
        rows[code] = row(placed, literal -> holdsOfCode(literal, known));
      }
      columns.add(Column.ofCodes(attribute, rows, unknown));
    }
  }

  private void addLabelColumns(int attribute, List<Placed> placed, Unknown unknown) {
    long mentioned = 0;
    for (Placed one : placed) {
      mentioned |= mentioned(one.literal());
    }
    // The first column stands for the attribute as a whole, so it is there even without labels.
    columns.add(Column.ofLabels(attribute, 0, labelRows(mentioned, 0, placed), unknown));
    for (int shift = Column.LABELS; shift < Long.SIZE; shift += Column.LABELS) {
      if ((mentioned >>> shift & Column.LABELS_MASK) != 0) {
        int[] rows = labelRows(mentioned, shift, placed);
        columns.add(Column.ofLabels(attribute, shift, rows, Unknown.SAID_ELSEWHERE));
      }
    }
  }

  /** By combination of a few labels. */
  private int[] labelRows(long mentioned, int shift, List<Placed> placed) {
    long few = mentioned >>> shift & Column.LABELS_MASK;
    int[] rows = new int[few == 0 ? 1 : 1 << Column.LABELS];
    for (int value = 0; value < rows.length; value++) {
      long labels = (long) value << shift;
      rows[value] = row(placed, literal -> holdsOfLabels(literal, few << shift, labels));
    }
    return rows;
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
