package dev.mien.engine.fit;

import dev.mien.engine.statistics.Fnv;
import dev.mien.engine.statistics.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The data set "Online Shoppers Purchasing Intention" (C. O. Sakar and Y. Kastro, UCI Machine
 * Learning Repository, 2018, CC BY 4.0), binned as the sessions that are fitted say.
 */
final class Shoppers {
  static final String PAGE_VALUES = "PageValues";
  private static final int NUMBERS = 10;
  private static final int OUTCOME = 17;
  private static final int ROWS_MIN = 30;

  private final List<String> names;
  private final List<String[]> rows;

  private Shoppers(List<String> lines) {
    this.names = List.of(lines.getFirst().split(","));
    this.rows = lines.stream().skip(1).map(line -> line.split(",")).toList();
  }

  static Shoppers read() {
    try {
      return new Shoppers(
          Files.readAllLines(SharedData.file("online-shoppers/online_shoppers_intention.csv")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return rows.size();
  }

  /** Whether a row is of November or December. */
  boolean isLate(int row) {
    return Set.of("Nov", "Dec").contains(rows.get(row)[names.indexOf("Month")]);
  }

  /** In which of ten parts a row falls: FNV-1a of its number in decimal. */
  static int fold(int row) {
    return Fnv.fold(Integer.toString(row), 10);
  }

  /** Folds 4 to 9 are fitted, 3 is calibrated on, 0 to 2 are held out. */
  Sets fixed(Set<String> without) {
    return sets(without, row -> fold(row) >= 4, row -> fold(row) == 3, row -> fold(row) <= 2);
  }

  /** All folds but one are fitted, nothing is calibrated. */
  Sets allBut(int heldOut, Set<String> without) {
    return sets(without, row -> fold(row) != heldOut, _ -> false, row -> fold(row) == heldOut);
  }

  /** These rows in their parts. */
  Sets sets(
      Set<String> without, IntPredicate fitted, IntPredicate calibrating, IntPredicate heldOut) {
    int[] training = IntStream.range(0, rows.size()).filter(fitted).toArray();
    List<Integer> kept = new ArrayList<>();
    List<Bins> bins = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int column = 0; column < OUTCOME; column++) {
      if (!without.contains(names.get(column))) {
        Bins learned = bins(column, training);
        kept.add(column);
        bins.add(learned);
        columns.add(
            new Column(
                names.get(column),
                learned.codes(),
                column < NUMBERS ? Column.Scale.ORDERED : Column.Scale.NAMED));
      }
    }
    List<Patterns> parts = new ArrayList<>();
    for (IntPredicate part : List.of(fitted, calibrating, heldOut)) {
      Patterns.Counter counter = new Patterns.Counter(columns);
      IntStream.range(0, rows.size())
          .filter(part)
          .forEach(row -> counter.add(codes(rows.get(row), kept, bins), outcome(row)));
      parts.add(counter.patterns());
    }
    return new Sets(parts.get(0), parts.get(1), parts.get(2));
  }

  private Bins bins(int column, int[] training) {
    return column < NUMBERS
        ? Bins.quantiles(
            IntStream.of(training)
                .mapToDouble(row -> Double.parseDouble(rows.get(row)[column]))
                .toArray(),
            10)
        : Bins.frequent(
            IntStream.of(training).mapToObj(row -> rows.get(row)[column]).toList(), ROWS_MIN);
  }

  private static int[] codes(String[] row, List<Integer> columns, List<Bins> bins) {
    int[] codes = new int[columns.size()];
    for (int i = 0; i < codes.length; i++) {
      String cell = row[columns.get(i)];
      codes[i] =
          switch (bins.get(i)) {
            case Bins.Numbers numbers -> numbers.code(Double.parseDouble(cell));
            case Bins.Names known -> known.code(cell);
          };
    }
    return codes;
  }

  private boolean outcome(int row) {
    return rows.get(row)[OUTCOME].equals("TRUE");
  }
}
