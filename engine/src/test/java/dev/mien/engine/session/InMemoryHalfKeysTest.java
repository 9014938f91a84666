package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InMemoryHalfKeysTest extends HalfKeysContract {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final InMemoryHalfKeys halfKeys = new InMemoryHalfKeys(() -> now);

  @Override
  protected HalfKeys halfKeys() {
    return halfKeys;
  }

  @Override
  protected void passUntilAbsent(Handle handle) {
    now = now.plus(Duration.ofSeconds(1));
  }

  @Test
  void sessionsThatNobodyAsksForAgainDoNotPileUp() {
    Duration lease = Duration.ofMinutes(1);
    HalfKey key = new HalfKey(new byte[HalfKey.BYTES]);
    for (int begun = 0; begun < 3 * InMemoryHalfKeys.BEGINS_PER_SWEEP; begun++) {
      CompletionStage<Void> _ = halfKeys.begin(new Handle(begun, 0), key, lease);
      now = now.plusSeconds(1);
    }
    long most = InMemoryHalfKeys.BEGINS_PER_SWEEP + lease.toSeconds();
    assertTrue(halfKeys.size() <= most, () -> halfKeys.size() + " entries are kept");
  }
}
