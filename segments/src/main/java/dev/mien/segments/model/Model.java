package dev.mien.segments.model;

import java.util.List;

/**
 * A whole checked workspace.
 *
 * @param name what the workspace is called
 * @param segments every segment comes after those it refers to
 * @param recipients who else is told of segments
 * @param personas sample visits; nothing is decided by them
 */
public record Model(
    String name,
    Schema schema,
    List<Segment> segments,
    List<Slot> slots,
    List<Recipient> recipients,
    List<Persona> personas) {
  /** The most purposes a schema may declare: the bits of a {@code long}, less one. */
  public static final int PURPOSES_MAX = 32;

  public Model {
    segments = List.copyOf(segments);
    slots = List.copyOf(slots);
    recipients = List.copyOf(recipients);
    personas = List.copyOf(personas);
  }

  /** The scores of its scored segments, each at its place. */
  public List<Predicate.Scored> scores() {
    return Segment.scored(segments);
  }

  /** A workspace without personas. */
  public Model(
      String name,
      Schema schema,
      List<Segment> segments,
      List<Slot> slots,
      List<Recipient> recipients) {
    this(name, schema, segments, slots, recipients, List.of());
  }

  /** A workspace that tells nobody else. */
  public Model(String name, Schema schema, List<Segment> segments, List<Slot> slots) {
    this(name, schema, segments, slots, List.of());
  }
}
