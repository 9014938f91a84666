package dev.mien.engine.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token that a person made for a script, without its text.
 *
 * @param id what it is called in calls: lower-case hexadecimal digits
 * @param owner who made it, and whom it counts as
 * @param name what for, in their words
 * @param roles at most the owner's
 * @param used the last day it was used on
 */
public record ApiToken(
    String id,
    Person owner,
    String name,
    Set<Role> roles,
    Instant made,
    Instant expires,
    Optional<LocalDate> used) {
  private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,100}");

  public ApiToken {
    if (!isName(name)) {
      throw new IllegalArgumentException("a token has a name of 1 to 100 characters");
    }
    roles = Set.copyOf(roles);
    made = made.truncatedTo(ChronoUnit.MILLIS);
    expires = expires.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether a text can be the name of a token. */
  public static boolean isName(String text) {
    return !text.isBlank() && NAME.matcher(text).matches();
  }
}
