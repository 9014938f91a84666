/**
 * Random models, programs and facts for tests.
 *
 * <p>{@link dev.mien.engine.samples.SampleModels} makes models of any shape the language has,
 * {@link dev.mien.engine.samples.SampleFacts} makes facts to match against them. Both draw from the
 * generator they are given and from nothing else, so a seed replays a case.
 *
 * <p>Must never be random in a way that a seed does not repeat.
 */
@NullMarked
package dev.mien.engine.samples;

import org.jspecify.annotations.NullMarked;
