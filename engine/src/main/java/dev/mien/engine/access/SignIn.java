package dev.mien.engine.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * That somebody is signed in, in one browser.
 *
 * @param bond what it ends with: it is good only as long as the token it was made with
 * @param begun to the millisecond
 * @param used when it was last used, to the minute or so
 */
public record SignIn(
    Person person, Set<Role> roles, Means means, String bond, Instant begun, Instant used) {
  public SignIn {
    roles = Set.copyOf(roles);
    begun = begun.truncatedTo(ChronoUnit.MILLIS);
    used = used.truncatedTo(ChronoUnit.MILLIS);
  }
}
