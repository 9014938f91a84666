package dev.mien.segments.compile;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Segment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checked and normalised definitions, ready to index.
 *
 * <p>A segment admits exactly where one of its conjunctions holds. Segments that can never hold
 * have none.
 *
 * @param model what it was made from
 * @param conjunctions ordered by segment
 */
public record Program(Model model, List<Conjunction> conjunctions) {
  public Program {
    conjunctions = List.copyOf(conjunctions);
  }

  /** The code of a score that is enough, as bits. */
  static final long ENOUGH = 0b10;

  /** The code of one that is not. */
  static final long SHORT = 0b01;

  /**
   * What literals may ask about, by position: the attributes, and after them each score, which is
   * known as a flag is, or withheld where it is open.
   */
  public List<Alphabet> alphabets() {
    return alphabets(model.schema().attributes(), model.segments());
  }

  /** The same of a model that is not whole yet. */
  public static List<Alphabet> alphabets(List<Attribute> attributes, List<Segment> segments) {
    Stream<Alphabet> scores = Segment.scored(segments).stream().map(_ -> new Alphabet.Flag());
    return Stream.concat(attributes.stream().map(Attribute::alphabet), scores).toList();
  }

  /** The tables of each score, by its place. */
  public List<List<PointTable>> pointTables() {
    return model.scores().stream()
        .map(scored -> PointTable.of(scored.score(), model.schema().attributes()))
        .toList();
  }

  /**
   * Literals that all have to hold, at most one per attribute, ordered by attribute.
   *
   * @param segment the position of the segment it admits to
   * @param rule the position of the first rule of that segment it comes from
   */
  public record Conjunction(int segment, int rule, List<Literal> literals) {
    public Conjunction {
      literals = List.copyOf(literals);
    }
  }

  /**
   * A two-valued condition on one attribute, or on one score: it holds or it does not, and it never
   * holds of a withheld fact.
   */
  public sealed interface Literal {
    int attribute();

    /** The attribute is known and its code is among {@code codes}, given as bits. */
    record CodeIn(int attribute, long codes) implements Literal {}

    /** The attribute is known and has all labels of {@code present} and none of {@code absent}. */
    record Labels(int attribute, long present, long absent) implements Literal {}

    /** The attribute may be asked about and has no value. */
    record Missing(int attribute) implements Literal {}

    /** The attribute may be asked about: its code is among {@code codes}, or it has no value. */
    record CodeInOrMissing(int attribute, long codes) implements Literal {}
  }
}
