package dev.mien.engine.access;

import java.time.LocalDate;
import java.util.Set;

/**
 * A person as they were when they last signed in.
 *
 * @param seen the day of that
 */
public record Colleague(Person person, Set<Role> roles, LocalDate seen) {
  public Colleague {
    roles = Set.copyOf(roles);
  }
}
