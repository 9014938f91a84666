package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import java.time.Instant;
import java.util.List;

/**
 * The bytes of a session's state, always {@value #STATE_BYTES} of them: a version, the numbers,
 * then zeros.
 *
 * <p>What a state takes at most, for ids up to 65,535 and sessions of up to a day:
 *
 * <pre>
 *   the session itself     28
 *   a purpose               2, and 3 more for all of them
 *   an attribute            6 (a recency), and for
 *     a code                1, declared or not
 *     n labels              n / 7, rounded up
 *     a count or sum        1 if at most 127 steps, 2 if at most 16,383, else 3
 *     … within a window     6, and the above for each of 8 panes
 *     a sequence            4
 *     evidence              4
 *   an assignment           5, and 3 more for all of them
 *   a dropped segment       3, and 1 more for all of them
 *   an exposure             7, and 2 more for all of them
 *   a grid                  3, and 5 more for all of them, 1 where there is none
 * </pre>
 */
final class StateCodec {
  /** What the checker of a workspace grants. */
  static final int WORKSPACE_BYTES = 640;

  /** What visitors may fill by dropping segments, and a little that is spare. */
  private static final int VISITOR_BYTES = 39;

  /** What exposures may fill. */
  static final int EXPOSURE_BYTES = 114;

  /**
   * The length of a state. With it a capsule is a multiple of three bytes long, so its text has no
   * bits to spare.
   */
  static final int STATE_BYTES = WORKSPACE_BYTES + VISITOR_BYTES + EXPOSURE_BYTES;

  private static final int VERSION = 3;

  // What is held, in the low bits of the number that also says of which attribute.
  private static final int CODE = 0;
  private static final int LABELS = 1;
  private static final int TOTAL = 2;
  private static final int WINDOWED = 3;
  private static final int MOMENT = 4;
  private static final int STEPS_ARMED = 5;
  private static final int STEPS_IDLE = 6;
  private static final int DECLARED_CODE = 7;
  private static final int DECLARED_LABELS = 8;
  private static final int EVIDENCE = 9;
  private static final int KIND_BITS = 4;
  private static final int KIND_MASK = (1 << KIND_BITS) - 1;

  // An exposure in one number: the kind in its lowest bits, then the hours, then the variant.
  private static final int EXPOSURE_KIND_BITS = 2;
  private static final int EXPOSURE_HOURS_BITS = 5;

  // A place in a grid in two numbers: the combination above those that stand for none, and the
  // hours
  // with what was reached in their lowest bits.
  private static final int PLACE_GOALS_BITS = 2;
  private static final int PLACES_WITHOUT_CELL = -GridPlaces.Place.CLOSED.cell();

  private static final List<Exposure.Kind> EXPOSURE_KINDS = List.of(Exposure.Kind.values());
  private static final List<Consent.Ground> GROUNDS = List.of(Consent.Ground.values());

  private StateCodec() {}

  /** What came of writing a state. */
  sealed interface Encoded {
    /** It is written. */
    record Fits() implements Encoded {}

    /** It holds more than there is room for. */
    record TooLarge(int bytesNeeded) implements Encoded {}
  }

  /** What came of reading a state. */
  sealed interface Decoded {
    record Sound(SessionState state) implements Decoded {}

    /** These bytes are not a state, or of a version that is not known here. */
    record Malformed() implements Decoded {}
  }

  /**
   * Writes a state.
   *
   * @param room {@value #STATE_BYTES} zeros, which the caller overwrites however this ends
   */
  static Encoded encode(SessionState state, byte[] room) {
    var out = new PackedWriter(room);
    long start = state.startedAt().getEpochSecond();
    out.octet(VERSION);
    out.signed(start);
    out.signed(state.seenAt().getEpochSecond() - start);
    out.signed(state.leasedAt().getEpochSecond() - start);
    write(out, state.consent(), start);
    out.unsigned(state.held().size());
    int before = 0;
    for (Held held : state.held()) {
      write(out, held, held.attributeId() - before, start);
      before = held.attributeId();
    }
    out.unsigned(state.assignments().size());
    before = 0;
    for (Assignment assignment : state.assignments()) {
      out.unsigned(assignment.subjectId() - before);
      out.unsigned(assignment.choice());
      before = assignment.subjectId();
    }
    write(out, state.dropped());
    write(out, state.exposures());
    write(out, state.grids());
    return out.needed() <= STATE_BYTES ? new Encoded.Fits() : new Encoded.TooLarge(out.needed());
  }

