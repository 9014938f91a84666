package dev.mien.engine.discovery;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import java.util.List;
import java.util.stream.IntStream;

/** An attribute as patterns have it: which of its codes are told apart. */
public sealed interface Column {
  /** The value of a session that has none. */
  long MISSING = -1;

  /** The value where it is not said: withheld by the visitor, or folded for the sake of k. */
  long UNSAID = -2;

  /** The most labels of a set that are looked at; each of them is a question of its own. */
  int LABELS_MAX = 16;

  /** The position of the attribute in its schema. */
  int attribute();

  /** What a session has here: a value of this column, or one of the two above. */
  default long value(Facts facts) {
    return switch (facts.standing(attribute())) {
      case KNOWN -> known(facts);
      case MISSING -> MISSING;
      case WITHHELD -> UNSAID;
    };
  }

  /** The value of a session whose attribute is known. */
  long known(Facts facts);

  /** What a value of {@code finer}, a column of the same attribute, is here. */
  long coarser(Column finer, long value);

  /** A single-valued attribute; its value is the place of the level that its code falls into. */
  record Levels(int attribute, List<Long> levels) implements Column {
    public Levels {
      levels = List.copyOf(levels);
      long seen = 0;
      for (long level : levels) {
        if (level == 0 || (seen & level) != 0) {
          throw new IllegalArgumentException(
              "each code is in at most one level, and none is empty");
        }
        seen |= level;
      }
    }

    @Override
    public long known(Facts facts) {
      return level(1L << facts.code(attribute));
    }

    @Override
    public long coarser(Column finer, long value) {
      return value < 0 ? value : level(Long.lowestOneBit(((Levels) finer).levels.get((int) value)));
    }

    private long level(long code) {
      for (int i = 0; i < levels.size(); i++) {
        if ((levels.get(i) & code) != 0) {
          return i;
        }
      }
      throw new IllegalArgumentException("a code of attribute " + attribute + " is in no level");
    }
  }

  /**
   * A set of labels; its value is those of them that are looked at, as bits.
   *
   * @param labels those that are looked at, as bits; at most {@value Column#LABELS_MAX}
   */
  record Labels(int attribute, long labels) implements Column {
    public Labels {
      if (Long.bitCount(labels) > LABELS_MAX) {
        throw new IllegalArgumentException(
            "at most " + LABELS_MAX + " labels are looked at; got " + Long.bitCount(labels));
      }
    }

    @Override
    public long known(Facts facts) {
      return facts.labels(attribute) & labels;
    }

    @Override
    public long coarser(Column finer, long value) {
      return value < 0 ? value : value & labels;
    }
  }

  /** The finest column of an attribute: every code is a level of its own. */
  static Column finest(int position, Attribute attribute) {
    Alphabet alphabet = attribute.alphabet();
    return attribute.isSet()
        ? new Labels(position, firstLabels(alphabet))
        : new Levels(
            position, IntStream.range(0, alphabet.codes()).mapToObj(code -> 1L << code).toList());
  }

  private static long firstLabels(Alphabet alphabet) {
    return alphabet.codes() <= LABELS_MAX ? alphabet.all() : (1L << LABELS_MAX) - 1;
  }
}
