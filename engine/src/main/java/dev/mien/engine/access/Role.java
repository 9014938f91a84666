package dev.mien.engine.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody works as; a person can have several. The codes are part of the API. */
public enum Role {
  AUTHOR,
  PUBLISHER,
  AUDITOR,
  ADMINISTRATOR;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that has a code. */
  public static Optional<Role> of(String code) {
    return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
  }

  /** The roles of both. */
  public static Set<Role> common(Collection<Role> some, Collection<Role> others) {
    Set<Role> common = EnumSet.noneOf(Role.class);
    common.addAll(some);
    common.retainAll(others);
    return common;
  }

  /** Their codes, with commas between them. */
  public static String codes(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::code).collect(Collectors.joining(","));
  }

  /**
   * The roles that {@link #codes} wrote; what a newer Mien wrote and this one does not know is no
   * role.
   */
  public static Set<Role> ofCodes(String codes) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String code : codes.split(",", -1)) {
      of(code).ifPresent(roles::add);
    }
    return roles;
  }
}
