package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
   * @param third a greater one still, or {@link #NONE}
   * @param from the first posting
   * @param to the first that is of the next group
   */
  record Group(int column, int partner, int third, int from, int to) {
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

  /** Sorts groups of three columns after all others. */
  private static final long TRIPLE = 1L << 61;

  /** Fewer conjunctions stay where a match by pairs does not wait for memory. */
  static final int TRIPLES_FROM = 40_000;

  /**
   * What a look at three columns weighs against a candidate, so that {@code MatchBenchmark} is
   * quickest with rules of both kinds.
   */
  private static final double LOOK_NANOS = 3;

  /** What a candidate takes, with so many conjunctions. */
  private static final double CANDIDATE_NANOS = 8;

  private final List<Conjunction> conjunctions;
  private final Columns columns;

  /**
   * By conjunction, the places of its anchors among its literals, that of the lesser column first.
   */
  private final int[] firsts;

  private final int[] seconds;

  /** The same of a third anchor, of the greatest column, or {@link #NONE}. */
  private final int[] thirds;

  /** By posting, the number of its conjunction. */
  private final int[] order;

  private final List<Group> groups = new ArrayList<>();
  private final int decided;

  /** How three anchors are chosen over two. */
  enum Three {
    /** Where that is weighed to be quicker. */
    WEIGHED,
    /** Wherever there are three, which tests ask for. */
    ALWAYS
  }

  Filing(Program program, Three three) {
    this.conjunctions = program.conjunctions();
    this.columns = new Columns(program);
    this.firsts = new int[conjunctions.size()];
    this.seconds = new int[conjunctions.size()];
    this.thirds = new int[conjunctions.size()];
    Arrays.fill(thirds, NONE);
    for (int number = 0; number < firsts.length; number++) {
      choose(number);
    }
    if (paysByThree(three)) {
      chooseThree();
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
    return groups.stream().filter(group -> group.to() > decided && group.third() == NONE).toList();
  }

  /** Those of three columns. */
  List<Group> triples() {
    return groups.stream().filter(group -> group.third() != NONE).toList();
  }

  /** The same in the third column of its group. */
  Anchor third(int posting) {
    return columns.anchor(literals(posting).get(thirds[order[posting]]));
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
      if (isAnchor(i, order[posting])) {
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

  private boolean isAnchor(int place, int number) {
    return place == firsts[number] || place == seconds[number] || place == thirds[number];
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

  /** Whether the candidates that a third anchor spares are dearer than looks at three columns. */
  private boolean paysByThree(Three three) {
    if (three == Three.ALWAYS) {
      return true;
    }
    if (conjunctions.size() < TRIPLES_FROM) {
      return false;
    }
    double spared = 0;
    for (int number = 0; number < firsts.length; number++) {
      List<Literal> best = rarest(number);
      if (best.size() == 3) {
        double pair = share(best.get(0)) * share(best.get(1));
        spared += pair * (1 - share(best.get(2)));
      }
    }
    double known = columns.paired() * Column.KNOWN_SHARE;
    return spared * CANDIDATE_NANOS > known * known * known / 6 * LOOK_NANOS;
  }

  /** Planes are to be full: what a group has no room for stays with its pair. */
  private void chooseThree() {
    int[] filled = new int[Triples.groups(columns.paired())];
    int room = Triples.room(conjunctions.size(), columns.paired());
    for (int number = 0; number < firsts.length; number++) {
      List<Literal> literals = conjunctions.get(number).literals();
      int[] places =
          rarest(number).stream()
              .sorted(Comparator.comparingInt(literal -> columns.number(literal.attribute())))
              .mapToInt(literals::indexOf)
              .toArray();
      if (places.length == 3 && filled[group(literals, places)]++ < room) {
        firsts[number] = places[0];
        seconds[number] = places[1];
        thirds[number] = places[2];
      }
    }
  }

  private int group(List<Literal> literals, int[] places) {
    return Triples.number(
        columns.number(literals.get(places[0]).attribute()),
        columns.number(literals.get(places[1]).attribute()),
        columns.number(literals.get(places[2]).attribute()));
  }

  /** The three literals of a conjunction that may be paired and leave the fewest sessions. */
  private List<Literal> rarest(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    return literals.size() < 3
        ? List.of()
        : literals.stream()
            .filter(literal -> columns.number(literal.attribute()) < columns.paired())
            .sorted(Comparator.comparingDouble(this::share))
            .limit(3)
            .toList();
  }

  private double share(Literal literal) {
    return columns.anchor(literal).share();
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
        long third =
            thirds[number] == NONE
                ? 0
                : columns.number(literals.get(thirds[number]).attribute()) + 1;
        left |= third > 0 ? TRIPLE | UNDECIDED : 0;
        byGroup[count++] =
            left
                | (((((column << PARTNER_BITS) | partner) << PARTNER_BITS) | third) << Integer.SIZE)
                | number;
      }
    }
    long[] sorted = Arrays.copyOf(byGroup, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Whether its anchors leave nothing to be verified. */
  private boolean isDecided(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    return IntStream.range(0, literals.size()).allMatch(place -> isAnchor(place, number))
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
      byGroup[i] &= (byGroup[i] & TRIPLE) == 0 ? ~UNDECIDED : -1;
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
      long columns = group & ~((UNDECIDED | TRIPLE) >>> Integer.SIZE);
      groups.add(
          new Group(
              (int) (columns >>> (2 * PARTNER_BITS)),
              (int) ((columns >>> PARTNER_BITS) & ((1 << PARTNER_BITS) - 1)) - 1,
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
