package dev.mien.segments.syntax;

/** The most that a reader takes in. Beyond each, it says so and reads the rest. */
public final class SyntaxLimits {
  /** Files of a workspace; {@code too-long}. */
  public static final int FILES_MAX = 500;

  /** UTF-16 units of one file, one mebi; {@code too-long}. */
  public static final int FILE_LENGTH_MAX = 1 << 20;

  /** UTF-16 units of all files together, eight mebi; {@code too-long}. */
  public static final int WORKSPACE_LENGTH_MAX = 8 << 20;

  /** UTF-16 units of one rule or event pattern; {@code too-long}. */
  public static final int RULE_LENGTH_MAX = 4_000;

  /** UTF-16 units of any other text; {@code too-long}. */
  public static final int TEXT_LENGTH_MAX = 10_000;

  /** Parentheses and negations of a rule, one within another; {@code too-deep}. */
  public static final int RULE_DEPTH_MAX = 32;

  /** Mappings and lists of a document, one within another; {@code too-deep}. */
  public static final int YAML_DEPTH_MAX = 32;

  /** Findings that are reported; {@code too-many-findings}. */
  public static final int FINDINGS_MAX = 1_000;

  private SyntaxLimits() {}
}
