/**
 * What leaves as a number: exact counts of an hour that is over, plus exact noise, drawn once, paid
 * for from a budget, and kept for good.
 *
 * <p>{@link dev.mien.engine.release.Releaser} makes releases, {@link
 * dev.mien.engine.release.ReleaseStore} keeps them together with what they cost, and {@link
 * dev.mien.engine.release.Statistics} reads them. A number that is released twice is the same
 * number.
 *
 * <p>Must never let a floating-point number near a released one, never draw from anything but a
 * {@link java.security.SecureRandom}, and never show a count that no noise was added to.
 */
@NullMarked
package dev.mien.engine.release;

import org.jspecify.annotations.NullMarked;
