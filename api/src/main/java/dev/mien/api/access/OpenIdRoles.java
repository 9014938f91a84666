package dev.mien.api.access;

import dev.mien.api.config.GroupRole;
import dev.mien.api.openid.Subject;
import dev.mien.engine.access.Means;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who somebody is here whom a provider has named, and as what.
 *
 * @param rolesClaim which of a provider's claims holds groups
 * @param nameClaim which holds what pages show
 */
record OpenIdRoles(String rolesClaim, List<GroupRole> roles, String nameClaim) {
  private static final int ID_CHARACTERS = 32;

  OpenIdRoles {
    roles = List.copyOf(roles);
  }

  /** The caller that a subject is; none who has no role. */
  Optional<Caller> caller(Subject subject) {
    Set<Role> found = EnumSet.noneOf(Role.class);
    List<String> groups = subject.texts(rolesClaim);
    roles.stream()
        .filter(each -> groups.contains(each.group()))
        .map(GroupRole::role)
        .forEach(found::add);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Caller(person(subject), found, Means.OPENID));
  }

  // Issuer and subject are the only claims that never change and that nobody can choose.
  private Person person(Subject subject) {
    String hash = Secret.hash(subject.issuer() + "\n" + subject.name());
    String name =
        Stream.of(nameClaim, "name", "email")
            .map(subject::text)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(subject.name());
    return Person.named("oidc-" + hash.substring(0, ID_CHARACTERS), name);
  }
}
