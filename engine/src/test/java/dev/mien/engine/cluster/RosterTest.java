package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.cluster.Roster.Seat;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final long START = 1_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static final Seat ELDEST = seat(1);
  private static final Seat MIDDLE = seat(2);
  private static final Seat ME = seat(3);
  private static final List<Seat> ALL = List.of(ELDEST, MIDDLE, ME);

  private final Roster roster = new Roster();

  private static Seat seat(int number) {
    return new Seat(new UUID(0, number), InetSocketAddress.createUnresolved("m", number));
  }

  private static RollAnswer answer(Set<UUID> members, Set<UUID> silent) {
    return new RollAnswer(members, silent, 5_000, List.of());
  }

  private static RollAnswer withAll() {
    return answer(Set.of(ELDEST.id(), MIDDLE.id(), ME.id()), Set.of());
  }

  private void others(long now) {
    roster.members(List.of(ELDEST.id(), MIDDLE.id()), now);
  }

  private void answers(Seat member, long at, RollAnswer answer) {
    assertTrue(roster.asks(member.id(), at));
    roster.heard(member.id(), at, answer);
  }

  @Test
  void aMemberIsAskedOneQuestionAtATimeUntilItIsTakenForLost() {
    others(START);
    assertTrue(roster.asks(ELDEST.id(), START));
    assertFalse(roster.asks(ELDEST.id(), START + SECOND));
    assertTrue(roster.asks(ELDEST.id(), START + 5 * SECOND));
    roster.heard(ELDEST.id(), START, withAll());
    assertFalse(roster.isComplete(), "an answer to a question that was given up on is none");
  }

  @Test
  void whoHasNotAnsweredForTwoSecondsIsSilent() {
    others(START);
    answers(ELDEST, START + SECOND, withAll());
    long now = START + 2 * SECOND + 1;
    assertEquals(Set.of(MIDDLE.id()), roster.silent(now));
    assertEquals(Set.of(ELDEST.id(), MIDDLE.id()), roster.silent(now + SECOND));
    roster.members(List.of(ELDEST.id()), now);
    assertEquals(Set.of(), roster.silent(now));
  }

  @Test
  void aNodeIsConfirmedAsOfTheOldestAnswerAndOnlyIfAllKnowIt() {
    others(START);
    answers(ELDEST, START + 1, withAll());
    assertEquals(OptionalLong.empty(), roster.confirmedSince(ME.id(), START + 9));
    answers(MIDDLE, START + 2, answer(Set.of(ELDEST.id(), MIDDLE.id()), Set.of()));
    assertEquals(OptionalLong.empty(), roster.confirmedSince(ME.id(), START + 9));
    answers(MIDDLE, START + 3, withAll());
    assertEquals(OptionalLong.of(START + 1), roster.confirmedSince(ME.id(), START + 9));
  }

  @Test
  void aNodeAloneIsConfirmedByItself() {
    assertEquals(OptionalLong.of(START), roster.confirmedSince(ME.id(), START));
  }

  @Test
  void theLinkToAnElderThatAnotherHearsIsBroken() {
    others(START);
    long now = START + 6 * SECOND;
    answers(MIDDLE, now, withAll());
    assertEquals(Optional.of(ELDEST), roster.beyondABrokenLink(ALL, ME.id(), now));
  }

  @Test
  void theElderOfTheTwoStays() {
    roster.members(List.of(MIDDLE.id(), ME.id()), START);
    long now = START + 6 * SECOND;
    answers(MIDDLE, now, withAll());
    assertEquals(Optional.empty(), roster.beyondABrokenLink(ALL, ELDEST.id(), now));
  }

  @Test
  void anElderThatNobodyHearsIsNotBehindABrokenLink() {
    others(START);
    long now = START + 6 * SECOND;
    answers(MIDDLE, now, answer(Set.of(ELDEST.id(), MIDDLE.id(), ME.id()), Set.of(ELDEST.id())));
    assertEquals(Optional.empty(), roster.beyondABrokenLink(ALL, ME.id(), now));
  }

  @Test
  void aWitnessThatIsNotHeardItselfIsNone() {
    others(START);
    answers(MIDDLE, START, withAll());
    assertEquals(Optional.empty(), roster.beyondABrokenLink(ALL, ME.id(), START + 6 * SECOND));
  }

  @Test
  void wallClocksGoOnFromWhenTheyWereRead() {
    others(START);
    answers(ELDEST, START, withAll());
    assertEquals(List.of(7_000L), roster.wallMillis(START + 2 * SECOND));
  }
}