  static Decoded decode(byte[] bytes) {
    if (bytes.length != STATE_BYTES) {
      return new Decoded.Malformed();
    }
    var in = new PackedReader(bytes);
    if (in.octet() != VERSION) {
      return new Decoded.Malformed();
    }
    long start = in.signed();
    Instant startedAt = instant(in, start);
    Instant seenAt = instant(in, start + in.signed());
    Instant leasedAt = instant(in, start + in.signed());
    Consent consent = consent(in, start);
    List<Held> held = held(in, start);
    List<Assignment> assignments = assignments(in);
    List<Integer> dropped = ids(in);
    Exposures exposures = exposures(in);
    GridPlaces grids = grids(in);
    if (in.failed() || !in.atPadding()) {
      return new Decoded.Malformed();
    }
    return new Decoded.Sound(
        new SessionState(
            startedAt, seenAt, leasedAt, consent, held, assignments, dropped, exposures, grids));
  }

  private static void write(PackedWriter out, Consent consent, long start) {
    out.signed(consent.since().getEpochSecond() - start);
    out.signed(consent.until().getEpochSecond() - start);
    out.octet(GROUNDS.indexOf(consent.ground()));
    write(out, consent.purposeIds());
  }

  private static void write(PackedWriter out, List<Integer> rising) {
    out.unsigned(rising.size());
    int before = 0;
    for (int i = 0; i < rising.size(); i++) {
      out.unsigned(rising.get(i) - before);
      before = rising.get(i);
    }
  }

  private static void write(PackedWriter out, Exposures exposures) {
    out.unsigned(exposures.all().size());
    if (exposures.all().isEmpty()) {
      return;
    }
    out.octet(exposures.goalsMark());
    for (Exposure exposure : exposures.all()) {
      long shown = Integer.toUnsignedLong(exposure.variant());
      shown = shown << EXPOSURE_HOURS_BITS | exposure.hours();
      shown = shown << EXPOSURE_KIND_BITS | EXPOSURE_KINDS.indexOf(exposure.kind());
      out.unsigned(exposure.subjectId());
      out.unsigned(shown);
      out.unsigned(exposure.credited());
    }
  }

  private static void write(PackedWriter out, GridPlaces grids) {
    out.unsigned(grids.gridsId());
    if (grids.gridsId() == 0) {
      return;
    }
    out.unsigned(grids.requests());
    out.unsigned(grids.places().size());
    for (GridPlaces.Place place : grids.places()) {
      out.unsigned(place.cell() + PLACES_WITHOUT_CELL);
      if (place.isCounted()) {
        out.unsigned(place.hours() << PLACE_GOALS_BITS | place.reached());
      }
    }
  }

  private static void write(PackedWriter out, Held held, int step, long start) {
    out.unsigned((Integer.toUnsignedLong(step) << KIND_BITS) | kind(held));
    out.signed(held.since() - start);
    switch (held) {
      case Held.Code code -> out.unsigned(code.code());
      case Held.Labels labels -> out.unsigned(labels.labels());
      case Held.Total total -> out.unsigned(total.total());
      case Held.Windowed windowed -> {
        out.signed(windowed.newest());
        out.unsigned(windowed.totals().size());
        for (int total : windowed.totals()) {
          out.unsigned(total);
        }
      }
      case Held.Moment _ -> {}
      case Held.Steps steps -> {
        if (steps.armedAt() != 0) {
          out.signed(steps.armedAt() - start);
        }
        out.unsigned(steps.count());
      }
      case Held.Evidence evidence -> {
        out.unsigned(evidence.last());
        out.unsigned(evidence.events());
        out.signed(evidence.sum());
      }
      case Held.DeclaredCode code -> out.unsigned(code.code());
      case Held.DeclaredLabels labels -> out.unsigned(labels.labels());
    }
  }

  private static int kind(Held held) {
    return switch (held) {
      case Held.Code _ -> CODE;
      case Held.Labels _ -> LABELS;
      case Held.Total _ -> TOTAL;
      case Held.Windowed _ -> WINDOWED;
      case Held.Moment _ -> MOMENT;
      case Held.Steps steps -> steps.armedAt() != 0 ? STEPS_ARMED : STEPS_IDLE;
      case Held.Evidence _ -> EVIDENCE;
      case Held.DeclaredCode _ -> DECLARED_CODE;
      case Held.DeclaredLabels _ -> DECLARED_LABELS;
    };
  }

