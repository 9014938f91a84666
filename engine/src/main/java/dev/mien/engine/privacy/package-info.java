/**
 * Purposes, consent and the gate: the one place where signals become permitted signals.
 *
 * <p>Must never be optional: nothing else can make {@link
 * dev.mien.engine.privacy.PermittedSignals}.
 */
@NullMarked
package dev.mien.engine.privacy;

import org.jspecify.annotations.NullMarked;
