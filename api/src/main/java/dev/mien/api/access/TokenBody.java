package dev.mien.api.access;

import dev.mien.api.json.JsonWalk;
import dev.mien.engine.access.ApiToken;
import dev.mien.engine.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What somebody asks for who makes a token. */
record TokenBody(String name, Set<Role> roles, Instant expires) {
  private static final Duration AGE_MAX = Duration.ofDays(366);
  private static final int MEMBERS_MAX = 3;
  private static final int CHARACTERS_MAX = 100;

  static TokenBody read(JsonWalk walk, Caller caller, Instant now) throws IOException {
    Members members = new Members(walk, caller, now);
    walk.object("", MEMBERS_MAX, members::take);
    return members.body();
  }

  private static final class Members {
    private final JsonWalk walk;
    private final Caller caller;
    private final Instant now;
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private String name = "";
    private Optional<Instant> expires = Optional.empty();

    Members(JsonWalk walk, Caller caller, Instant now) {
      this.walk = walk;
      this.caller = caller;
      this.now = now;
    }

    void take(String member, String pointer) throws IOException {
      switch (member) {
        case "name" -> name = walk.text(pointer, CHARACTERS_MAX).orElse("");
        case "roles" -> walk.array(pointer, Role.values().length, this::role);
        case "expires" -> expires = walk.instant(pointer, CHARACTERS_MAX);
        default -> {
          walk.error(pointer, "unknown-name", "A token has name, roles and expires.");
          walk.skip();
        }
      }
    }

    private void role(String pointer) throws IOException {
      Optional<String> code = walk.text(pointer, CHARACTERS_MAX);
      Optional<Role> role = code.flatMap(Role::of);
      if (code.isEmpty()) {
        return;
      }
      if (role.isEmpty()) {
        walk.error(
            pointer, "not-a-role", "The roles are author, publisher, auditor and administrator.");
      } else if (!caller.roles().contains(role.orElseThrow())) {
        walk.error(pointer, "not-your-role", "A token has no role that its owner has not.");
      } else {
        roles.add(role.orElseThrow());
      }
    }

    TokenBody body() {
      if (!ApiToken.isName(name)) {
        walk.error("/name", "not-a-name", "Say in 1 to 100 characters what the token is for.");
      }
      if (roles.isEmpty()) {
        walk.error("/roles", "missing", "Send at least one role.");
      }
      if (expires.filter(end -> end.isAfter(now) && !end.isAfter(now.plus(AGE_MAX))).isEmpty()) {
        walk.error("/expires", "not-an-end", "Send when it expires, at most 366 days from now.");
      }
      return new TokenBody(name, Set.copyOf(roles), expires.orElse(now));
    }
  }
}
