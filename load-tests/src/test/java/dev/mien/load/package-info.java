/**
 * Seeded traffic against a running Mien: runs of several kinds, in an open model, with thresholds.
 *
 * <p>{@link dev.mien.load.Traffic} is what {@code mvn -pl load-tests gatling:test} starts; {@code
 * Kind} lists the runs, and each is a {@code Plan}.
 *
 * <p>Must never depend on a module of Mien: it knows what any caller knows.
 */
@NullMarked
package dev.mien.load;

import org.jspecify.annotations.NullMarked;
