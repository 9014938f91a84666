package dev.mien.engine.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A sign-in that is on its way through a provider.
 *
 * @param browser the hash of what the browser holds that began it
 * @param back where in the console it is to end
 */
public record Leg(String browser, String back, Instant begun) {
  public Leg {
    begun = begun.truncatedTo(ChronoUnit.MILLIS);
  }
}
