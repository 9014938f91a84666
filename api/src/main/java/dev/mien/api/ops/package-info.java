/**
 * What operators watch: health, metrics, the log.
 *
 * <p>Must never show or write a value that a visitor sent.
 */
@NullMarked
package dev.mien.api.ops;

import org.jspecify.annotations.NullMarked;
