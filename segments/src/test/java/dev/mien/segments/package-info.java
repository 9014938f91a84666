/** Tests of the language as a whole. */
@NullMarked
package dev.mien.segments;

import org.jspecify.annotations.NullMarked;
