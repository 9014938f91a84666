package dev.mien.segments.check;

import dev.mien.segments.source.Severity;
import java.util.Locale;

/** Every kind of finding that the checker makes. A code keeps its meaning for good. */
public enum Code {
  ALPHABET_EMPTY(Severity.ERROR),
  ALPHABET_TOO_LARGE(Severity.ERROR),
  ALWAYS_ENOUGH(Severity.ERROR),
  ALWAYS_HOLDS(Severity.WARNING),
  BAD_FIT(Severity.ERROR),
  BAD_NAME(Severity.ERROR),
  BEYOND_THE_CAP(Severity.ERROR),
  BAD_STEP(Severity.ERROR),
  BITS_OVER_BUDGET(Severity.ERROR),
  CAP_MISMATCH(Severity.ERROR),
  COUNTED_FOR_OTHERS(Severity.ERROR),
  COUNTED_TWICE(Severity.ERROR),
  DUPLICATE_IAB_ID(Severity.ERROR),
  DUPLICATE_LABEL(Severity.ERROR),
  DUPLICATE_NAME(Severity.ERROR),
  DURATION_OUT_OF_RANGE(Severity.ERROR),
  EDGES_NOT_RISING(Severity.ERROR),
  EDGE_BEYOND_WINDOW(Severity.ERROR),
  EMPTY_RANGE(Severity.ERROR),
  EXPECTED_TWICE(Severity.ERROR),
  FIELD_NEEDED(Severity.ERROR),
  FIELD_NOT_EXPECTED(Severity.ERROR),
  FLOOR_TOO_HIGH(Severity.ERROR),
  GOAL_NOT_COUNTED(Severity.ERROR),
  GRID_TOO_LARGE(Severity.ERROR),
  IDENTIFYING(Severity.ERROR),
  LABEL_RESERVED(Severity.ERROR),
  MISSING_CONTENT_FIELD(Severity.ERROR),
  MISSING_PURPOSE(Severity.ERROR),
  MISSING_WEIGHT(Severity.ERROR),
  NAME_TOO_LONG(Severity.ERROR),
  NEEDS_APPROVAL(Severity.WARNING),
  NEVER_HOLDS(Severity.ERROR),
  NORMAL_FORM_TOO_LARGE(Severity.ERROR),
  NO_WEIGHT(Severity.ERROR),
  NOTHING_TO_LEARN(Severity.WARNING),
  NOT_A_DATE(Severity.ERROR),
  NOT_A_DURATION(Severity.ERROR),
  NOT_A_FLAG(Severity.ERROR),
  NOT_A_GOAL(Severity.ERROR),
  NOT_A_NUMBER(Severity.ERROR),
  NOT_A_SHARE(Severity.ERROR),
  NOT_A_SIGNAL(Severity.ERROR),
  NOT_A_WHOLE_NUMBER(Severity.ERROR),
  NOT_AN_EDGE(Severity.ERROR),
  OFFERS_OVERLAP(Severity.WARNING),
  OUT_OF_RANGE(Severity.ERROR),
  PURPOSE_NOT_SERVED(Severity.ERROR),
  POINTS_NOT_PLAIN(Severity.ERROR),
  POINTS_TWICE(Severity.ERROR),
  RECENCY_COMPARISON(Severity.ERROR),
  RECIPIENT_NOT_NAMED(Severity.ERROR),
  RESERVED_NAME(Severity.ERROR),
  SCHEDULE_EMPTY(Severity.ERROR),
  SCORE_TOO_LARGE(Severity.ERROR),
  SEGMENT_CYCLE(Severity.ERROR),
  SEGMENT_IN_CONDITION(Severity.ERROR),
  SENSITIVE_CATEGORY(Severity.ERROR),
  SENSITIVE_PATTERN(Severity.ERROR),
  STATE_TOO_LARGE(Severity.ERROR),
  STEP_MISMATCH(Severity.ERROR),
  TEXT_EMPTY(Severity.ERROR),
  TEXT_TOO_LONG(Severity.ERROR),
  TOO_MANY(Severity.ERROR),
  UNKNOWN_ATTRIBUTE(Severity.ERROR),
  UNKNOWN_CONTENT_FIELD(Severity.ERROR),
  UNKNOWN_CONTENT_TYPE(Severity.ERROR),
  UNKNOWN_EVENT(Severity.ERROR),
  UNKNOWN_FIELD(Severity.ERROR),
  UNKNOWN_LABEL(Severity.ERROR),
  UNKNOWN_LEARNER(Severity.ERROR),
  UNKNOWN_OPT_OUT(Severity.ERROR),
  UNKNOWN_PROVENANCE(Severity.ERROR),
  UNKNOWN_PURPOSE(Severity.ERROR),
  UNKNOWN_SEGMENT(Severity.ERROR),
  UNKNOWN_TIMEZONE(Severity.ERROR),
  UNSAFE_URL(Severity.ERROR),
  UNUSED_ATTRIBUTE(Severity.WARNING),
  UNUSED_EVENT(Severity.WARNING),
  UNUSED_SEGMENT(Severity.WARNING),
  WRONG_TYPE(Severity.ERROR);

  private final Severity severity;

  Code(Severity severity) {
    this.severity = severity;
  }

  /** The code as diagnostics show it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether such a finding refuses the workspace. */
  public Severity severity() {
    return severity;
  }
}
