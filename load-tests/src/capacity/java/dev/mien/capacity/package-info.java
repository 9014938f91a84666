/**
 * The arithmetic of capacity: from what a decision was measured to cost to what a site has to run.
 *
 * <p>Must never measure anything itself, nor depend on a module of Mien.
 */
@NullMarked
package dev.mien.capacity;

import org.jspecify.annotations.NullMarked;
