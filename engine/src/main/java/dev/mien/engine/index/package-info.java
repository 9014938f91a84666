/**
 * The immutable matching index: which conjunctions hold for these facts.
 *
 * <p>Must never change once built.
 */
@NullMarked
package dev.mien.engine.index;

import org.jspecify.annotations.NullMarked;
