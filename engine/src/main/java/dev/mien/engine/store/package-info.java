/**
 * Adapters for what is kept on disk: editions.
 *
 * <p>Must never run on an event loop.
 */
@NullMarked
package dev.mien.engine.store;

import org.jspecify.annotations.NullMarked;
