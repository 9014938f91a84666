package dev.mien.engine.decision;

import dev.mien.segments.model.Variant;
import java.util.OptionalInt;

/**
 * What one slot of the edition shows.
 *
 * @param segment the position of the driving segment of a match
 * @param dropped the position of the segment that would have driven it, had the crowd been large
 *     enough
 * @param drawn what it counts as
 */
public record Decision(
    Reason reason, OptionalInt segment, Variant variant, OptionalInt dropped, Drawn drawn) {}
