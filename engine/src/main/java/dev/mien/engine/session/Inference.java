package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.PermittedCorrections;
import dev.mien.engine.privacy.PermittedSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The inference: from a session's state, what a request may add, and the time, to its next state.
 *
 * <p>Signals of purposes that are consented to replace what was held of their attribute; others are
 * not kept. Events fold into the measures that look for them, in their order and all at the time of
 * the request, and are gone. What is no longer permitted, no longer known to the edition or can no
 * longer tell anything is dropped on the way, so that a state never holds more than it needs. What
 * the visitor declared stands: neither signals nor events touch it.
 *
 * <p>A window or a retention of some length covers what is younger than it; what is exactly as old
 * is out. Windows of counts and sums forget by panes, see {@link dev.mien.segments.model.Panes}.
 */
public final class Inference {
  private Inference() {}

  /**
   * The session under the consent in force: what is held under purposes that did not go on is gone,
   * and so are the assignments and exposures of slots that serve a purpose which ended.
   */
  public static SessionState under(
      Vocabulary vocabulary, SessionState before, ConsentInForce consent) {
    if (consent.consent().equals(before.consent())) {
      return before;
    }
    List<Held> held = new ArrayList<>(before.held().size());
    for (Held one : before.held()) {
      int attribute = vocabulary.attributeById(one.attributeId());
      if (attribute >= 0
          && permits(consent.continued(), vocabulary.attributeAt(attribute).purpose())) {
        held.add(one);
      }
    }
    long ended =
        ConsentRules.permission(vocabulary, before.consent()).consented() & ~consent.continued();
    return new SessionState(
        before.startedAt(),
        before.seenAt(),
        before.leasedAt(),
        consent.consent(),
        held,
        assignments(vocabulary, before, ended),
        before.dropped(),
        exposures(vocabulary, before, ended),
        before.grids());
  }

  /**
   * The session as its visitor sets it right. A variant that was drawn or shown for a segment tells
   * that it once held, so it goes with a segment that is dropped.
   */
  static SessionState correct(
      Vocabulary vocabulary, SessionState before, PermittedCorrections corrections, Instant now) {
    Map<Integer, Held> held = new TreeMap<>();
    before.held().forEach(one -> held.put(one.attributeId(), one));
    for (int attribute : corrections.forgotten()) {
      held.remove(vocabulary.attributeId(attribute));
    }
    for (CodedSignal declared : corrections.declared()) {
      int id = vocabulary.attributeId(declared.attribute());
      held.put(id, declared(vocabulary, declared, now.getEpochSecond()));
    }
    Set<Integer> dropped = new TreeSet<>(before.dropped());
    corrections.restored().forEach(segment -> dropped.remove(vocabulary.segmentId(segment)));
    for (int segment : corrections.dropped()) {
      if (dropped.size() < SessionState.DROPPED_MAX) {
        dropped.add(vocabulary.segmentId(segment));
      }
    }
    BitSet without = vocabulary.droppedWith(dropped);
    return new SessionState(
        before.startedAt(),
        before.seenAt(),
        before.leasedAt(),
        before.consent(),
        List.copyOf(held.values()),
        before.assignments().stream().filter(one -> !isFor(vocabulary, one, without)).toList(),
        List.copyOf(dropped),
        before.exposures().only(id -> !isFor(vocabulary, id, without)),
        before.grids().closed());
  }

  /**
   * The next state.
   *
   * <p>Goal events among those permitted end purposes, after everything was folded: the consent of
   * the state lacks them, and it may be empty.
   *
   * @param before under the consent in force
   */
  public static SessionState advance(
      Vocabulary vocabulary, SessionState before, PermittedSignals permitted, Instant now) {
    long purposes = permitted.permission().consented();
    long second = now.getEpochSecond();
    @Nullable Held[] held = new Held[vocabulary.schema().attributes().size()];
    for (Held one : before.held()) {
      int position = vocabulary.attributeById(one.attributeId());
      if (position >= 0) {
        held[position] = one;
      }
    }
    for (CodedSignal signal : permitted.signals()) {
      if (permits(purposes, vocabulary.attributeAt(signal.attribute()).purpose())
          && !(held[signal.attribute()] instanceof Held.Declared)) {
        held[signal.attribute()] = held(vocabulary, signal, second);
      }
    }
    long ended = 0;
    for (CodedEvent event : permitted.events()) {
      fold(vocabulary, event, purposes, held, second);
      ended |= vocabulary.use(event.event()).ends();
    }
    return new SessionState(
        before.startedAt(),
        now.truncatedTo(ChronoUnit.SECONDS),
        before.leasedAt(),
        without(vocabulary, before.consent(), purposes & ended),
        telling(vocabulary, held, purposes & ~ended, second),
        assignments(vocabulary, before, purposes & ended),
        before.dropped(),
        exposures(vocabulary, before, purposes & ended),
        before.grids());
  }

