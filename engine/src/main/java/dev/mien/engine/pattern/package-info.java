/**
 * Combinations of values that sessions have in common: how many sessions had each, and how many of
 * these reached a goal afterwards. A team names the attributes of a grid; scores are fitted to what
 * is counted in it, and segments are found in it. Counts form the lattice of {@link
 * dev.mien.engine.counts}, and leave as {@link dev.mien.engine.release} releases them.
 *
 * <p>Must never know a session, nor a request: a count says how many, and never which.
 */
@NullMarked
package dev.mien.engine.pattern;

import org.jspecify.annotations.NullMarked;
