/**
 * What the names of one edition mean: positions for speed, and stable ids, so that what a capsule
 * holds survives a publish.
 *
 * <p>Must never hold a value that a visitor sent.
 */
@NullMarked
package dev.mien.engine.vocabulary;

import org.jspecify.annotations.NullMarked;
