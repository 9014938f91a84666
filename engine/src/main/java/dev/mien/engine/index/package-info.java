/**
 * The immutable matching index: which segments admit these facts.
 *
 * <p>A {@link dev.mien.engine.index.MatchIndex} is made once from a program. Each thread asks it by
 * a {@link dev.mien.engine.index.Matcher} of its own, or all of them by {@link
 * dev.mien.engine.index.ThreadMatchers}. It admits exactly what {@code segments.reference} admits.
 *
 * <p>Must never change once built.
 */
@NullMarked
package dev.mien.engine.index;

import org.jspecify.annotations.NullMarked;
