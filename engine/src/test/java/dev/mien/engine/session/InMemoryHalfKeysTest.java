package dev.mien.engine.session;

import java.time.Duration;
import java.time.Instant;

class InMemoryHalfKeysTest extends HalfKeysContract {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final HalfKeys halfKeys = new InMemoryHalfKeys(() -> now);

  @Override
  protected HalfKeys halfKeys() {
    return halfKeys;
  }

  @Override
  protected void passUntilAbsent(Handle handle) {
    now = now.plus(Duration.ofSeconds(1));
  }
}
