/**
 * The tripwire: whether a text carries something that points to one person or one device.
 *
 * <p>{@link dev.mien.segments.identifying.Tripwire} is the way in. It looks at a text as it stands,
 * and as it reads once percent-encoding, base64 and disguised characters are taken away; detectors
 * look for shapes, and for check digits where there are some. It is the second line: the first are
 * closed alphabets, which let nothing through that is not declared.
 *
 * <p>Must never keep or log what it looks at, and never take longer than in proportion to the
 * length of the text.
 */
@NullMarked
package dev.mien.segments.identifying;

import org.jspecify.annotations.NullMarked;
