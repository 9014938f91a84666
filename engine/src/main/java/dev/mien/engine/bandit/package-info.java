/**
 * Which variant should be drawn how often, from what was counted: what is believed of each arm's
 * rate, pooling across segments, discounting by age, and what a policy that was not served would
 * have reached.
 *
 * <p>All of it is a pure function of counts. So nodes that hold the same counts compute the same
 * weights, and need not agree about them in any other way.
 *
 * <p>Must never draw for a session, read a clock, or know what a session is.
 */
@NullMarked
package dev.mien.engine.bandit;

import org.jspecify.annotations.NullMarked;
