/**
 * What one experiment says, read from what it counted: {@link dev.mien.engine.experiment.Arms} go
 * in, a {@link dev.mien.engine.experiment.Readout} comes out, with how sure it is, what to do next,
 * and what it cannot know.
 *
 * <p>It speaks of sessions, for people are not known. Released counts carry noise, whose variance
 * comes with them and widens every interval.
 *
 * <p>Must never draw, read a clock, or see a session.
 */
@NullMarked
package dev.mien.engine.experiment;

import org.jspecify.annotations.NullMarked;
