package dev.mien.segments.compile;

import dev.mien.segments.model.Model;
import java.util.List;

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
   * A two-valued condition on one attribute: it holds or it does not, and it never holds of a
   * withheld fact.
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
