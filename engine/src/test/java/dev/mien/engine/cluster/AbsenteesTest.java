package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AbsenteesTest {
  private static final UUID MEMBER = new UUID(0, 1);
  private static final InetSocketAddress ADDRESS = InetSocketAddress.createUnresolved("m", 1);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long START = 77;

  private final Absentees absentees = new Absentees(START);

  @Test
  void whoStartsIsSettled() {
    assertTrue(absentees.isSettled(START));
  }

  @Test
  void whoWentWithoutAWordMayBeAliveForAWhile() {
    absentees.gone(MEMBER, ADDRESS, START);
    assertFalse(absentees.isSettled(START + Absentees.LOST.toNanos()));
    assertEquals(Set.of(ADDRESS), absentees.addresses());
    assertTrue(absentees.isSettled(START + Absentees.LOST.toNanos() + 1));
    assertEquals(Set.of(), absentees.addresses());
  }

  @Test
  void whoSaidFarewellIsGone() {
    absentees.farewell(MEMBER);
    absentees.gone(MEMBER, ADDRESS, START);
    assertTrue(absentees.isSettled(START));
  }

  @Test
  void aNewProcessAtItsAddressMeansThatTheOldOneIsDead() {
    absentees.gone(MEMBER, ADDRESS, START);
    absentees.came(ADDRESS, START + SECOND);
    assertFalse(absentees.isSettled(START + 5 * SECOND), "it has brought things");
    assertTrue(absentees.isSettled(START + 6 * SECOND));
  }
}
