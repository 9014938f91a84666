package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import java.util.BitSet;

/**
 * The immutable matching index of one program. For any number of threads, each with a {@link
 * Matcher} of its own.
 *
 * <h2>How it works</h2>
 *
 * <p>Every conjunction is filed under two of its literals, its <em>anchors</em>: those two that the
 * fewest sessions are taken to satisfy ({@link Filing}). Conjunctions whose anchors are about the
 * same two attributes are a group, and a bit each in words of 64 ({@link Groups}). For every state
 * that an attribute can be in (each of its codes, or missing) there is a row of such words, one for
 * each attribute that it is paired with: a bit is set where the anchor holds of that state. A match
 * picks the row of each fact, and ANDs two words for every pair of facts. What is left are the
 * candidates: their anchors hold both. What the anchors leave of a conjunction is then verified,
 * test by test ({@link Postings}).
 *
 * <p>A withheld fact picks no row and shows no bit to any test, so nothing it could have said can
 * admit. A missing one picks a row only where a conjunction is filed under its being missing.
 *
 * <p>Filing a conjunction under what must hold is how publish/subscribe systems match (S. E. Whang
 * and others, Indexing Boolean Expressions, VLDB 2009; M. Sadoghi and H.-A. Jacobsen, BE-Tree,
 * SIGMOD 2011), and ANDing one row for each fact is the bit-vector scheme of packet classification
 * (T. V. Lakshman and D. Stiliadis, SIGCOMM 1998). Here the two meet, because an alphabet has at
 * most 64 codes: the row of a state is one look-up, any test of a literal is one AND of 64 bits,
 * and pairs of attributes are few enough to look at all that a session has.
 *
 * <p>A set of labels has too many states for a row each. Its four most mentioned labels, and the
 * others together, make 32 states ({@link Column.OfLabels}); what they do not decide is verified.
 *
 * <p>What makes it quick beyond that, all of it chosen by {@code MatchBenchmark}:
 *
 * <ul>
 *   <li>What differs from session to session is no branch, since half of them would be guessed
 *       wrong: results are written in any case, and the place to write at moves on or does not.
 *   <li>How many attributes may be paired is weighed for each program ({@link Columns}).
 *   <li>In a group, conjunctions that the same facts rule out stand together, so that many words
 *       are zero; where there are many, those of which nothing is left to be verified have groups
 *       of their own.
 *   <li>With very many segments, conjunctions of three anchors are filed under three where that is
 *       weighed to be quicker ({@link Triples}).
 *   <li>Postings are one long each, because with many segments a match waits for memory.
 * </ul>
 *
 * <h2>What it costs</h2>
 *
 * <p>A match takes time in proportion to the pairs of facts that the session has, times the planes
 * of 64 conjunctions a group, and to the candidates, of which about half hold; it allocates
 * nothing. Memory is 25 to 40 bytes a conjunction.
 *
 * <p>Matching anew only what changed since the session's last match was weighed and left: the cost
 * is in the candidates, all of which would have to be kept with the session, that is in the
 * visitor's capsule; and facts that were withdrawn would have to be found among them.
 */
public final class MatchIndex {
  private final Scoring scoring;
  private final RowPicker picker;
  private final Groups decided;
  private final Groups others;
  private final Triples triples;
  private final Postings postings;
  private final int[] unconditional;
  private final int segments;
  private final int columns;
  private final int paired;

  private MatchIndex(Program program, Filing.Three three) {
    Filing filing = new Filing(program, three);
    this.scoring = new Scoring(program);
    Rows rows = new Rows(filing);
    this.decided = new Groups(filing, rows, filing.decidedGroups());
    this.others = new Groups(filing, rows, filing.otherGroups());
    this.triples = new Triples(filing);
    this.postings = new Postings(filing);
    this.picker =
        new RowPicker(
            filing,
            program.model().schema().attributes().size(),
            rows.starts(),
            postings.extraViews());
    this.unconditional = filing.unconditional();
    this.segments = program.model().segments().size();
    this.columns = filing.columns().all().size();
    this.paired = filing.columns().paired();
  }

  public static MatchIndex of(Program program) {
    return of(program, Filing.Three.WEIGHED);
  }

  static MatchIndex of(Program program, Filing.Three three) {
    return new MatchIndex(program, three);
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
    return decided.bytes()
        + others.bytes()
        + triples.bytes()
        + postings.bytes()
        + (long) Integer.BYTES * unconditional.length
        + picker.bytes()
        + scoring.bytes();
  }

  int segments() {
    return segments;
  }

  Scoring scoring() {
    return scoring;
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
    decided.match(postings, room, scratch);
    others.match(postings, room, scratch);
    triples.match(postings, room, scratch);
  }
}
