/** A node from the outside: its command line and its two listeners, over real HTTP. */
@NullMarked
package dev.mien.api;

import org.jspecify.annotations.NullMarked;
