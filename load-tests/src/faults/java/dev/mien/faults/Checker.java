package dev.mien.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.faults.Violations.Invariant;
import java.util.OptionalLong;

/**
 * Judges answers by what was promised before. Knows only the history, the timeline of faults and
 * the editions: it asks nobody, so that a broken history can be put before it in a test.
 */
final class Checker {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Timeline timeline;
  private final Violations violations;

  Checker(Timeline timeline, Violations violations) {
    this.timeline = timeline;
    this.violations = violations;
  }

  /** How a promise was put to the test. */
  enum Probe {
    /** {@code GET /v1/session} */
    SHOW,
    /** {@code POST /v1/decide} */
    DECIDE
  }

  /** Whether a node has to know of a promise by now. */
  boolean isDue(Promise promise, int node, long nowNanos) {
    OptionalLong due = timeline.due(promise.node(), promise.atNanos(), node);
    return due.isPresent() && nowNanos >= due.getAsLong();
  }

  /**
   * Judges what a node answered to an old capsule. No answer, and a refusal to answer now, prove
   * nothing.
   *
   * @param askedNanos when it was asked
   */
  void judge(Promise promise, int node, long askedNanos, Probe probe, Answer answer) {
    fault(answer, "m" + node);
    OptionalLong due = timeline.due(promise.node(), promise.atNanos(), node);
    if (!answer.isOk() || due.isEmpty() || askedNanos < due.getAsLong()) {
      return;
    }
    String words =
        "%s %d, acknowledged by m%d, was answered by m%d %.1f s later, %.1f s overdue"
            .formatted(
                promise.kind(),
                promise.number(),
                promise.node(),
                node,
                (askedNanos - promise.atNanos()) / NANOS_PER_SECOND,
                (askedNanos - due.getAsLong()) / NANOS_PER_SECOND);
    switch (probe) {
      case SHOW -> violations.add(shown(promise), words + ": the session was shown");
      case DECIDE -> {
        JsonNode body = answer.json();
        if (body.path("mode").asText().equals("session")) {
          violations.add(Invariant.PROMISES, words + ": the capsule was opened");
        } else if (Workspace.isPersonal(body)) {
          violations.add(Invariant.PERSONAL, words + ": the content was personal");
        }
      }
    }
  }

  private static Invariant shown(Promise promise) {
    return promise.kind() == Promise.Kind.NARROWED ? Invariant.PROMISES : Invariant.STATE;
  }

  /**
   * Judges a decision for a visitor whose every promise was kept so far.
   *
   * @param seen the highest edition the visitor had seen when asking
   * @param allowsPersonal whether the visitor's consent allows personal content
   */
  void decision(long seen, boolean allowsPersonal, JsonNode body, String where) {
    long edition = body.path("edition").asLong();
    if (edition < seen) {
      violations.add(
          Invariant.REGRESSION, where + " answered by edition " + edition + " after " + seen);
    }
    if (!allowsPersonal && Workspace.isPersonal(body)) {
      violations.add(Invariant.PERSONAL, where + " showed personal content without consent");
    }
  }

  /** Judges the status alone. */
  void fault(Answer answer, String where) {
    if (answer.isFault()) {
      String text = answer.text();
      violations.add(
          Invariant.FAULTS,
          where
              + " answered "
              + answer.status()
              + ": "
              + text.substring(0, Math.min(text.length(), 200)));
    }
  }
}
