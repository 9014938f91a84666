package dev.mien.engine.counts;

import java.util.Optional;

/**
 * What one bitmap counts: the sessions of one segment of one edition that began in one hour. In the
 * place of segments, sessions are counted for goals and, of no edition, for segments of drafts.
 *
 * @param edition 0 for what drafts would count
 * @param hour since the epoch
 * @param segment its name, or what stands in that place
 */
public record ReachKey(long edition, long hour, String segment) {
  /** No segment is called so, nor is any other by a name that begins so. */
  private static final String GOAL = "#";

  /** What stands in the place of a segment for all sessions of an edition. */
  public static final String OF_SESSIONS = GOAL;

  private static final long OF_NO_EDITION = 0;

  /** What stands in the place of a segment for a goal. */
  public static String ofGoal(String event) {
    return GOAL + event;
  }

  /** The goal that a name in the place of a segment stands for; none if for all sessions. */
  public static Optional<String> goal(String name) {
    return Optional.of(name.substring(GOAL.length())).filter(event -> !event.isEmpty());
  }

  /**
   * The key of what drafts would count.
   *
   * @param segment by what it is known across editions
   */
  public static ReachKey ofShadow(long hour, String segment) {
    return new ReachKey(OF_NO_EDITION, hour, segment);
  }
}
