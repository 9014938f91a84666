/** Tests of the console: its libraries as they are vendored, and its pages in a browser. */
@NullMarked
package dev.mien.api.console;

import org.jspecify.annotations.NullMarked;
