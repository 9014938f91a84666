package dev.mien.engine.counts;

/**
 * What one bitmap counts: the sessions of one segment of one edition that began in one hour.
 *
 * @param hour since the epoch
 */
public record ReachKey(long edition, long hour, String segment) {}
