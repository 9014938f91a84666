/**
 * Which segments hold for one session, as of which edition.
 *
 * <p>Must never store signals.
 */
@NullMarked
package dev.mien.engine.membership;

import org.jspecify.annotations.NullMarked;
