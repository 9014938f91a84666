/**
 * The JSON forms that more than one capability speaks: what a session says, and what it is told.
 *
 * <p>Bodies are read in one pass, straight into codes; everything wrong is found at once and named
 * by pointer. Answers are written straight into bytes.
 *
 * <p>Must never repeat a value that a caller sent in an error.
 */
@NullMarked
package dev.mien.api.json;

import org.jspecify.annotations.NullMarked;
