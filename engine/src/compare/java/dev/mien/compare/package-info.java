/**
 * Holds two commits' benchmarks against each other: compiles both, runs them in turns, and says for
 * each benchmark the difference, the noise and a verdict.
 *
 * <p>{@code Compare} is the program, {@code Tree} one commit that was compiled, {@code Round} what
 * one run of it measured, {@code Finding} what came of all rounds.
 *
 * <p>Must never touch the checkout it is started in, or fail a build because of a time.
 */
@NullMarked
package dev.mien.compare;

import org.jspecify.annotations.NullMarked;
