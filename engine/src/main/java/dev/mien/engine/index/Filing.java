package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which facts each conjunction is filed under: the two of its literals that leave the fewest
 * sessions, or the one, where it has no two that may be paired. And the order of postings: group by
 * group, and in a group so that those which the same facts rule out stand together.
 */
final class Filing {
  /** Stands for the second column of what is filed under one fact. */
  static final int NONE = -1;

  /**
   * Postings of the conjunctions that are filed under the same columns.
   *
   * @param partner a greater number than {@code column}, or {@link #NONE}
   * @param from the first posting
   * @param to the first that is of the next group
   */
  record Group(int column, int partner, int from, int to) {
    boolean isAlone() {
      return partner == NONE;
    }

    /** How many words of 64 postings it takes. */
    int words() {
      return (to - from + Long.SIZE - 1) / Long.SIZE;
    }
  }

  /** So many codes of a literal count when postings are ordered, the lowest first. */
  private static final int CODES_ORDERED = 3;

  private static final int CODE_BITS = 6;

  /** Of the number of a partner and one more. */
  private static final int PARTNER_BITS = 7;

  private static final int LITERAL_BITS = CODES_ORDERED * CODE_BITS;
  private static final int NUMBER_BITS = 26;

  /** Sorts groups of which something is left to be verified after the others. */
  private static final long UNDECIDED = 1L << 62;

  private final List<Conjunction> conjunctions;
  private final Columns columns;

  /**
   * By conjunction, the places of its anchors among its literals, that of the lesser column first.
   */
  private final int[] firsts;

  private final int[] seconds;

  /** By posting, the number of its conjunction. */
  private final int[] order;

  private final List<Group> groups = new ArrayList<>();
  private final int decided;

  Filing(Program program) {
    this.conjunctions = program.conjunctions();
    this.columns = new Columns(program);
    this.firsts = new int[conjunctions.size()];
    this.seconds = new int[conjunctions.size()];
    for (int number = 0; number < firsts.length; number++) {
      choose(number);
    }
    long[] byGroup = byGroup();
    this.decided = decided(byGroup);
    this.order = new int[byGroup.length];
    order(byGroup);
  }

  Columns columns() {
    return columns;
  }

  /** Those whose postings have nothing left to be verified, if these have groups of their own. */
  List<Group> decidedGroups() {
    return groups.stream().filter(group -> group.to() <= decided).toList();
  }

  /** All others. */
  List<Group> otherGroups() {
    return groups.stream().filter(group -> group.to() > decided).toList();
  }

  /** How many of the first postings are in {@link #decidedGroups}. */
  int decided() {
    return decided;
  }

  /** How many postings there are: one for each conjunction that has literals. */
  int postings() {
    return order.length;
  }

  /** The segment that a posting admits to. */
  int segment(int posting) {
    return conjunctions.get(order[posting]).segment();
  }

  /** What a posting is filed under in the column of its group. */
  Anchor anchor(int posting) {
    return columns.anchor(literals(posting).get(firsts[order[posting]]));
  }

  /** The same in the partner of its group. */
  Anchor partner(int posting) {
    return columns.anchor(literals(posting).get(seconds[order[posting]]));
  }

  /** What its anchors leave to be verified, the least likely first. */
  List<LiteralPart> tests(int posting) {
    List<Literal> literals = literals(posting);
    List<LiteralPart> tests = new ArrayList<>(2 * literals.size());
    for (int i = 0; i < literals.size(); i++) {
      Literal literal = literals.get(i);
      if (i == firsts[order[posting]] || i == seconds[order[posting]]) {
        tests.addAll(columns.of(literal).undecided(literal));
      } else {
        tests.addAll(LiteralPart.of(literal));
      }
    }
    if (tests.size() > 1) {
      tests.sort(this::compareShares);
    }
    return tests;
  }

  /** The segments of conjunctions of no literals. */
  int[] unconditional() {
    return conjunctions.stream()
        .filter(conjunction -> conjunction.literals().isEmpty())
        .mapToInt(Conjunction::segment)
        .toArray();
  }

  private List<Literal> literals(int posting) {
    return conjunctions.get(order[posting]).literals();
  }

  private int compareShares(LiteralPart one, LiteralPart other) {
    return Double.compare(share(one), share(other));
  }

  private double share(LiteralPart test) {
    return switch (test.view()) {
      case VALUE ->
          Long.bitCount(test.mask())
              / (double) columns.all().get(columns.number(test.attribute())).states();
      case VALUE_OR_MISSING, LACKING, MISSING, KNOWN -> 1;
    };
  }

