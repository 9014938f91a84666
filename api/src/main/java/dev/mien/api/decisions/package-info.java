/**
 * The calls that decide content and fold what happened: {@code POST /v1/decide} and {@code POST
 * /v1/signals}.
 *
 * <p>Must never decide anything itself.
 */
@NullMarked
package dev.mien.api.decisions;

import org.jspecify.annotations.NullMarked;
