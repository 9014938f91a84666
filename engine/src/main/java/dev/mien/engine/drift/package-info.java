/**
 * Whether what scored segments promise still comes true: sessions by the probability that a score
 * gave them, and how many of these reached the goal later.
 *
 * <p>{@link dev.mien.engine.drift.ScoreBins} says which bin a session counts in, and {@link
 * dev.mien.engine.drift.ScoreReadout} reads out what was counted. What scores say and what becomes
 * of sessions are two things: a base rate can double while no input stirs, so what came is held
 * against what was expected, and how the scores are spread is told beside it.
 *
 * <p>Must never know a session, never draw, never read a clock, and never change a score: it says
 * what to write, and people write it.
 */
@NullMarked
package dev.mien.engine.drift;

import org.jspecify.annotations.NullMarked;
