package dev.mien.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.faults.Tally.Count;
import dev.mien.faults.Wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * The calls of visitors, as a careful client makes them: each attempt has a deadline, and there is
 * one retry on another node. Every answer is judged, and every acknowledgement is kept.
 */
final class Calls {
  static final Duration DECISION_MAX = Duration.ofMillis(250);
  static final Duration PROMISE_MAX = Duration.ofSeconds(3);
  private static final int JITTER_MILLIS_MAX = 50;

  private final Balancer balancer;
  private final Judges judges;
  private final EditionMember editionMember;

  /** Who is told of what was seen. */
  record Judges(Tally tally, History history, Checker checker, EditionLog editions) {}

  /** Whether nodes take the edition that a visitor saw last. */
  enum EditionMember {
    SENT,
    /** They refuse a body that has it. */
    LEFT_OUT
  }

  Calls(Balancer balancer, Judges judges, EditionMember editionMember) {
    this.balancer = balancer;
    this.judges = judges;
    this.editionMember = editionMember;
  }

  /**
   * An answer, and who gave it.
   *
   * @param isFirstFailed whether it took a second attempt
   */
  private record Reply(Answer answer, MienNode node, boolean isFirstFailed) {}

  private Reply ask(Visitor visitor, Request request, Duration most) {
    MienNode first = balancer.choose(visitor.number());
    Answer answer = attempt(first, request, most);
    if (!isRetried(answer)) {
      return new Reply(answer, first, false);
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(JITTER_MILLIS_MAX));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    MienNode second = balancer.other(visitor.number(), first);
    Answer answerAgain = attempt(second, request, most);
    if (isRetried(answerAgain)) {
      judges
          .history()
          .note(
              "FAILED",
              Map.of(
                  "call",
                  request.path(),
                  "hasCapsule",
                  visitor.capsule().isPresent(),
                  "first",
                  first.name() + " " + answer.status(),
                  "second",
                  second.name() + " " + answerAgain.status()));
    }
    return new Reply(answerAgain, second, true);
  }

  private Answer attempt(MienNode node, Request request, Duration most) {
    Answer answer = node.open().ask(request, most);
    judges.checker().fault(answer, node.name() + " " + request.method() + " " + request.path());
    if (answer.hasRetryAfter()) {
      judges.tally().count(Count.SHED);
    }
    return answer;
  }

  private static boolean isRetried(Answer answer) {
    return answer.status() == 0 || answer.status() == 429 || answer.status() >= 500;
  }

  /** A first decision, which begins a session. */
  void begin(Visitor visitor, long startNanos) {
    visitor.allowPersonal(true);
    decide(
        visitor,
        """
        , "signals": {"device": "mobile", "interest": ["running"]}, \
        "consent": {"purposes": ["basics", "personalization"]}\
        """,
        startNanos);
  }

  /** A decision within a session. */
  void goOn(Visitor visitor, boolean hasEvent, long startNanos) {
    decide(
        visitor,
        hasEvent
            ? ", \"events\": [{\"type\": \"page_view\", \"fields\": {\"category\": \"sale\"}}]"
            : "",
        startNanos);
  }

  private void decide(Visitor visitor, String more, long startNanos) {
    long seen = visitor.edition();
    Optional<String> capsule = visitor.capsule();
    String body =
        "{\"slots\": [\"%s\", \"%s\"]%s%s%s}"
            .formatted(
                Workspace.PERSONAL_SLOT,
                Workspace.OPEN_SLOT,
                editionMember == EditionMember.SENT ? ", \"edition\": " + seen : "",
                capsule.map(text -> ", \"capsule\": \"" + text + "\"").orElse(""),
                more);
    Reply reply = ask(visitor, Request.post("/v1/decide", body), DECISION_MAX);
    Answer answer = reply.answer();
    boolean isSpent = isSpent(answer);
    judges
        .tally()
        .decided(
            startNanos, answer.isOk() || (isSpent && capsule.isPresent()), reply.isFirstFailed());
    if (isSpent) {
      lost(visitor, reply, "decide");
    } else if (answer.isOk()) {
      JsonNode json = answer.json();
      String where = reply.node().name() + " visitor " + visitor.number();
      judges.checker().decision(seen, visitor.allowsPersonal(), json, where);
      long edition = json.path("edition").asLong();
      if (Workspace.serial(json) != 0) {
        judges.editions().observe(edition, Workspace.serial(json), where);
      }
      visitor.saw(edition);
      keep(visitor, json);
      if (visitor.capsule().isPresent() && !json.has("capsule")) {
        judges.tally().count(Count.CONTEXTUAL);
      }
    }
  }

