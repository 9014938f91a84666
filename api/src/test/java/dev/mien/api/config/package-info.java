/** What operators may set, and how they learn what is wrong with it. */
@NullMarked
package dev.mien.api.config;

import org.jspecify.annotations.NullMarked;
