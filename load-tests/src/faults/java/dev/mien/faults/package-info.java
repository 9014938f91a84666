/**
 * The fault bench: three nodes and a database in network namespaces, hurt on purpose under an
 * open-loop load, and a checker of what must hold all the same.
 *
 * <p>{@link dev.mien.faults.Faults} is where a run starts. A {@link dev.mien.faults.Case} hurts, a
 * {@link dev.mien.faults.Stage} lends it nodes, traffic and clocks, and {@link
 * dev.mien.faults.Checker} judges what was promised by the {@link dev.mien.faults.History}.
 *
 * <p>Must never depend on a module of Mien: it knows what any caller knows.
 */
@NullMarked
package dev.mien.faults;

import org.jspecify.annotations.NullMarked;