  private static Consent consent(PackedReader in, long start) {
    Instant since = instant(in, start + in.signed());
    Instant until = instant(in, start + in.signed());
    int ground = in.octet();
    if (ground >= GROUNDS.size()) {
      in.fail();
      return Consent.none();
    }
    return new Consent(ids(in), GROUNDS.get(ground), since, until);
  }

  private static List<Integer> ids(PackedReader in) {
    Integer[] ids = new Integer[in.count()];
    int id = 0;
    for (int i = 0; i < ids.length; i++) {
      id += in.unsignedInt();
      ids[i] = id;
    }
    return List.of(ids);
  }

  private static List<Held> held(PackedReader in, long start) {
    Held[] held = new Held[in.count()];
    int id = 0;
    for (int i = 0; i < held.length; i++) {
      long step = in.unsignedLong();
      if (step >>> (KIND_BITS + Integer.SIZE) != 0) {
        in.fail();
      }
      id += (int) (step >>> KIND_BITS);
      held[i] = held(in, (int) step & KIND_MASK, id, start);
    }
    return List.of(held);
  }

  private static Held held(PackedReader in, int kind, int id, long start) {
    long since = start + in.signed();
    return switch (kind) {
      case CODE -> new Held.Code(id, since, in.unsignedInt());
      case LABELS -> new Held.Labels(id, since, in.unsignedLong());
      case TOTAL -> new Held.Total(id, since, in.unsignedInt());
      case WINDOWED -> new Held.Windowed(id, since, in.signed(), totals(in));
      case MOMENT -> new Held.Moment(id, since);
      case STEPS_ARMED -> new Held.Steps(id, since, start + in.signed(), in.unsignedInt());
      case STEPS_IDLE -> new Held.Steps(id, since, 0, in.unsignedInt());
      case EVIDENCE ->
          new Held.Evidence(id, since, in.unsignedInt(), in.unsignedInt(), (int) in.signed());
      case DECLARED_CODE -> new Held.DeclaredCode(id, since, in.unsignedInt());
      case DECLARED_LABELS -> new Held.DeclaredLabels(id, since, in.unsignedLong());
      default -> {
        in.fail();
        yield new Held.Moment(id, since);
      }
    };
  }

  private static List<Integer> totals(PackedReader in) {
    Integer[] totals = new Integer[in.count()];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = in.unsignedInt();
    }
    return List.of(totals);
  }

  private static List<Assignment> assignments(PackedReader in) {
    Assignment[] assignments = new Assignment[in.count()];
    int id = 0;
    for (int i = 0; i < assignments.length; i++) {
      id += in.unsignedInt();
      assignments[i] = new Assignment(id, in.unsignedInt());
    }
    return List.of(assignments);
  }

  private static Exposures exposures(PackedReader in) {
    Exposure[] all = new Exposure[in.count()];
    if (all.length == 0) {
      return Exposures.NONE;
    }
    int goalsMark = in.octet();
    for (int i = 0; i < all.length; i++) {
      int subjectId = in.unsignedInt();
      long shown = in.unsignedLong();
      Exposure.Kind kind = EXPOSURE_KINDS.get((int) shown & (1 << EXPOSURE_KIND_BITS) - 1);
      shown >>>= EXPOSURE_KIND_BITS;
      int hours = (int) shown & (1 << EXPOSURE_HOURS_BITS) - 1;
      shown >>>= EXPOSURE_HOURS_BITS;
      if (shown >>> Integer.SIZE != 0) {
        in.fail();
      }
      all[i] = new Exposure(subjectId, kind, (int) shown, hours, in.unsignedInt());
    }
    return new Exposures(goalsMark, List.of(all));
  }

  private static GridPlaces grids(PackedReader in) {
    int gridsId = in.unsignedInt();
    if (gridsId == 0) {
      return GridPlaces.NONE;
    }
    int requests = in.unsignedInt();
    GridPlaces.Place[] places = new GridPlaces.Place[in.count()];
    for (int i = 0; i < places.length; i++) {
      int cell = in.unsignedInt() - PLACES_WITHOUT_CELL;
      int rest = cell < 0 ? 0 : in.unsignedInt();
      places[i] =
          new GridPlaces.Place(cell, rest >>> PLACE_GOALS_BITS, rest & (1 << PLACE_GOALS_BITS) - 1);
    }
    return new GridPlaces(gridsId, requests, List.of(places));
  }

  private static Instant instant(PackedReader in, long epochSecond) {
    if (epochSecond < Instant.MIN.getEpochSecond() || epochSecond > Instant.MAX.getEpochSecond()) {
      in.fail();
      return Instant.EPOCH;
    }
    return Instant.ofEpochSecond(epochSecond);
  }
}
