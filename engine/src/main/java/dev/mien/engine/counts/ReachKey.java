package dev.mien.engine.counts;

/**
 * What one bitmap counts: the sessions of one segment of one edition, in one generation.
 *
 * @param generation a stretch of time that is the same on all nodes: half of {@link
 *     ReachCounts#WINDOW}, counted from the epoch
 */
public record ReachKey(long edition, long generation, String segment) {}
