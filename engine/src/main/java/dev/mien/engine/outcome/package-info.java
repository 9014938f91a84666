/**
 * What came of what was shown: how many sessions were shown each variant, how many of them reached
 * each goal, and how often variants are to be drawn because of it. Counts form the lattice of
 * {@link dev.mien.engine.counts}, so that what is told twice, late or in another order changes
 * nothing but how fresh it is.
 *
 * <p>Must never know a session, nor a request, and never draw: a count says how many, and shares
 * say how often.
 */
@NullMarked
package dev.mien.engine.outcome;

import org.jspecify.annotations.NullMarked;
