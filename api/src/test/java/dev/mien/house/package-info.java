/** Tests of the house itself: its floor plan and its format. */
@NullMarked
package dev.mien.house;

import org.jspecify.annotations.NullMarked;
