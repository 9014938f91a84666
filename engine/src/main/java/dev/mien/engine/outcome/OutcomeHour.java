package dev.mien.engine.outcome;

/**
 * When sessions were shown something for the first time, and by which edition.
 *
 * @param hour since the epoch
 */
public record OutcomeHour(long edition, long hour) {}
