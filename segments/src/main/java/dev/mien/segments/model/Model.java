package dev.mien.segments.model;

import java.util.List;

/**
 * A whole checked workspace.
 *
 * @param name what the workspace is called
 * @param segments every segment comes after those it refers to
 * @param recipients who else is told of segments
 * @param personas sample visits; nothing is decided by them
 * @param grids which attributes are counted together
 * @param holdoutBasisPoints the share of sessions that see fallbacks everywhere, of 10,000
 */
public record Model(
    String name,
    Schema schema,
    List<Segment> segments,
    List<Slot> slots,
    List<Recipient> recipients,
    List<Persona> personas,
    List<Grid> grids,
    int holdoutBasisPoints) {
  /** The most purposes a schema may declare: the bits of a {@code long}, less one. */
  public static final int PURPOSES_MAX = 32;

  public Model {
    segments = List.copyOf(segments);
    slots = List.copyOf(slots);
    recipients = List.copyOf(recipients);
    personas = List.copyOf(personas);
    grids = List.copyOf(grids);
  }

  /** The scores of its scored segments, each at its place. */
  public List<Predicate.Scored> scores() {
    return Segment.scored(segments);
  }

  /** A workspace that counts no attributes together. */
  public Model(
      String name,
      Schema schema,
      List<Segment> segments,
      List<Slot> slots,
      List<Recipient> recipients,
      List<Persona> personas,
      int holdoutBasisPoints) {
    this(name, schema, segments, slots, recipients, personas, List.of(), holdoutBasisPoints);
  }

  /** A workspace of which nobody is held out as a whole. */
  public Model(
      String name,
      Schema schema,
      List<Segment> segments,
      List<Slot> slots,
      List<Recipient> recipients,
      List<Persona> personas) {
    this(name, schema, segments, slots, recipients, personas, 0);
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
