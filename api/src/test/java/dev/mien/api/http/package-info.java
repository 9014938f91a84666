/** The listener, with routes of the tests' own. */
@NullMarked
package dev.mien.api.http;

import org.jspecify.annotations.NullMarked;
