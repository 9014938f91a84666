/**
 * What a visitor may do with their own session: see it, set it right, change what they allow, end
 * it.
 *
 * <p>Must never answer about a session to anybody who does not hold its capsule.
 */
@NullMarked
package dev.mien.api.session;

import org.jspecify.annotations.NullMarked;
