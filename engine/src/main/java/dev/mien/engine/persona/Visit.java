package dev.mien.engine.persona;

import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Persona.FieldValue;
import dev.mien.segments.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A visit that is made up, as the requests that a site would send for it: the first states consent,
 * and each event comes in a request of its own. All carry the signals, for a site says what it sees
 * every time.
 *
 * @param notices what was left out when it was read
 */
public record Visit(
    ConsentStatement consent,
    List<CodedSignal> signals,
    List<Happening> events,
    List<Notice> notices) {
  public Visit {
    signals = List.copyOf(signals);
    events = List.copyOf(events);
    notices = List.copyOf(notices);
  }

  /**
   * An event of a visit.
   *
   * @param after how long after what came before it
   */
  public record Happening(CodedEvent event, Duration after) {}

  /**
   * One request of a visit.
   *
   * @param after how long after the one before it
   */
  public record Request(Turn.Said said, Duration after) {}

  /**
   * What somebody says and plays.
   *
   * @param said its events happen in their order
   * @param after how long after what came before each of them happens; at once where there is none
   */
  public static Visit of(ConsentStatement consent, RequestSignals said, List<Duration> after) {
    List<Happening> events = new ArrayList<>(said.events().size());
    for (int i = 0; i < said.events().size(); i++) {
      Duration wait = i < after.size() ? after.get(i) : Duration.ZERO;
      events.add(new Happening(said.events().get(i), wait));
    }
    return new Visit(consent, said.signals(), events, said.notices());
  }

  /** What a persona does. */
  public static Visit of(Schema schema, Persona persona) {
    List<String> purposes = new ArrayList<>();
    for (int i = 0; i < schema.purposes().size(); i++) {
      if ((persona.consent() >>> i & 1) != 0) {
        purposes.add(schema.purposes().get(i).name().text());
      }
    }
    return new Visit(
        new ConsentStatement.Stated(purposes, Optional.empty()),
        persona.signals().stream()
            .map(one -> new CodedSignal(one.attribute(), one.code(), one.labels()))
            .toList(),
        persona.events().stream().map(Visit::happening).toList(),
        List.of());
  }

  private static Happening happening(Persona.Happening said) {
    int size = said.fields().stream().mapToInt(FieldValue::field).max().orElse(-1) + 1;
    Double[] values = new Double[size];
    Arrays.fill(values, 0.0);
    long present = 0;
    for (FieldValue one : said.fields()) {
      values[one.field()] = one.value();
      present |= 1L << one.field();
    }
    return new Happening(new CodedEvent(said.event(), present, List.of(values)), said.after());
  }

  /** The requests, at least one: the first brings no event. */
  public List<Request> requests() {
    List<Request> requests = new ArrayList<>(events.size() + 1);
    requests.add(request(consent, List.of(), notices, Duration.ZERO));
    for (Happening one : events) {
      ConsentStatement unsaid = new ConsentStatement.Unsaid();
      requests.add(request(unsaid, List.of(one.event()), List.of(), one.after()));
    }
    return requests;
  }

  private Request request(
      ConsentStatement stated, List<CodedEvent> happened, List<Notice> noticed, Duration after) {
    RequestSignals said = new RequestSignals(signals, happened, noticed);
    return new Request(new Turn.Said(stated, said), after);
  }

  /** The turn of a request that follows on {@code before}, or has no session to follow on. */
  public static Turn turn(
      Vocabulary vocabulary, Optional<SessionState> before, Turn.Said said, Instant now) {
    return before
        .map(state -> Turn.next(vocabulary, state, said, now))
        .orElseGet(() -> Turn.first(vocabulary, said, now));
  }

  /** What may be asked of the visit at its end, if it begins at {@code start}. */
  public SessionFacts facts(Vocabulary vocabulary, Instant start) {
    return last(vocabulary, start).facts();
  }

  /** The turn of the last request of the visit, if it begins at {@code start}. */
  Turn last(Vocabulary vocabulary, Instant start) {
    List<Request> requests = requests();
    Instant now = start;
    Turn turn = turn(vocabulary, Optional.empty(), requests.getFirst().said(), now);
    for (Request request : requests.subList(1, requests.size())) {
      now = now.plus(request.after());
      turn = turn(vocabulary, turn.state(), request.said(), now);
    }
    return turn;
  }
}
