/**
 * What can be said from counts and sums, and how sure it is: tests, intervals that may be looked at
 * once or always, corrections for many comparisons, pooling across groups, the probability that an
 * arm is best, off-policy estimates, and the marks that a score of probabilities earns.
 *
 * <p>All of it is pure functions and records: the same counts give the same figures on every node.
 * Upper tails are asked of {@link dev.mien.engine.statistics.Tails}, because one minus a lower tail
 * has no correct digit left where a decision hangs on it.
 *
 * <p>Must never know a session, an edition or a slot, never draw, and never read a clock.
 */
@NullMarked
package dev.mien.engine.statistics;

import org.jspecify.annotations.NullMarked;
