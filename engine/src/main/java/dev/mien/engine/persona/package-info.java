/**
 * Personas: the sample visits of a workspace, played as visits are, and whether they came out where
 * their authors expect them.
 *
 * <p>{@link dev.mien.engine.persona.Visit} is what is played: consent, signals and events, in the
 * requests that a site would send. {@link dev.mien.engine.persona.Played} is what all personas of a
 * workspace come to. {@link dev.mien.engine.persona.Expectations} compiles a workspace and warns of
 * each expectation that does not come true.
 *
 * <p>They are played by the gate and the inference of visitors, not by a second account of how
 * events fold: a persona is worth having only if it does what a visitor would.
 *
 * <p>Must never touch a session that anybody has.
 */
@NullMarked
package dev.mien.engine.persona;

import org.jspecify.annotations.NullMarked;
