/**
 * Visitors of the demo shop that are none: they come, look around, allow or refuse, buy or leave,
 * and may ask to be forgotten, all over HTTP as any caller would.
 *
 * <p>{@link dev.mien.api.demo.SimulatedVisitors} sends them at a pace; what they do is drawn from a
 * seed.
 *
 * <p>Must never reach into the node that it calls.
 */
@NullMarked
package dev.mien.api.demo;

import org.jspecify.annotations.NullMarked;
