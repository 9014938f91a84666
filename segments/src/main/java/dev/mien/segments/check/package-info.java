/**
 * Names, types, purposes, bits and sense: from the declarations of a workspace to a model, or to
 * all that is wrong with them.
 *
 * <p>Must never stop at the first error.
 */
@NullMarked
package dev.mien.segments.check;

import org.jspecify.annotations.NullMarked;
