/** Tests of the tripwire: what it has to find, what it must let pass, and what it costs. */
@NullMarked
package dev.mien.segments.identifying;

import org.jspecify.annotations.NullMarked;
