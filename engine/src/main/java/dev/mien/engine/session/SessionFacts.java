package dev.mien.engine.session;

import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.privacy.PermittedSignals;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.ScoredSegment;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What may be asked of one session, or of one request without a session, at one moment. The only
 * facts there are in production: they come from signals that have passed the gate. Immutable.
 */
public final class SessionFacts implements Facts {
  private static final byte MISSING = -1;
  private static final byte WITHHELD = -2;
  private static final long[] NO_LABELS = {};

  /** By how far a code is below 0. */
  private static final Standing[] STANDINGS = new Standing[3];

  static {
    STANDINGS[0] = Standing.KNOWN;
    STANDINGS[-MISSING] = Standing.MISSING;
    STANDINGS[-WITHHELD] = Standing.WITHHELD;
  }

  private static final Before[] NOBODY = {};

  private final byte[] codes;
  private long[] labels = NO_LABELS;
  private Before[] before = NOBODY;

  private SessionFacts(int size) {
    this.codes = new byte[size];
  }

  /**
   * The facts of one request in a session. Attributes of purposes that are consented to are known
   * or missing; counts, sums and sequences are known from the start. Of contextual purposes, what
   * this request carries is known. Everything else is withheld.
   *
   * @param state after the request, and after everything that ended in it
   */
  public static SessionFacts of(
      Vocabulary vocabulary, SessionState state, PermittedSignals permitted, Instant now) {
    SessionFacts facts =
        of(vocabulary, state, ConsentRules.permission(vocabulary, state.consent()), now);
    facts.pass(vocabulary, permitted);
    return facts;
  }

  /**
   * The facts of a session by itself, without a request.
   *
   * @param permission what consent comes to
   */
  public static SessionFacts of(
      Vocabulary vocabulary, SessionState state, Permission permission, Instant now) {
    List<Attribute> attributes = vocabulary.schema().attributes();
    SessionFacts facts = new SessionFacts(attributes.size());
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      facts.codes[i] =
          permission.keeps(attribute.purpose()) ? (byte) Reading.withoutAny(attribute) : WITHHELD;
    }
    long second = now.getEpochSecond();
    for (Held held : state.held()) {
      int position = vocabulary.attributeById(held.attributeId());
      if (position >= 0 && facts.codes[position] != WITHHELD) {
        facts.put(position, attributes.get(position), held, second);
      }
    }
    facts.before = before(vocabulary, state, permission);
    return facts;
  }

  // Who was in is in, whatever the session does not permit: what it followed from was permitted,
  // or it would be gone. Who was not might have been, had all been permitted that the score asks
  // about. And where less may be asked than the session permits, nobody is told.
  private static Before[] before(Vocabulary vocabulary, SessionState state, Permission permission) {
    List<ScoredSegment> scored = vocabulary.scoredSegments();
    if (scored.isEmpty()) {
      return NOBODY;
    }
    long consented = ConsentRules.permission(vocabulary, state.consent()).consented();
    Before[] before = new Before[scored.size()];
    for (int place = 0; place < before.length; place++) {
      ScoredSegment one = scored.get(place);
      boolean narrowed = (one.purposes() & consented & ~permission.consented()) != 0;
      before[place] = unlooked(one.purposes(), permission);
      for (Assignment assignment : state.assignments()) {
        if (one.remembers() && !narrowed && assignment.subjectId() == one.id()) {
          before[place] = Before.IN;
        }
      }
    }
    return before;
  }

  /**
   * The facts of one request alone: the signals it carries under contextual purposes are known,
   * everything else is withheld.
   */
  public static SessionFacts contextual(Vocabulary vocabulary, PermittedSignals permitted) {
    SessionFacts facts = new SessionFacts(vocabulary.schema().attributes().size());
    Arrays.fill(facts.codes, WITHHELD);
    facts.before = new Before[vocabulary.scoredSegments().size()];
    Arrays.fill(facts.before, Before.WITHHELD);
    facts.pass(vocabulary, permitted);
    return facts;
  }

  /**
   * The same facts as another schema has them.
   *
   * @param positions of its attributes in this schema, where they mean the same; -1 of those that
   *     it does not have, which are withheld
   * @param places of its scores among those of this model, where they are for segments of the same
   *     names; -1 of those that it does not have, which nobody was in
   */
  public SessionFacts at(int[] positions, int[] places) {
    SessionFacts moved = new SessionFacts(positions.length);
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      moved.codes[i] = position < 0 ? WITHHELD : codes[position];
      if (position >= 0) {
        moved.putLabels(i, labels(position));
      }
    }
    moved.before = new Before[places.length];
    for (int i = 0; i < places.length; i++) {
      moved.before[i] = places[i] < 0 ? Before.OUT : before(places[i]);
    }
    return moved;
  }

  /**
   * The same facts for a score that comes after those of the model. Nobody has looked yet whether
   * the session is in its segment.
   *
   * @param purposes the positions of the purposes of what the score asks about, as bits
   * @param permission of the session
   */
  public SessionFacts withScore(long purposes, Permission permission) {
    SessionFacts more = new SessionFacts(codes.length);
    System.arraycopy(codes, 0, more.codes, 0, codes.length);
    more.labels = labels;
    more.before = Arrays.copyOf(before, before.length + 1);
    more.before[before.length] = unlooked(purposes, permission);
    return more;
  }

  private static Before unlooked(long purposes, Permission permission) {
    return (purposes & ~permission.consented()) == 0 ? Before.OUT : Before.WITHHELD;
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public Standing standing(int attribute) {
    // A table and not a branch: what is known differs from session to session at random, and a
    // match asks for every attribute (MatchBenchmark: 100 ns of 370 against 100 segments).
    return STANDINGS[-Math.min(codes[attribute], 0)];
  }

  @Override
  public int code(int attribute) {
    return Math.max(0, codes[attribute]);
  }

  @Override
  public int state(int attribute) {
    return codes[attribute];
  }

  @Override
  public long labels(int attribute) {
    return labels.length == 0 ? 0 : labels[attribute];
  }

  @Override
  public Before before(int place) {
    return before[place];
  }

  private void pass(Vocabulary vocabulary, PermittedSignals permitted) {
    for (CodedSignal signal : permitted.signals()) {
      int attribute = signal.attribute();
      int purpose = vocabulary.attributeAt(attribute).purpose();
      if (codes[attribute] == WITHHELD && (vocabulary.contextualPurposes() >>> purpose & 1) != 0) {
        codes[attribute] = (byte) signal.code();
        putLabels(attribute, signal.labels());
      }
    }
  }

  private void put(int position, Attribute attribute, Held held, long second) {
    if (Reading.tells(attribute, held, second)) {
      codes[position] = (byte) Reading.code(attribute, held, second);
      if (held instanceof Held.Labels set) {
        putLabels(position, set.labels());
      } else if (held instanceof Held.DeclaredLabels set) {
        putLabels(position, set.labels());
      }
    }
  }

  private void putLabels(int position, long bits) {
    if (bits != 0) {
      if (labels.length == 0) {
        labels = new long[codes.length];
      }
      labels[position] = bits;
    }
  }
}
