package dev.mien.engine.decision;

import dev.mien.segments.model.Variant;
import java.util.OptionalInt;

/**
 * What one slot of the edition shows.
 *
 * @param segment the position of the driving segment of a match
 */
public record Decision(Reason reason, OptionalInt segment, Variant variant) {}
