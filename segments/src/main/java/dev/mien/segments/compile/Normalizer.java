package dev.mien.segments.compile;

import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.compile.NormalForm.Measure;
import dev.mien.segments.compile.NormalForm.Within;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.AllOf;
import dev.mien.segments.model.Predicate.AnyOf;
import dev.mien.segments.model.Predicate.HasAll;
import dev.mien.segments.model.Predicate.HasAny;
import dev.mien.segments.model.Predicate.InSegment;
import dev.mien.segments.model.Predicate.Known;
import dev.mien.segments.model.Predicate.Not;
import dev.mien.segments.model.Predicate.OneOf;
import dev.mien.segments.model.Predicate.Scored;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Writes predicates as disjunctions of cubes, and answers questions about what they can mean.
 *
 * <p>In three-valued logic a predicate has two conditions: where it is true, and where it is false;
 * elsewhere it is unknown. Each of the two is an ordinary two-valued condition. {@code and}, {@code
 * or} and {@code not} exchange and combine them by De Morgan's laws, and at the leaves each is a
 * set of states of one attribute, in which being withheld never is. So negation is pushed to the
 * leaves by asking for the other condition, a reference to a segment included, and {@code not} of
 * something missing is never mistaken for true.
 *
 * <p>Not for more than one thread: it remembers the segments it has written out.
 */
public final class Normalizer {
  /** Which of a predicate's two conditions is meant. */
  private enum Side {
    TRUE,
    FALSE;

    Side other() {
      return this == TRUE ? FALSE : TRUE;
    }
  }

  private record Asked(int segment, Side side) {}

  private final List<Alphabet> alphabets;
  private final int attributes;
  private final List<Segment> segments;
  private final Limits limits;
  private final List<Extent> extents;
  private final Map<Asked, Optional<List<Cube>>> writtenOut = new HashMap<>();

  /**
   * @param attributes those that predicates mention by position
   * @param segments those that predicates mention by position; each refers to earlier ones only,
   *     and all scores that predicates mention are among theirs
   */
  public Normalizer(List<Attribute> attributes, List<Segment> segments, Limits limits) {
    this.alphabets = Program.alphabets(attributes, segments);
    this.attributes = attributes.size();
    this.segments = List.copyOf(segments);
    this.limits = limits;
    this.extents = Extent.of(this.segments);
  }

  /** The normal form of where {@code predicate} is true. */
  public NormalForm normalForm(Predicate predicate) {
    Extent extent = Extent.of(predicate, extents);
    if (extent.predicates() > limits.predicatesMax()) {
      return new Beyond(Measure.PREDICATES, extent.predicates(), limits.predicatesMax());
    }
    if (extent.depth() > limits.depthMax()) {
      return new Beyond(Measure.DEPTH, extent.depth(), limits.depthMax());
    }
    Optional<List<Cube>> cubes = expand(predicate, Side.TRUE);
    long reached = cubes.map(written -> (long) written.size()).orElse(extent.whereTrue());
    if (cubes.isEmpty() || reached > limits.conjunctionsMax()) {
      return new Beyond(Measure.CONJUNCTIONS, reached, limits.conjunctionsMax());
    }
    int longest = cubes.get().stream().mapToInt(cube -> cube.literals().size()).max().orElse(0);
    return longest > limits.literalsMax()
        ? new Beyond(Measure.LITERALS, longest, limits.literalsMax())
        : new Within(cubes.get());
  }

  /** Whether there are facts for which {@code predicate} is true. */
  public Verdict canHold(Predicate predicate) {
    return expandIfSmall(predicate)
        .map(cubes -> Verdict.of(!cubes.isEmpty()))
        .orElse(Verdict.UNDECIDED);
  }

  /** Whether {@code predicate} is true for all facts of which nothing is withheld. */
  public Verdict alwaysHolds(Predicate predicate) {
    return expandIfSmall(predicate)
        .map(cubes -> new Tautology(alphabets).holdsEverywhere(cubes))
        .orElse(Verdict.UNDECIDED);
  }