  private static boolean isSpent(Answer answer) {
    return answer.status() == Answer.UNREADABLE || answer.status() == Answer.GONE;
  }

  private void lost(Visitor visitor, Reply reply, String call) {
    judges.tally().count(Count.LOST);
    judges
        .history()
        .note(
            "LOST",
            Map.of(
                "visitor",
                visitor.number(),
                "node",
                reply.node().name(),
                "call",
                call,
                "status",
                reply.answer().status()));
    visitor.drop();
  }

  private static void keep(Visitor visitor, JsonNode json) {
    if (json.has("capsule")) {
      visitor.keep(json.path("capsule").asText());
    }
  }

  /** A change of what is allowed: personal content, or no longer. */
  void change(Visitor visitor, boolean allowsPersonal) {
    String purposes = allowsPersonal ? "\"basics\", \"personalization\"" : "\"basics\"";
    Optional<Reply> acknowledged = promise(visitor, consent(purposes), Answer::isOk);
    acknowledged.ifPresent(
        reply -> {
          // A widening shuts older capsules out as well; what they may not do is the same.
          judges.history().promised(Promise.Kind.NARROWED, reply.node().number(), visitor.held());
          visitor.drop();
          keep(visitor, reply.answer().json());
          visitor.allowPersonal(allowsPersonal);
        });
  }

  void withdraw(Visitor visitor) {
    end(visitor, Promise.Kind.WITHDRAWN, consent(""));
  }

  void erase(Visitor visitor) {
    end(visitor, Promise.Kind.ERASED, new Request("DELETE", "/v1/session", "", ""));
  }

  private static Request consent(String purposes) {
    return new Request(
        "PUT",
        "/v1/session/consent",
        "Content-Type: application/json\r\n",
        "{\"purposes\": [" + purposes + "]}");
  }

  private void end(Visitor visitor, Promise.Kind kind, Request request) {
    List<String> held = visitor.held();
    // A second attempt finds gone what the first has ended.
    promise(visitor, request, answer -> answer.isOk() || answer.status() == Answer.GONE)
        .ifPresent(
            reply -> {
              judges.history().promised(kind, reply.node().number(), held);
              visitor.drop();
            });
  }

  /** Who acknowledged; a visitor whose call came to nothing drops out, for nobody knows. */
  private Optional<Reply> promise(
      Visitor visitor, Request request, Predicate<Answer> isAcknowledged) {
    judges.tally().count(Count.PROMISE_ASKED);
    Reply reply =
        ask(visitor, request.with("Mien-Capsule", visitor.capsule().orElseThrow()), PROMISE_MAX);
    Answer answer = reply.answer();
    if (isAcknowledged.test(answer)) {
      judges.tally().count(Count.PROMISE_ACKNOWLEDGED);
      return Optional.of(reply);
    }
    // After a first attempt without an answer, the second may find what the first has done.
    if (isSpent(answer) && !reply.isFirstFailed()) {
      lost(visitor, reply, request.method());
    }
    visitor.drop();
    return Optional.empty();
  }

  /** Whether a node takes {@code edition} in a body. */
  static EditionMember editionMember(MienNode node) {
    Answer answer =
        node.open()
            .ask(
                Request.post(
                    "/v1/decide", "{\"slots\": [\"" + Workspace.OPEN_SLOT + "\"], \"edition\": 0}"),
                PROMISE_MAX);
    return answer.isOk() ? EditionMember.SENT : EditionMember.LEFT_OUT;
  }
}
