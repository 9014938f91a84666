/**
 * Anonymous counters: how often slots were decided in which way, and how many sessions a segment
 * covers. Each process counts for itself, what it counts only grows, and joining what processes
 * have told each other takes the greater of each count. So it may be told twice, late, in any order
 * and over any detour, and is counted once.
 *
 * <p>{@link dev.mien.engine.counts.Counts} is the front door for readers; {@link
 * dev.mien.engine.counts.Spread} and {@link dev.mien.engine.counts.Snapshots} carry counts to other
 * nodes and to the store.
 *
 * <p>Must never know a session, nor a request: a count says how many, and never which.
 */
@NullMarked
package dev.mien.engine.counts;

import org.jspecify.annotations.NullMarked;
