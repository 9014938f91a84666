/**
 * Who may do what on the admin listener: tokens, sign-ins, roles and the guard before every route.
 *
 * <p>{@link dev.mien.api.access.Guard} finds out whom a request comes from and asks for the
 * permission of its {@link dev.mien.api.http.Route}; handlers learn it from {@link
 * dev.mien.api.access.Callers} and write down what was done with {@link dev.mien.api.access.Trail}.
 *
 * <p>Must never keep or show a token or what a cookie holds, never tell why a token is not good,
 * and never let a route be served that does not say what it needs.
 */
@NullMarked
package dev.mien.api.access;

import org.jspecify.annotations.NullMarked;
