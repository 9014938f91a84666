/**
 * The fitting of scorecards: from counted patterns of sessions and an outcome to points per code,
 * or to the reasons why there is nothing to learn.
 *
 * <p>{@link dev.mien.engine.fit.Patterns} is what is learned from, {@link dev.mien.engine.fit.Fit}
 * the front door, {@link dev.mien.engine.fit.Scorecard} what comes out, {@link
 * dev.mien.engine.fit.Evaluation} how good it is on sessions it never saw, {@link
 * dev.mien.engine.fit.Drift} whether it still is. {@link dev.mien.engine.fit.Transitions} learns
 * from the order of clicks.
 *
 * <p>Must never keep a row, read a clock, or know of nodes: all of it is functions of counts.
 */
@NullMarked
package dev.mien.engine.fit;

import org.jspecify.annotations.NullMarked;
