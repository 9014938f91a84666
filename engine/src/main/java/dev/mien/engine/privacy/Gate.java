package dev.mien.engine.privacy;

import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.EventUse;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The gate: of what a request says, it lets pass what a permitted purpose needs, and nothing else.
 *
 * <p>A signal passes if its purpose permits it. An event passes only into a session, and only if a
 * measure of a purpose that is consented to folds it or it is a goal. What a visitor declares
 * passes only into a session that keeps its purpose; what they take away always passes into a
 * session.
 */
public final class Gate {
  private static final String SIGNALS = "/signals/";
  private static final String VALUES = "/values/";
  private static final String EVENTS = "/events";

  private Gate() {}

  /** What of {@code said}, read with the same {@code vocabulary}, may go on. */
  public static PermittedSignals admit(
      Vocabulary vocabulary, RequestSignals said, Permission permission) {
    if (said.events().isEmpty() && permitsAll(vocabulary, said.signals(), permission)) {
      // As nearly always in a session, and then nothing is copied.
      return new PermittedSignals(permission, said.signals(), List.of(), said.notices());
    }
    List<CodedSignal> signals = new ArrayList<>(said.signals().size());
    List<Notice> notices = new ArrayList<>(said.notices());
    for (CodedSignal signal : said.signals()) {
      if (permission.permits(vocabulary.attributeAt(signal.attribute()).purpose())) {
        signals.add(signal);
      } else {
        String name = vocabulary.attributeAt(signal.attribute()).name().text();
        notices.add(new Notice(SIGNALS + name, Kind.NOT_PERMITTED));
      }
    }
    return new PermittedSignals(
        permission, signals, events(vocabulary, said, permission, notices), notices);
  }

  private static boolean permitsAll(
      Vocabulary vocabulary, List<CodedSignal> signals, Permission permission) {
    for (int i = 0; i < signals.size(); i++) {
      if (!permission.permits(vocabulary.attributeAt(signals.get(i).attribute()).purpose())) {
        return false;
      }
    }
    return true;
  }

  /** What of {@code said} may go on. */
  public static PermittedCorrections admit(
      Vocabulary vocabulary, Corrections said, Permission permission) {
    if (said.isEmpty()) {
      return PermittedCorrections.none(said.notices());
    }
    List<Notice> notices = new ArrayList<>(said.notices());
    List<CodedSignal> declared = new ArrayList<>(said.declared().size());
    for (CodedSignal signal : said.declared()) {
      Attribute attribute = vocabulary.attributeAt(signal.attribute());
      if (permission.keeps(attribute.purpose())) {
        declared.add(signal);
      } else {
        notices.add(new Notice(VALUES + attribute.name().text(), Kind.NOT_PERMITTED));
      }
    }
    return switch (permission.mode()) {
      case SESSION ->
          new PermittedCorrections(
              declared, said.forgotten(), said.dropped(), said.restored(), notices);
      case CONTEXTUAL -> PermittedCorrections.none(notices);
    };
  }

  private static List<CodedEvent> events(
      Vocabulary vocabulary, RequestSignals said, Permission permission, List<Notice> notices) {
    if (said.events().isEmpty()) {
      return List.of();
    }
    return switch (permission.mode()) {
      case CONTEXTUAL -> {
        notices.add(new Notice(EVENTS, Kind.EVENTS_NEED_CONSENT));
        yield List.of();
      }
      case SESSION -> {
        List<CodedEvent> events = new ArrayList<>(said.events().size());
        boolean refused = false;
        for (CodedEvent event : said.events()) {
          EventUse use = vocabulary.use(event.event());
          boolean needed = (use.purposes() & permission.consented()) != 0;
          if (needed || vocabulary.eventAt(event.event()).goal() == Event.Role.GOAL) {
            events.add(event);
          } else {
            refused |= use.purposes() != 0;
          }
        }
        // Where each event stood is not known here any more, so one notice speaks for all.
        if (refused) {
          notices.add(new Notice(EVENTS, Kind.NOT_PERMITTED));
        }
        yield events;
      }
    };
  }
}
