/**
 * What is the same for every call: the gate at the door, limits, problems, sites and their origins,
 * bodies, replies, draining.
 *
 * <p>A {@link dev.mien.api.http.Listener} serves a list of {@link dev.mien.api.http.Route}s.
 *
 * <p>Must never read the address of a caller, and never repeat what a caller sent.
 */
@NullMarked
package dev.mien.api.http;

import org.jspecify.annotations.NullMarked;
