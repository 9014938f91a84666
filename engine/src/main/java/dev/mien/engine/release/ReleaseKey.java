package dev.mien.engine.release;

/**
 * What is released at once: some numbers of one edition, counted in one hour.
 *
 * @param hour since the epoch
 * @param part which ones; the same on all nodes
 */
public record ReleaseKey(Statistic statistic, long edition, long hour, int part) {}
