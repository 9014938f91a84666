package dev.mien.engine.session;

/**
 * Which side a session is on: drawn once, kept in the capsule. Or that it is in a scored segment.
 *
 * @param subjectId the stable id of an offer, of a slot or of a scored segment
 * @param choice of an offer the stable id of the variant; of a slot 1 if held out, else 0; of a
 *     scored segment 1
 */
public record Assignment(int subjectId, int choice) {}
