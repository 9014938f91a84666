/**
 * The edition: the immutable, numbered whole that requests are answered from; built, published,
 * rolled back.
 *
 * <p>Must never be patched in place.
 */
@NullMarked
package dev.mien.engine.edition;

import org.jspecify.annotations.NullMarked;