  /** Whether there are facts for which both are true. */
  public Verdict canHoldTogether(Predicate one, Predicate other) {
    Optional<List<Cube>> left = expandIfSmall(one);
    Optional<List<Cube>> right = expandIfSmall(other);
    if (left.isEmpty() || right.isEmpty()) {
      return Verdict.UNDECIDED;
    }
    for (Cube cube : left.get()) {
      if (right.get().stream().anyMatch(cube::meets)) {
        return Verdict.YES;
      }
    }
    return Verdict.NO;
  }

  private Optional<List<Cube>> expandIfSmall(Predicate predicate) {
    Extent extent = Extent.of(predicate, extents);
    return extent.predicates() > limits.predicatesMax() || extent.depth() > limits.depthMax()
        ? Optional.empty()
        : expand(predicate, Side.TRUE);
  }

  private Optional<List<Cube>> expand(Predicate predicate, Side side) {
    return expand(predicate, side, new Expansion());
  }

  private Optional<List<Cube>> expand(Predicate predicate, Side side, Expansion expansion) {
    return switch (predicate) {
      case AllOf(var parts) -> combine(parts, side, Side.TRUE, expansion);
      case AnyOf(var parts) -> combine(parts, side, Side.FALSE, expansion);
      case Not(var part) -> expand(part, side.other(), expansion);
      case InSegment(int segment) -> segment(new Asked(segment, side));
      case OneOf _, HasAny _, HasAll _, Known _, Scored _ ->
          Optional.of(
              leaf(predicate, side).stream().map(literal -> new Cube(List.of(literal))).toList());
    };
  }

  /** The parts together on {@code side}, of which all are needed on {@code conjoined} only. */
  private Optional<List<Cube>> combine(
      List<Predicate> parts, Side side, Side conjoined, Expansion expansion) {
    List<List<Cube>> expanded = new ArrayList<>(parts.size());
    for (Predicate part : parts) {
      Optional<List<Cube>> cubes = expand(part, side, expansion);
      if (cubes.isEmpty()) {
        return cubes;
      }
      expanded.add(cubes.get());
    }
    return side == conjoined ? expansion.allOf(expanded) : expansion.anyOf(expanded);
  }

  private Optional<List<Cube>> segment(Asked asked) {
    Optional<List<Cube>> known = writtenOut.get(asked);
    if (known != null) {
      return known;
    }
    List<Predicate> rules =
        segments.get(asked.segment()).rules().stream().map(Rule::predicate).toList();
    Optional<List<Cube>> cubes = combine(rules, asked.side(), Side.FALSE, new Expansion());
    writtenOut.put(asked, cubes);
    return cubes;
  }

  /** The literals of which any has to hold. */
  private List<Literal> leaf(Predicate predicate, Side side) {
    return switch (predicate) {
      case OneOf(int attribute, long codes) -> {
        long all = alphabets.get(attribute).all();
        long wanted = side == Side.TRUE ? codes & all : ~codes & all;
        yield wanted == 0 ? List.of() : List.of(new CodeIn(attribute, wanted));
      }
      case HasAny(int attribute, long labels) ->
          side == Side.TRUE
              ? eachLabel(labels, label -> new Labels(attribute, label, 0))
              : List.of(new Labels(attribute, 0, labels));
      case HasAll(int attribute, long labels) ->
          side == Side.TRUE
              ? List.of(new Labels(attribute, labels, 0))
              : eachLabel(labels, label -> new Labels(attribute, 0, label));
      case Known(int attribute) ->
          List.of(side == Side.TRUE ? known(attribute) : new Missing(attribute));
      case Scored(int place, _) ->
          List.of(
              new CodeIn(attributes + place, side == Side.TRUE ? Program.ENOUGH : Program.SHORT));
      case AllOf _, AnyOf _, Not _, InSegment _ -> throw new IllegalArgumentException("not a leaf");
    };
  }

  private Literal known(int attribute) {
    Alphabet asked = alphabets.get(attribute);
    return asked instanceof Alphabet.Choices
        ? new Labels(attribute, 0, 0)
        : new CodeIn(attribute, asked.all());
  }

  private static List<Literal> eachLabel(long labels, LongFunction<Literal> literal) {
    List<Literal> literals = new ArrayList<>(Long.bitCount(labels));
    for (long left = labels; left != 0; left &= left - 1) {
      literals.add(literal.apply(Long.lowestOneBit(left)));
    }
    return literals;
  }
}
