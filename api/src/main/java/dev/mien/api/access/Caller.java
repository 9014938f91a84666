package dev.mien.api.access;

import dev.mien.api.http.Permission;
import dev.mien.engine.access.Means;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import dev.mien.engine.workspace.Actor;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whom a call comes from.
 *
 * @param means how they have shown who they are, now or when they signed in
 */
public record Caller(Person person, Set<Role> roles, Means means) {
  /** Whoever carries the admin token. */
  static final Person ADMIN = new Person("admin", "Admin token");

  /** Whoever carries the approver's token. */
  static final Person APPROVER = new Person("approver", "Approver token");

  public Caller {
    roles = Set.copyOf(roles);
  }

  static Caller admin() {
    return new Caller(ADMIN, EnumSet.allOf(Role.class), Means.ADMIN_TOKEN);
  }

  static Caller approver() {
    return new Caller(APPROVER, Set.of(Role.AUDITOR), Means.APPROVER_TOKEN);
  }

  /** What they may do beyond what everybody may. */
  public Set<Permission> permissions() {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    roles.forEach(role -> permissions.addAll(Rights.of(role)));
    if (means == Means.APPROVER_TOKEN) {
      permissions.add(Permission.APPROVE);
    }
    // One token must never be enough for both to write and to agree; nor one that was made with it.
    if (person.id().equals(ADMIN.id())) {
      permissions.remove(Permission.APPROVE);
    }
    return permissions;
  }

  public boolean may(Permission permission) {
    return switch (permission) {
      case UNSAID -> false;
      case OPEN, SIGNED_IN -> true;
      case READ, EDIT, APPROVE, PUBLISH, AUDIT, ADMINISTER -> permissions().contains(permission);
    };
  }

  /** What the audit calls them. */
  public Actor actor() {
    return new Actor(person.id(), person.name());
  }
}
