package dev.mien.segments.model;

import java.util.List;

/**
 * A whole checked workspace.
 *
 * @param name what the workspace is called
 * @param segments every segment comes after those it refers to
 */
public record Model(String name, Schema schema, List<Segment> segments, List<Slot> slots) {
  /** The most purposes a schema may declare: the bits of a {@code long}, less one. */
  public static final int PURPOSES_MAX = 32;

  public Model {
    segments = List.copyOf(segments);
    slots = List.copyOf(slots);
  }
}
