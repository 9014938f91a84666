/**
 * Purposes, consent and the gate: the one place where signals become permitted signals, and where
 * what visitors set right becomes permitted corrections.
 *
 * <p>Must never be optional: nothing else can make {@link dev.mien.engine.privacy.PermittedSignals}
 * or {@link dev.mien.engine.privacy.PermittedCorrections}.
 */
@NullMarked
package dev.mien.engine.privacy;

import org.jspecify.annotations.NullMarked;
