/**
 * Slots, offers, schedules, variants, holdout: which content, and for which reason.
 *
 * <p>Must never do I/O, read a clock, or draw from a global generator: time and randomness come in.
 */
@NullMarked
package dev.mien.engine.decision;

import org.jspecify.annotations.NullMarked;
