package dev.mien.segments.compile;

/**
 * How large a workspace may be. Whatever is beyond one of these is refused with the number, before
 * it can cost time or memory.
 *
 * @param filesMax files of one workspace
 * @param fileBytesMax bytes of one file
 * @param workspaceBytesMax bytes of all files together
 * @param ruleLengthMax characters of one rule
 * @param nestingMax how deep the parentheses and negations of one rule may nest
 * @param purposesMax purposes of a schema
 * @param attributesMax attributes of a schema
 * @param eventsMax events of a schema
 * @param segmentsMax segments of a workspace
 * @param slotsMax slots of a workspace
 * @param offersMax offers of one slot
 * @param variantsMax variants of one offer
 * @param conjunctionsMax conjunctions that one segment may take in normal form
 * @param literalsMax literals of one conjunction
 * @param predicatesMax predicates of one segment, once the segments it refers to are written out
 * @param depthMax how deep a segment may nest, once the segments it refers to are written out
 * @param programConjunctionsMax conjunctions of all segments together: each takes the index some
 *     thirty bytes, and a bit more for every code that its literals allow
 * @param stateBytesMax bytes that the state of one session may take at the worst
 */
public record Limits(
    int filesMax,
    int fileBytesMax,
    int workspaceBytesMax,
    int ruleLengthMax,
    int nestingMax,
    int purposesMax,
    int attributesMax,
    int eventsMax,
    int segmentsMax,
    int slotsMax,
    int offersMax,
    int variantsMax,
    int conjunctionsMax,
    int literalsMax,
    int predicatesMax,
    int depthMax,
    int programConjunctionsMax,
    int stateBytesMax) {
  private static final Limits STANDARD =
      new Limits(
          500, 1 << 20, 8 << 20, 4_000, 32, 32, 256, 64, 20_000, 1_000, 200, 20, 256, 64, 10_000,
          256, 100_000, 640);

  /** The limits that are in force everywhere. */
  public static Limits standard() {
    return STANDARD;
  }

  /** These limits, but with so many conjunctions of all segments together. */
  public Limits withProgramConjunctions(int conjunctions) {
    return new Limits(
        filesMax,
        fileBytesMax,
        workspaceBytesMax,
        ruleLengthMax,
        nestingMax,
        purposesMax,
        attributesMax,
        eventsMax,
        segmentsMax,
        slotsMax,
        offersMax,
        variantsMax,
        conjunctionsMax,
        literalsMax,
        predicatesMax,
        depthMax,
        conjunctions,
        stateBytesMax);
  }
}
