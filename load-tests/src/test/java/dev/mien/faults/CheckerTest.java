package dev.mien.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.faults.Checker.Probe;
import dev.mien.faults.Promise.Kind;
import dev.mien.faults.Violations.Invariant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that are broken on purpose, one for each thing the checker must find. */
class CheckerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Answer SHOWN = new Answer(200, false, "{}".getBytes(UTF_8));
  private static final Answer OPENED =
      new Answer(200, false, "{\"mode\": \"session\"}".getBytes(UTF_8));
  private static final Answer GONE = new Answer(410, false, new byte[0]);

  private final Timeline timeline = new Timeline(Duration.ofSeconds(5));
  private final Violations violations = new Violations();
  private final Checker checker = new Checker(timeline, violations);
  private final EditionLog editions = new EditionLog(violations);

  private static Promise erasedAt(int node, long seconds) {
    return new Promise(0, Kind.ERASED, node, seconds * SECOND, List.of("old"));
  }

  private void found(Invariant invariant, int times) {
    assertEquals(times, violations.count(invariant), () -> violations.words(invariant).toString());
  }

  @Test
  void anErasedSessionThatIsShownTwoSecondsLaterIsFound() {
    checker.judge(erasedAt(1, 10), 2, 12 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.STATE, 1);
  }

  @Test
  void anErasedSessionThatOpensOnTheNodeThatErasedItIsFound() {
    checker.judge(erasedAt(1, 10), 1, 12 * SECOND, Probe.DECIDE, OPENED);
    found(Invariant.PROMISES, 1);
  }

  @Test
  void aNarrowedConsentUnderWhichAnOldCapsuleOpensIsFound() {
    var promise = new Promise(0, Kind.NARROWED, 1, 10 * SECOND, List.of("old"));
    checker.judge(promise, 3, 1_000 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.PROMISES, 1);
  }

  @Test
  void personalContentForAnErasedSessionIsFound() {
    String body =
        "{\"mode\": \"contextual\", \"decisions\": {\"%s\": {\"reason\": \"matched\"}}}"
            .formatted(Workspace.PERSONAL_SLOT);
    checker.judge(
        erasedAt(1, 10),
        2,
        13 * SECOND,
        Probe.DECIDE,
        new Answer(200, false, body.getBytes(UTF_8)));
    found(Invariant.PERSONAL, 1);
  }

  @Test
  void refusalsAndSilenceProveNothing() {
    checker.judge(erasedAt(1, 10), 2, 13 * SECOND, Probe.SHOW, GONE);
    checker.judge(erasedAt(1, 10), 2, 13 * SECOND, Probe.SHOW, Answer.none());
    checker.judge(erasedAt(1, 10), 2, 13 * SECOND, Probe.SHOW, new Answer(503, true, new byte[0]));
    assertTrue(violations.isEmpty());
  }

  @Test
  void nothingIsDueBeforeTwoSeconds() {
    checker.judge(erasedAt(1, 10), 2, 12 * SECOND - 1, Probe.SHOW, SHOWN);
    assertTrue(violations.isEmpty());
  }

  @Test
  void theOtherSideOfAPartitionHasToKnowFiveSecondsAfterTheHeal() {
    timeline.apart(1, 3, 5 * SECOND);
    checker.judge(erasedAt(1, 10), 3, 60 * SECOND, Probe.SHOW, SHOWN);
    timeline.healed(65 * SECOND);
    checker.judge(erasedAt(1, 10), 3, 70 * SECOND - 1, Probe.SHOW, SHOWN);
    assertTrue(violations.isEmpty());
    checker.judge(erasedAt(1, 10), 3, 70 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.STATE, 1);
  }

  @Test
  void whatIsAcknowledgedWhileSidesJoinHasAsLongAsTheyHave() {
    timeline.apart(1, 3, 5 * SECOND);
    timeline.healed(65 * SECOND);
    checker.judge(erasedAt(1, 66), 3, 69 * SECOND, Probe.SHOW, SHOWN);
    assertTrue(violations.isEmpty());
    checker.judge(erasedAt(1, 66), 3, 70 * SECOND, Probe.SHOW, SHOWN);
    checker.judge(erasedAt(1, 69), 3, 71 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.STATE, 2);
  }

  @Test
  void theSameSideOfAPartitionHasToKnowAtOnce() {
    timeline.apart(1, 3, 5 * SECOND);
    timeline.apart(2, 3, 5 * SECOND);
    checker.judge(erasedAt(1, 10), 2, 12 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.STATE, 1);
  }

  @Test
  void aFrozenNodeHasToKnowFiveSecondsAfterItGoesOn() {
    timeline.out(3, 5 * SECOND);
    timeline.back(3, 30 * SECOND);
    checker.judge(erasedAt(1, 10), 3, 35 * SECOND - 1, Probe.SHOW, SHOWN);
    assertTrue(violations.isEmpty());
    checker.judge(erasedAt(1, 10), 3, 35 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.STATE, 1);
  }

  @Test
  void theDeathOfWhoAcknowledgedExcusesNobodyElse() {
    timeline.out(1, 11 * SECOND);
    checker.judge(erasedAt(1, 10), 2, 12 * SECOND, Probe.SHOW, SHOWN);
    found(Invariant.STATE, 1);
  }

  @Test
  void anEditionThatGoesBackIsFound() {
    checker.decision(
        7, true, new Answer(200, false, "{\"edition\": 6}".getBytes(UTF_8)).json(), "");
    found(Invariant.REGRESSION, 1);
  }

  @Test
  void contentOfAnotherEditionIsFound() {
    long first = editions.propose();
    long second = editions.propose();
    editions.acknowledge(1, first);
    editions.observe(1, first, "");
    assertTrue(violations.isEmpty());
    editions.observe(1, second, "");
    editions.observe(2, 99, "");
    found(Invariant.CONTENT, 2);
  }

  @Test
  void oneNumberForTwoAcknowledgedEditionsIsFound() {
    editions.acknowledge(1, editions.propose());
    editions.acknowledge(1, editions.propose());
    found(Invariant.PUBLISHED, 1);
  }

  @Test
  void aServerFaultIsFoundAndSheddingIsNone() {
    checker.fault(new Answer(503, true, new byte[0]), "");
    checker.fault(new Answer(429, true, new byte[0]), "");
    assertTrue(violations.isEmpty());
    checker.fault(new Answer(500, false, new byte[0]), "");
    checker.fault(new Answer(503, false, new byte[0]), "");
    found(Invariant.FAULTS, 2);
  }
}
