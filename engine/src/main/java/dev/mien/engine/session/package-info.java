/**
 * Session state, the folding of events, the capsule, and the only maker of facts.
 *
 * <p>The visitor holds the capsule, the cluster holds the half-key behind the {@link
 * dev.mien.engine.session.HalfKeys} port; either alone is noise.
 *
 * <p>{@link dev.mien.engine.session.Turn} is where to start reading: one request's way from what it
 * says through consent, the gate and the inference to facts.
 *
 * <p>Must never read signals that passed no gate.
 */
@NullMarked
package dev.mien.engine.session;

import org.jspecify.annotations.NullMarked;
