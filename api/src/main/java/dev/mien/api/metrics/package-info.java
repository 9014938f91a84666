/**
 * What is counted and timed, resolved once, so that the hot path only adds.
 *
 * <p>Tags come from enums and from the table of routes, never from a request.
 *
 * <p>Must never hold a value that a visitor sent.
 */
@NullMarked
package dev.mien.api.metrics;

import org.jspecify.annotations.NullMarked;
