package dev.mien.segments.syntax;

/**
 * The codes of all findings that reading a workspace can give. All are errors. Each keeps its
 * meaning for good.
 */
public final class SyntaxCodes {
  /** A document is not YAML. Nothing else is said about that document. */
  public static final String YAML_SYNTAX = "yaml-syntax";

  /** A document uses a part of YAML that workspaces do without: anchors, aliases, tags. */
  public static final String YAML_UNSUPPORTED = "yaml-unsupported";

  /** A workspace, a file or a text in it is longer than allowed, or there are too many files. */
  public static final String TOO_LONG = "too-long";

  /** Mappings and lists, or parentheses and negations of a rule, are nested too deeply. */
  public static final String TOO_DEEP = "too-deep";

  /** A key that means nothing where it stands, nor anywhere near. */
  public static final String UNKNOWN_KEY = "unknown-key";

  /** A key that means something for another kind of attribute or field, but nothing for this. */
  public static final String MISPLACED_KEY = "misplaced-key";

  /** Something that every declaration of its kind must say is not said. */
  public static final String MISSING_KEY = "missing-key";

  /** Two keys of which only one may be given: two kinds of an attribute, when and rules. */
  public static final String CONFLICTING_KEYS = "conflicting-keys";

  /** The same key twice in one mapping. */
  public static final String DUPLICATE_KEY = "duplicate-key";

  /** The same name declared twice, maybe in two files. */
  public static final String DUPLICATE_NAME = "duplicate-name";

  /** A text, a list or a mapping stands where another of these is needed. */
  public static final String WRONG_SHAPE = "wrong-shape";

  /** A weight for a variant that its offer does not have. */
  public static final String UNKNOWN_VARIANT = "unknown-variant";

  /** A rule or an event pattern that the grammar does not allow. */
  public static final String RULE_SYNTAX = "rule-syntax";

  /** A number in a rule is followed by a word that is no unit of time. */
  public static final String UNKNOWN_UNIT = "unknown-unit";

  /** More findings than anybody reads at once; the rest is not reported. */
  public static final String TOO_MANY_FINDINGS = "too-many-findings";

  private SyntaxCodes() {}
}
