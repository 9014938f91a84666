/**
 * The words of Mien themselves: attributes and their closed alphabets, predicates, segments, slots,
 * offers, and the two things everything is decided by, {@link dev.mien.segments.model.Facts} and
 * {@link dev.mien.segments.model.Truth}.
 *
 * <p>Everything here is an immutable value that was checked when it was made. A {@link
 * dev.mien.segments.model.Model} is a whole checked workspace; attributes and segments are known in
 * it by their position.
 *
 * <p>Must never parse, index or log.
 */
@NullMarked
package dev.mien.segments.model;

import org.jspecify.annotations.NullMarked;
