package dev.mien.segments.check;

/** The most that a checked workspace may hold of what {@code compile.Limits} does not count. */
public final class CheckLimits {
  /** Fields of one event. */
  public static final int FIELDS_MAX = 16;

  /** Fields of one slot's content. */
  public static final int CONTENT_FIELDS_MAX = 32;

  /** Rules of one segment. */
  public static final int RULES_MAX = 64;

  /** Conditions with points of one score. */
  public static final int POINTS_MAX = 512;

  /**
   * Cells of the tables that one score takes: one for each combination of values of the attributes
   * that are looked at together. 64 KiB of them twice stay in a cache.
   */
  public static final int CELLS_MAX = 16_384;

  /** Labels of one set that the conditions of one group mention. */
  public static final int GROUP_LABELS_MAX = 8;

  /** Third parties of one purpose. */
  public static final int THIRD_PARTIES_MAX = 20;

  /** Characters of a title, a benefit or a third party. */
  public static final int TITLE_LENGTH_MAX = 300;

  /** Characters of a unit. */
  public static final int UNIT_LENGTH_MAX = 16;

  /** Characters of one text of content. */
  public static final int TEXT_LENGTH_MAX = 5_000;

  /** Characters of one address in content. */
  public static final int URL_LENGTH_MAX = 2_000;

  /** Assignments that a session keeps; what is drawn beyond holds for one request only. */
  public static final int ASSIGNMENTS_MAX = 48;

  /** Personas of a workspace. */
  public static final int PERSONAS_MAX = 200;

  /** Events of one persona, as many as one request of a visitor may carry. */
  public static final int HAPPENINGS_MAX = 64;

  /** Segments that one persona is expected in, or not in. */
  public static final int EXPECTATIONS_MAX = 100;

  private CheckLimits() {}
}
