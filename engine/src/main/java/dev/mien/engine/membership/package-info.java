/**
 * Which segments hold for one session, as of which edition.
 *
 * <p>{@code engine.index} fills a {@link dev.mien.engine.membership.Membership.Scratch}; everybody
 * else reads the {@link dev.mien.engine.membership.Membership} it shows.
 *
 * <p>Must never store signals.
 */
@NullMarked
package dev.mien.engine.membership;

import org.jspecify.annotations.NullMarked;