  private void choose(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    double[] shares = new double[literals.size()];
    int first = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = columns.anchor(literals.get(i)).share();
      first = shares[i] < shares[first] ? i : first;
    }
    int second = NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < shares.length; i++) {
      for (int j = i + 1; j < shares.length; j++) {
        if (shares[i] * shares[j] < least && mayPair(literals.get(i), literals.get(j))) {
          least = shares[i] * shares[j];
          first = i;
          second = j;
        }
      }
    }
    boolean turned =
        second != NONE
            && columns.number(literals.get(first).attribute())
                > columns.number(literals.get(second).attribute());
    firsts[number] = turned ? second : first;
    seconds[number] = turned ? first : second;
  }

  private boolean mayPair(Literal one, Literal other) {
    return columns.number(one.attribute()) < columns.paired()
        && columns.number(other.attribute()) < columns.paired();
  }

  /** Conjunctions that have literals, each after the key of its group. */
  private long[] byGroup() {
    long[] byGroup = new long[conjunctions.size()];
    int count = 0;
    for (int number = 0; number < firsts.length; number++) {
      List<Literal> literals = conjunctions.get(number).literals();
      if (!literals.isEmpty()) {
        long left = isDecided(number) ? 0 : UNDECIDED;
        long column = columns.number(literals.get(firsts[number]).attribute());
        long partner =
            seconds[number] == NONE
                ? 0
                : columns.number(literals.get(seconds[number]).attribute()) + 1;
        byGroup[count++] = left | (((column << PARTNER_BITS) | partner) << Integer.SIZE) | number;
      }
    }
    long[] sorted = Arrays.copyOf(byGroup, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Whether its anchors leave nothing to be verified. */
  private boolean isDecided(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    int anchors = seconds[number] == NONE ? 1 : 2;
    return literals.size() == anchors
        && literals.stream().allMatch(literal -> columns.of(literal).undecided(literal).isEmpty());
  }

  /**
   * How many conjunctions have groups of their own because nothing is left of them to be verified.
   * Below half a word a group they have not: each group more is one more to look at.
   */
  private static int decided(long[] byGroup) {
    int decided = 0;
    int groups = 0;
    while (decided < byGroup.length && byGroup[decided] < UNDECIDED) {
      boolean starts =
          decided == 0
              || byGroup[decided] >>> Integer.SIZE != byGroup[decided - 1] >>> Integer.SIZE;
      groups += starts ? 1 : 0;
      decided++;
    }
    if (decided >= groups * (Long.SIZE / 2)) {
      return decided;
    }
    for (int i = 0; i < byGroup.length; i++) {
      byGroup[i] &= ~UNDECIDED;
    }
    Arrays.sort(byGroup);
    return 0;
  }

  private void order(long[] byGroup) {
    for (int from = 0, to; from < byGroup.length; from = to) {
      long group = byGroup[from] >>> Integer.SIZE;
      to = from + 1;
      while (to < byGroup.length && byGroup[to] >>> Integer.SIZE == group) {
        to++;
      }
      long columns = group & ~(UNDECIDED >>> Integer.SIZE);
      groups.add(
          new Group(
              (int) (columns >>> PARTNER_BITS),
              (int) (columns & ((1 << PARTNER_BITS) - 1)) - 1,
              from,
              to));
      orderGroup(byGroup, from, to);
    }
  }

  private void orderGroup(long[] byGroup, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (key((int) byGroup[from + i]) << NUMBER_BITS) | i;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      order[from + i] = (int) byGroup[from + (int) (keys[i] & ((1 << NUMBER_BITS) - 1))];
    }
  }

  /** The rarer anchor counts first: whole words of its rows are zero then. */
  private long key(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    Anchor anchor = columns.anchor(literals.get(firsts[number]));
    if (seconds[number] == NONE) {
      return lowest(anchor);
    }
    Anchor partner = columns.anchor(literals.get(seconds[number]));
    return anchor.share() <= partner.share()
        ? (lowest(anchor) << LITERAL_BITS) | lowest(partner)
        : (((1L << LITERAL_BITS) | lowest(partner)) << LITERAL_BITS) | lowest(anchor);
  }

  private static long lowest(Anchor anchor) {
    long lowest = 0;
    long left = anchor.known();
    for (int i = 0; i < CODES_ORDERED; i++) {
      lowest = (lowest << CODE_BITS) | Math.min(Long.numberOfTrailingZeros(left), Long.SIZE - 1);
      left &= left - 1;
    }
    return lowest;
  }
}
