/** Tests of editing. */
@NullMarked
package dev.mien.segments.edit;

import org.jspecify.annotations.NullMarked;
