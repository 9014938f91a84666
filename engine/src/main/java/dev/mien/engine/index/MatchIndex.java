package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import java.util.BitSet;

/**
 * The immutable matching index of one program. For any number of threads, each with a {@link
 * Matcher} of its own.
 */
public final class MatchIndex {
  private final Scoring scoring;
  final RowPicker picker;
  final Groups groups;
  final Postings postings;
  private final int[] unconditional;
  private final int segments;
  private final int columns;
  private final int paired;

  private MatchIndex(Program program) {
    Filing filing = new Filing(program);
    this.scoring = new Scoring(program);
    this.groups = new Groups(filing);
    this.postings = new Postings(filing);
    this.picker =
        new RowPicker(
            filing,
            program.model().schema().attributes().size(),
            groups.rows(),
            postings.extraViews());
    this.unconditional = filing.unconditional();
    this.segments = program.model().segments().size();
    this.columns = filing.columns().size();
    this.paired = filing.paired();
  }

  public static MatchIndex of(Program program) {
    return new MatchIndex(program);
  }

  /** A new matcher, for one thread. */
  public Matcher matcher() {
    return new Matcher(this);
  }

  /** The positions of the segments that admit these facts; for where it need not be quick. */
  public BitSet admitted(Facts facts) {
    return matcher().match(facts).toBitSet();
  }

  /** How many bytes the index takes. */
  public long bytes() {
    return groups.bytes()
        + postings.bytes()
        + (long) Integer.BYTES * unconditional.length
        + picker.bytes()
        + scoring.bytes();
  }

  int segments() {
    return segments;
  }

  Room room() {
    return new Room(scoring, postings.views(), columns, paired);
  }

  /** Admits to the segments of the conjunctions that hold. */
  void match(Facts facts, Room room, Membership.Scratch scratch) {
    if (room.outcomes.length > 0) {
      scoring.read(facts, room.states, room.outcomes);
    }
    picker.pick(facts, room);
    for (int segment : unconditional) {
      scratch.admit(segment);
    }
    groups.match(postings, room, scratch);
  }
}
