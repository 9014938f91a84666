/**
 * The crowd gate: whether enough sessions would have got what a response is about to show.
 *
 * <p>{@link dev.mien.engine.crowd.CrowdGate} is asked for each response; {@link
 * dev.mien.engine.crowd.Crowds} holds what this node knows of the crowds of all nodes, in memory;
 * {@link dev.mien.engine.crowd.CrowdTeller} and {@link dev.mien.engine.crowd.CrowdKeeper} carry it
 * to other nodes and to the store.
 *
 * <p>Must never know a session: a crowd says how many tokens it has met, and its number goes
 * nowhere but into the answer whether it is enough.
 */
@NullMarked
package dev.mien.engine.crowd;

import org.jspecify.annotations.NullMarked;
