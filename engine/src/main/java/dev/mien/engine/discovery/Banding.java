package dev.mien.engine.discovery;

import dev.mien.segments.model.Alphabet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which codes of an attribute are told apart: ordered alphabets fall into bands that hold about as
 * many sessions each, rare labels fall together. Fewer levels leave more sessions to a pattern, and
 * so more of it is left once rare patterns are folded.
 */
final class Banding {
  /** The most bands of an ordered alphabet, and the fewest that are given up for the sake of k. */
  private static final int BANDS_MAX = 5;

  private static final int BANDS_MIN = 3;

  /** The greatest share of what patterns say that k may cost before fewer bands are made. */
  private static final double UNSAID_MAX = 0.03;

  /** The most labels that stand for themselves. */
  static final int LABELS_MAX = 12;

  /** The least share of sessions of a label that stands for itself. */
  static final double SHARE_MIN = 0.01;

  private Banding() {}

  /**
   * The patterns of {@code finest} in bands and folded to {@code k}: in as many bands as leave
   * nearly everything said. Columns that tell no sessions apart are left out.
   */
  static Anonymity.Folded folded(Patterns finest, int k) {
    for (int bands = BANDS_MAX; bands > BANDS_MIN; bands--) {
      Anonymity.Folded folded = folded(finest, k, bands);
      long unsaid = folded.unsaid().stream().mapToLong(Long::longValue).sum();
      long all = finest.sessions() * folded.patterns().columns().size();
      if (unsaid <= UNSAID_MAX * all) {
        return folded;
      }
    }
    return folded(finest, k, BANDS_MIN);
  }

  private static Anonymity.Folded folded(Patterns finest, int k, int bands) {
    return Anonymity.fold(finest.at(columns(finest, k, bands)), k);
  }

  /**
   * A column for each of {@code finest} that tells sessions apart at all; the others are left out.
   *
   * @param least the fewest sessions of a label that stands for itself
   * @param most bands of an ordered alphabet
   */
  static List<Column> columns(Patterns finest, long least, int most) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < finest.columns().size(); i++) {
      int place = i;
      switch (finest.columns().get(i)) {
        case Column.Levels levels -> {
          long[] counts = new long[Alphabet.CODES_MAX];
          boolean hasMissing = false;
          for (Patterns.Pattern pattern : finest.patterns()) {
            long value = pattern.values().get(place);
            hasMissing |= value == Column.MISSING;
            if (value >= 0) {
              int code = Long.numberOfTrailingZeros(levels.levels().get((int) value));
              counts[code] += pattern.sessions();
            }
          }
          Alphabet alphabet = finest.schema().attributes().get(levels.attribute()).alphabet();
          List<Long> bands = bands(alphabet, counts, new Few(least, most));
          if (bands.size() > 1 || hasMissing) {
            columns.add(new Column.Levels(levels.attribute(), bands));
          }
        }
        case Column.Labels labels -> {
          long kept = labels(finest, place, labels, least);
          if (kept != 0) {
            columns.add(new Column.Labels(labels.attribute(), kept));
          }
        }
      }
    }
    return columns;
  }

  /** The fewest sessions of a band, and the most bands. */
  private record Few(long least, int most) {}

  private static List<Long> bands(Alphabet alphabet, long[] counts, Few few) {
    return switch (alphabet) {
      case Alphabet.Numeric _, Alphabet.Count _, Alphabet.Elapsed _ ->
          ordered(alphabet.codes(), counts, few);
      case Alphabet.Choice _, Alphabet.Flag _, Alphabet.Choices _ ->
          unordered(alphabet.codes(), counts, few.least);
    };
  }

  private static List<Long> ordered(int codes, long[] counts, Few few) {
    long all = IntStream.range(0, codes).mapToLong(code -> counts[code]).sum();
    List<Long> bands = new ArrayList<>();
    long band = 0;
    long inBand = 0;
    long seen = 0;
    for (int code = 0; code < codes; code++) {
      band |= 1L << code;
      inBand += counts[code];
      seen += counts[code];
      // A band ends where the next part of the sessions begins, and never where none are left.
      boolean isFull = seen * few.most >= all * (bands.size() + 1) && inBand >= few.least;
      if (isFull && all - seen >= Math.max(1, few.least) && bands.size() < few.most - 1) {
        bands.add(band);
        band = 0;
        inBand = 0;
      }
    }
    bands.add(band);
    return bands;
  }

  private static List<Long> unordered(int codes, long[] counts, long least) {
    long all = IntStream.range(0, codes).mapToLong(code -> counts[code]).sum();
    double enough = enough(all, least);
    List<Integer> common =
        IntStream.range(0, codes)
            .filter(code -> counts[code] >= enough)
            .boxed()
            .sorted(Comparator.comparingLong((Integer code) -> counts[code]).reversed())
            .limit(LABELS_MAX)
            .sorted()
            .toList();
    List<Long> bands = new ArrayList<>();
    long others = codes == Alphabet.CODES_MAX ? -1L : (1L << codes) - 1;
    for (int code : common) {
      bands.add(1L << code);
      others &= ~(1L << code);
    }
    if (others != 0) {
      // The rest stands for itself only if it is asked about: labels nobody has are no level.
      bands.add(others);
    }
    return bands;
  }

  /** The fewest sessions of a label that is looked at by itself. */
  private static double enough(long all, long least) {
    return Math.max(Math.max(1, (double) least), SHARE_MIN * all);
  }

  private static long labels(Patterns finest, int place, Column.Labels column, long least) {
    long all = 0;
    long[] having = new long[Alphabet.CODES_MAX];
    for (Patterns.Pattern pattern : finest.patterns()) {
      long value = pattern.values().get(place);
      if (value >= 0) {
        all += pattern.sessions();
        for (long rest = value; rest != 0; rest &= rest - 1) {
          having[Long.numberOfTrailingZeros(rest)] += pattern.sessions();
        }
      }
    }
    long kept = 0;
    for (long rest = column.labels(); rest != 0; rest &= rest - 1) {
      int label = Long.numberOfTrailingZeros(rest);
      double enough = enough(all, least);
      if (having[label] >= enough && all - having[label] >= enough) {
        kept |= 1L << label;
      }
    }
    return kept;
  }
}
