package dev.mien.engine.session;

/**
 * Which side a session is on: drawn once, kept in the capsule.
 *
 * @param subjectId the stable id of an offer or of a slot
 * @param choice of an offer the stable id of the variant; of a slot 1 if held out, else 0
 */
public record Assignment(int subjectId, int choice) {}
