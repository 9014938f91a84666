/**
 * From a checked model to a program: negation pushed to the leaves, disjunctive normal form,
 * worst-case cost and its limits.
 *
 * <p>Must never know how the index stores a program.
 */
@NullMarked
package dev.mien.segments.compile;

import org.jspecify.annotations.NullMarked;
