/**
 * OpenID Connect, as far as the console needs it: people sign in at a provider, which says who they
 * are and what groups they are in.
 *
 * <p>{@link dev.mien.api.openid.Provider} is one that Mien is registered at. It says where a
 * browser is to go, and makes of what comes back a {@link dev.mien.api.openid.Subject}.
 *
 * <p>Must never run on an event loop or wait without end, never follow a redirect, never take a
 * token that is not signed by a key of the provider, and never log what a provider or a browser
 * sent.
 */
@NullMarked
package dev.mien.api.openid;

import org.jspecify.annotations.NullMarked;
