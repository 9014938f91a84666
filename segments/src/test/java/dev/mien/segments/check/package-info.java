/** Tests of the checker. */
@NullMarked
package dev.mien.segments.check;

import org.jspecify.annotations.NullMarked;
