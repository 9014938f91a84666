/** The browser of this machine, for tests of pages; never part of what is tested. */
@NullMarked
package dev.mien.api.browser;

import org.jspecify.annotations.NullMarked;
