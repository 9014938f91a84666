package dev.mien.engine.session;

/**
 * Which side a session is on: drawn once, kept in the capsule. Or that it is in a scored segment.
 *
 * @param subjectId the stable id of an offer, of a slot or of a scored segment, or {@link
 *     #EVERYWHERE}
 * @param choice of an offer the stable id of the variant; of a scored segment 1; else 1 if held
 *     out, and 0 if not
 */
public record Assignment(int subjectId, int choice) {
  /** Stands for all slots together; no id is given to it. */
  public static final int EVERYWHERE = 0;
}
