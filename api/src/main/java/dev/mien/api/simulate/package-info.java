/**
 * A workspace among sessions that are made up: their kinds, what they say and do, and how they
 * reach goals are known, so what the engine finds and learns can be held against the truth.
 *
 * <p>Sessions are drawn from a population that is written in a file, and go through the same
 * pipeline as requests. {@link dev.mien.api.simulate.Simulations} is the front door.
 *
 * <p>Must never tell the engine what only the population knows.
 */
@NullMarked
package dev.mien.api.simulate;

import org.jspecify.annotations.NullMarked;
