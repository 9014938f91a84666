/** Tests of the taxonomy: what it has to find, and what it must let pass. */
@NullMarked
package dev.mien.segments.sensitive;

import org.jspecify.annotations.NullMarked;
