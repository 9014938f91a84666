package dev.mien.api.access;

import dev.mien.engine.access.Means;
import java.util.Optional;

/** The tokens that the operator has set: that of the administrator, and the approver's. */
final class Bearers {
  private final String admin;
  private final Optional<String> approver;

  Bearers(String admin, Optional<String> approver) {
    this.admin = admin;
    this.approver = approver;
  }

  /** Whoever carries a token. */
  Optional<Caller> caller(String token) {
    // Both are compared with, so that the time it takes does not tell which one is nearly right.
    boolean isAdmin = Secret.same(token, admin);
    boolean isApprover = Secret.same(token, approver.orElse(admin)) && approver.isPresent();
    if (isAdmin) {
      return Optional.of(Caller.admin());
    }
    return isApprover ? Optional.of(Caller.approver()) : Optional.empty();
  }

  /** The token that somebody signs in with; none where it is not one of these. */
  private Optional<String> token(Means means) {
    return switch (means) {
      case ADMIN_TOKEN -> Optional.of(admin);
      case APPROVER_TOKEN -> approver;
      case API_TOKEN, OPENID -> Optional.empty();
    };
  }

  /**
   * What ties a sign-in to one of these tokens: who replaces the token ends the sign-in. A thief of
   * the database cannot try tokens with it, for the secret is not there.
   */
  Optional<String> bond(Means means, Secret secret) {
    return token(means).map(token -> secret.derived("bond " + token));
  }

  /** Never the tokens. */
  @Override
  public String toString() {
    return "Bearers";
  }
}
