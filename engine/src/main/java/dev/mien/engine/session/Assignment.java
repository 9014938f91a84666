package dev.mien.engine.session;

/**
 * Which side a session is on: drawn once, kept in the capsule.
 *
 * @param subjectId the stable id of an offer or of a slot, or {@link #EVERYWHERE}
 * @param choice of an offer the stable id of the variant; else 1 if held out, and 0 if not
 */
public record Assignment(int subjectId, int choice) {
  /** Stands for all slots together; no id is given to it. */
  public static final int EVERYWHERE = 0;
}
