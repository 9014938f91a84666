/**
 * Seeded traffic against a running Mien: visitors of several kinds, in an open model, with
 * thresholds.
 *
 * <p>{@link dev.mien.load.ShopTraffic} is what {@code mvn -pl load-tests gatling:test} runs.
 *
 * <p>Must never depend on a module of Mien: it knows what any caller knows.
 */
@NullMarked
package dev.mien.load;

import org.jspecify.annotations.NullMarked;
