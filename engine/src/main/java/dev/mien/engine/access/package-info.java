/**
 * Who works with the console: people, the roles they have, how they are signed in, and the tokens
 * they made for scripts.
 *
 * <p>{@link dev.mien.engine.access.SignIns} keeps who is signed in, {@link
 * dev.mien.engine.access.Tokens} the tokens, {@link dev.mien.engine.access.Legs} sign-ins that are
 * on their way through a provider, {@link dev.mien.engine.access.People} whom all these belong to.
 *
 * <p>Must never keep what somebody proves who they are with, only its hash, and never anything of a
 * visitor.
 */
@NullMarked
package dev.mien.engine.access;

import org.jspecify.annotations.NullMarked;
