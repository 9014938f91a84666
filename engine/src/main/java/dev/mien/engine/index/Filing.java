package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Alphabet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /**
   * How many columns may be paired. Each pair that a session has both facts of costs a look, hence
   * only those that most conjunctions mention.
   */
  private static final int PAIRED_MAX = 63;

  /** So many codes of a literal count when postings are ordered, the lowest first. */
  private static final int CODES_ORDERED = 3;

  private static final int CODE_BITS = 6;
  private static final int LITERAL_BITS = CODES_ORDERED * CODE_BITS;
  private static final int NUMBER_BITS = 26;

  private final List<Conjunction> conjunctions;
  private final List<Column> columns;
  private final int paired;
  private final int[] columnOf;

  /**
   * By conjunction, the places of its anchors among its literals, that of the lesser column first.
   */
  private final int[] firsts;

  private final int[] seconds;

  /** By posting, the number of its conjunction. */
  private final int[] order;

  private final List<Group> groups = new ArrayList<>();

  Filing(Program program) {
    this.conjunctions = program.conjunctions();
    List<Alphabet> alphabets = program.alphabets();
    int attributes = program.model().schema().attributes().size();
    List<Set<Literal>> literals =
        IntStream.range(0, alphabets.size()).<Set<Literal>>mapToObj(_ -> new HashSet<>()).toList();
    int[] mentions = new int[alphabets.size()];
    for (Conjunction conjunction : conjunctions) {
      for (Literal literal : conjunction.literals()) {
        literals.get(literal.attribute()).add(literal);
        mentions[literal.attribute()]++;
      }
    }
    Set<Integer> frequent =
        new HashSet<>(
            IntStream.range(0, attributes)
                .filter(attribute -> mentions[attribute] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(attribute -> -mentions[attribute]))
                .limit(PAIRED_MAX)
                .toList());
    this.columns =
        IntStream.range(0, alphabets.size())
            .filter(attribute -> mentions[attribute] > 0)
            .mapToObj(
                attribute ->
                    attribute < attributes
                        ? Column.of(attribute, alphabets.get(attribute), literals.get(attribute))
                        : new Column.OfScore(attribute))
            .sorted(
                Comparator.comparing((Column column) -> !frequent.contains(column.attribute()))
                    .thenComparing(column -> column instanceof Column.OfScore)
                    .thenComparing(column -> column instanceof Column.OfLabels)
                    .thenComparing(Column::attribute))
            .toList();
    this.paired = frequent.size();
    this.columnOf = new int[alphabets.size()];
    for (int column = 0; column < columns.size(); column++) {
      columnOf[columns.get(column).attribute()] = column;
    }
    this.firsts = new int[conjunctions.size()];
    this.seconds = new int[conjunctions.size()];
    for (int number = 0; number < firsts.length; number++) {
      choose(number);
    }
    this.order = order();
  }

  /** Those that may be paired come first; in both parts, those of labels come last. */
  List<Column> columns() {
    return columns;
  }

  /** How many columns may be paired. */
  int paired() {
    return paired;
  }

  /** The column of an attribute. */
  int columnOf(int attribute) {
    return columnOf[attribute];
  }

  /** In the order of their postings. */
  List<Group> groups() {
    return groups;
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
    return anchor(literals(posting).get(firsts[order[posting]]));
  }

  /** The same in the partner of its group. */
  Anchor partner(int posting) {
    return anchor(literals(posting).get(seconds[order[posting]]));
  }

  /** What its anchors leave to be verified, the least likely first. */
  List<Test> tests(int posting) {
    List<Literal> literals = literals(posting);
    List<Test> tests = new ArrayList<>(2 * literals.size());
    for (int i = 0; i < literals.size(); i++) {
      Literal literal = literals.get(i);
      if (i == firsts[order[posting]] || i == seconds[order[posting]]) {
        tests.addAll(column(literal).undecided(literal));
      } else {
        tests.addAll(Test.of(literal));
      }
    }
    if (tests.size() > 1) {
      tests.sort(Comparator.comparingDouble(this::share));
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

  private Column column(Literal literal) {
    return columns.get(columnOf[literal.attribute()]);
  }

  private Anchor anchor(Literal literal) {
    return column(literal).anchor(literal);
  }

  private double share(Test test) {
    return switch (test.view()) {
      case VALUE ->
          Long.bitCount(test.mask()) / (double) columns.get(columnOf[test.attribute()]).states();
      case VALUE_OR_MISSING, LACKING, MISSING, KNOWN -> 1;
    };
  }

  private void choose(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    double[] shares = new double[literals.size()];
    int first = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = anchor(literals.get(i)).share();
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
            && columnOf[literals.get(first).attribute()]
                > columnOf[literals.get(second).attribute()];
    firsts[number] = turned ? second : first;
    seconds[number] = turned ? first : second;
  }

  private boolean mayPair(Literal one, Literal other) {
    return columnOf[one.attribute()] < paired && columnOf[other.attribute()] < paired;
  }

  /** Sorts by group first, then inside each. */
  private int[] order() {
    int count = (int) conjunctions.stream().filter(one -> !one.literals().isEmpty()).count();
    long[] byGroup = new long[count];
    int next = 0;
    for (int number = 0; number < firsts.length; number++) {
      List<Literal> literals = conjunctions.get(number).literals();
      if (!literals.isEmpty()) {
        long column = columnOf[literals.get(firsts[number]).attribute()];
        long partner =
            seconds[number] == NONE ? 0 : columnOf[literals.get(seconds[number]).attribute()] + 1;
        byGroup[next++] = (column << CODE_BITS + 1 | partner) << Integer.SIZE | number;
      }
    }
    Arrays.sort(byGroup);
    int[] order = new int[count];
    for (int from = 0, to; from < count; from = to) {
      long group = byGroup[from] >>> Integer.SIZE;
      to = from + 1;
      while (to < count && byGroup[to] >>> Integer.SIZE == group) {
        to++;
      }
      groups.add(
          new Group(
              (int) (group >>> CODE_BITS + 1),
              (int) (group & (1 << CODE_BITS + 1) - 1) - 1,
              from,
              to));
      orderGroup(byGroup, from, to, order);
    }
    return order;
  }

  private void orderGroup(long[] byGroup, int from, int to, int[] order) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key((int) byGroup[from + i]) << NUMBER_BITS | i;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      order[from + i] = (int) byGroup[from + (int) (keys[i] & (1 << NUMBER_BITS) - 1)];
    }
  }

  /** The rarer anchor counts first: whole words of its rows are zero then. */
  private long key(int number) {
    List<Literal> literals = conjunctions.get(number).literals();
    Anchor anchor = anchor(literals.get(firsts[number]));
    if (seconds[number] == NONE) {
      return lowest(anchor);
    }
    Anchor partner = anchor(literals.get(seconds[number]));
    return anchor.share() <= partner.share()
        ? lowest(anchor) << LITERAL_BITS | lowest(partner)
        : (1L << LITERAL_BITS | lowest(partner)) << LITERAL_BITS | lowest(anchor);
  }

  private static long lowest(Anchor anchor) {
    long lowest = 0;
    long left = anchor.known();
    for (int i = 0; i < CODES_ORDERED; i++) {
      lowest = lowest << CODE_BITS | Math.min(Long.numberOfTrailingZeros(left), Long.SIZE - 1);
      left &= left - 1;
    }
    return lowest;
  }
}
