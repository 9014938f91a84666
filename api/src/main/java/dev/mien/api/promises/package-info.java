/**
 * The log of promises, for everybody: checkpoint, tiles, leaves, key and receipts.
 *
 * <p>Must never ask who reads, and never show what the log itself does not hold.
 */
@NullMarked
package dev.mien.api.promises;

import org.jspecify.annotations.NullMarked;
