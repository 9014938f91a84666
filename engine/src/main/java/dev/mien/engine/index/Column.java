package dev.mien.engine.index;

import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import dev.mien.segments.model.Alphabet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** How the index tells the states of one attribute, or of one score, apart: at most 64 of them. */
sealed interface Column {
  /** How often an attribute is taken to be known, for want of a better number. */
  double KNOWN_SHARE = 0.5;

  /** How often one is taken to be missing. */
  double MISSING_SHARE = 0.25;

  /** The position among the alphabets of a program. */
  int attribute();

  /** How many states a known value can be in. */
  int states();

  /** Which states a literal about this attribute leaves possible. */
  Anchor anchor(Literal literal);

  /** What {@link #anchor} leaves to be verified. */
  List<LiteralPart> undecided(Literal literal);

  /** A single-valued attribute: each code is a state. */
  record OfCodes(int attribute, int states) implements Column {
    @Override
    public Anchor anchor(Literal literal) {
      return ofCode(literal, states);
    }

    @Override
    public List<LiteralPart> undecided(Literal literal) {
      return List.of();
    }
  }

  /** A score: known as a flag is, or withheld. */
  record OfScore(int attribute) implements Column {
    @Override
    public int states() {
      return 2;
    }

    @Override
    public Anchor anchor(Literal literal) {
      return ofCode(literal, states());
    }

    @Override
    public List<LiteralPart> undecided(Literal literal) {
      return List.of();
    }
  }

  /**
   * A set of labels, of which each group is a bit of the state: set where the session has any of
   * the group.
   *
   * @param groups of labels, as bits; those of one label decide a literal about it, and a larger
   *     one only rules out that a label is present
   */
  record OfLabels(int attribute, List<Long> groups) implements Column {
    /** A sixth bit makes twice the rows, and a match no quicker. */
    static final int GROUPS_MAX = 5;

    /** How likely a label is taken to be present, and one of several. */
    private static final double LABEL_SHARE = 0.25;

    private static final double GROUP_SHARE = 0.7;

    /** By bit, the states in which it is set. */
    private static final long[] WITH_BIT = {
      0xAAAAAAAAL, 0xCCCCCCCCL, 0xF0F0F0F0L, 0xFF00FF00L, 0xFFFF0000L
    };

    public OfLabels {
      groups = List.copyOf(groups);
    }

    /** The labels that literals mention most often get a group each, all others share one. */
    static OfLabels of(int attribute, List<Labels> literals) {
      int[] mentions = new int[Long.SIZE];
      for (Labels literal : literals) {
        for (long left = literal.present() | literal.absent(); left != 0; left &= left - 1) {
          mentions[Long.numberOfTrailingZeros(left)]++;
        }
      }
      List<Long> labels =
          IntStream.range(0, Long.SIZE)
              .filter(label -> mentions[label] > 0)
              .boxed()
              .sorted(Comparator.comparingInt(label -> -mentions[label]))
              .map(label -> 1L << label)
              .toList();
      if (labels.size() <= GROUPS_MAX) {
        return new OfLabels(attribute, labels);
      }
      List<Long> groups = new ArrayList<>(labels.subList(0, GROUPS_MAX - 1));
      groups.add(
          labels.subList(GROUPS_MAX - 1, labels.size()).stream()
              .reduce(0L, (left, right) -> left | right));
      return new OfLabels(attribute, groups);
    }

    @Override
    public int states() {
      return 1 << groups.size();
    }

    @Override
    public Anchor anchor(Literal literal) {
      return switch (literal) {
        case Labels(_, long present, long absent) -> ofLabels(present, absent);
        case Missing _ -> Anchor.MISSING;
        case CodeIn _, CodeInOrMissing _ -> Anchor.NEVER;
      };
    }

    private Anchor ofLabels(long present, long absent) {
      long known = all(states());
      double share = KNOWN_SHARE;
      for (int bit = 0; bit < groups.size(); bit++) {
        long group = groups.get(bit);
        if ((present & group) != 0) {
          known &= WITH_BIT[bit];
          share *= Long.bitCount(group) == 1 ? LABEL_SHARE : GROUP_SHARE;
        }
        if ((absent & group) != 0 && Long.bitCount(group) == 1) {
          known &= ~WITH_BIT[bit];
          share *= 1 - LABEL_SHARE;
        }
      }
      return new Anchor(known, false, share);
    }

    @Override
    public List<LiteralPart> undecided(Literal literal) {
      return LiteralPart.of(literal).stream()
          .filter(test -> test.view() != View.KNOWN && !groups.contains(test.mask()))
          .filter(test -> test.view() != View.MISSING)
          .toList();
    }
  }

  private static Anchor ofCode(Literal literal, int codes) {
    return switch (literal) {
      case CodeIn(_, long some) ->
          new Anchor(some & all(codes), false, KNOWN_SHARE * Long.bitCount(some) / codes);
      case CodeInOrMissing(_, long some) ->
          new Anchor(
              some & all(codes), true, MISSING_SHARE + KNOWN_SHARE * Long.bitCount(some) / codes);
      case Missing _ -> Anchor.MISSING;
      case Labels _ -> Anchor.NEVER;
    };
  }

  /** So many states, as bits. */
  private static long all(int states) {
    return -1L >>> (Long.SIZE - states);
  }

  /** The column of an attribute that these literals are about. */
  static Column of(int attribute, Alphabet alphabet, Set<Literal> literals) {
    return alphabet instanceof Alphabet.Choices
        ? OfLabels.of(
            attribute,
            literals.stream().filter(Labels.class::isInstance).map(Labels.class::cast).toList())
        : new OfCodes(attribute, alphabet.codes());
  }

  /**
   * The states that a literal leaves possible.
   *
   * @param known as bits
   * @param missing whether having no value is one of them
   * @param share of sessions that are taken to be in one of them
   */
  record Anchor(long known, boolean missing, double share) {
    static final Anchor NEVER = new Anchor(0, false, 0);
    static final Anchor MISSING = new Anchor(0, true, MISSING_SHARE);

    /** Hands on the slot of each state. */
    void eachSlot(IntConsumer slots) {
      if (missing) {
        slots.accept(RowPicker.MISSING_SLOT);
      }
      for (long left = known; left != 0; left &= left - 1) {
        slots.accept(RowPicker.KNOWN_SLOT + Long.numberOfTrailingZeros(left));
      }
    }
  }
}
