/**
 * The fitting of a segment to a file of sessions: columns become attributes of a workspace, what is
 * fitted becomes the score of a segment, and a report says how good it is.
 *
 * <p>{@link dev.mien.api.fit.Fits} is the front door, {@link dev.mien.api.fit.FitReport} what it
 * tells. {@code Traits} turns attributes into columns of codes and back into conditions of the
 * language; {@code ScoreText} writes points.
 *
 * <p>Must never print, log or keep the value of a cell, nor write to a file.
 */
@NullMarked
package dev.mien.api.fit;

import org.jspecify.annotations.NullMarked;
