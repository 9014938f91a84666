package dev.mien.api.access;

import dev.mien.api.http.Permission;
import dev.mien.engine.access.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which role has which permissions. */
final class Rights {
  private Rights() {}

  static Set<Permission> of(Role role) {
    return switch (role) {
      case AUTHOR -> EnumSet.of(Permission.READ, Permission.EDIT);
      case PUBLISHER ->
          EnumSet.of(Permission.READ, Permission.EDIT, Permission.APPROVE, Permission.PUBLISH);
      case AUDITOR -> EnumSet.of(Permission.READ, Permission.AUDIT);
      case ADMINISTRATOR -> EnumSet.of(Permission.READ, Permission.AUDIT, Permission.ADMINISTER);
    };
  }

  /** The roles that have a permission. */
  static List<Role> with(Permission permission) {
    return Arrays.stream(Role.values()).filter(role -> of(role).contains(permission)).toList();
  }
}