  private static boolean isFor(Vocabulary vocabulary, Assignment assignment, BitSet segments) {
    return isFor(vocabulary, assignment.subjectId(), segments)
        || Stays.isIn(vocabulary, assignment, segments);
  }

  private static boolean isFor(Vocabulary vocabulary, int subjectId, BitSet segments) {
    OptionalInt audience = vocabulary.audienceBySubject(subjectId);
    return audience.isPresent() && segments.get(audience.getAsInt());
  }

  private static Held declared(Vocabulary vocabulary, CodedSignal signal, long second) {
    int id = vocabulary.attributeId(signal.attribute());
    return vocabulary.attributeAt(signal.attribute()).isSet()
        ? new Held.DeclaredLabels(id, second, signal.labels())
        : new Held.DeclaredCode(id, second, signal.code());
  }

  private static Held held(Vocabulary vocabulary, CodedSignal signal, long second) {
    int id = vocabulary.attributeId(signal.attribute());
    return vocabulary.attributeAt(signal.attribute()).isSet()
        ? new Held.Labels(id, second, signal.labels())
        : new Held.Code(id, second, signal.code());
  }

  private static void fold(
      Vocabulary vocabulary, CodedEvent event, long purposes, @Nullable Held[] held, long second) {
    for (int position : vocabulary.use(event.event()).measures()) {
      Attribute attribute = vocabulary.attributeAt(position);
      if (permits(purposes, attribute.purpose())
          && attribute.origin() instanceof Origin.Measure measure
          && !(held[position] instanceof Held.Declared)) {
        Folding folding = new Folding(vocabulary.attributeId(position), attribute, second);
        held[position] = folding.fold(measure, held[position], event);
      }
    }
  }

  private static List<Held> telling(
      Vocabulary vocabulary, @Nullable Held[] held, long purposes, long second) {
    List<Held> telling = new ArrayList<>(held.length);
    for (int i = 0; i < held.length; i++) {
      Held one = held[i];
      Attribute attribute = vocabulary.attributeAt(i);
      if (one != null
          && permits(purposes, attribute.purpose())
          && Reading.tells(attribute, one, second)) {
        telling.add(one);
      }
    }
    return telling;
  }

  // An assignment to a variant tells that a segment once held, so it ends with any purpose of its
  // slot. Of a slot that serves several purposes, not all of them allowed, it stays. That the
  // session is in a scored segment ends with any purpose of what the score asks about.
  private static List<Assignment> assignments(
      Vocabulary vocabulary, SessionState before, long ended) {
    List<Assignment> kept = new ArrayList<>(before.assignments().size());
    for (Assignment one : before.assignments()) {
      if (one.subjectId() == Assignment.EVERYWHERE
          || goesOn(vocabulary, one.subjectId(), ended)
          || Stays.isIn(vocabulary, one, ended)) {
        kept.add(one);
      }
    }
    return kept;
  }

  // What was shown tells as much as what was drawn.
  private static Exposures exposures(Vocabulary vocabulary, SessionState before, long ended) {
    return before.exposures().only(id -> goesOn(vocabulary, id, ended));
  }

  private static boolean goesOn(Vocabulary vocabulary, int subjectId, long ended) {
    int slot = vocabulary.slotBySubject(subjectId);
    if (slot < 0) {
      return vocabulary
          .watchedBySubject(subjectId)
          .filter(score -> (score.purposes() & ended) == 0)
          .isPresent();
    }
    return (vocabulary.model().slots().get(slot).purposes() & ended) == 0;
  }

  private static Consent without(Vocabulary vocabulary, Consent consent, long ended) {
    if (ended == 0) {
      return consent;
    }
    int[] ids = new int[Long.bitCount(ended)];
    int count = 0;
    for (long rest = ended; rest != 0; rest &= rest - 1) {
      ids[count++] = vocabulary.purposeId(Long.numberOfTrailingZeros(rest));
    }
    return consent.without(ids);
  }

  private static boolean permits(long purposes, int purpose) {
    return (purposes >>> purpose & 1) != 0;
  }
}
