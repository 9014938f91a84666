/**
 * The meaning of the language, as the simplest interpreter that can be read.
 *
 * <p>Explanations replay it, and every faster way to match is tested to agree with it.
 *
 * <p>Must never be fast at the price of being less plain.
 */
@NullMarked
package dev.mien.segments.reference;

import org.jspecify.annotations.NullMarked;
