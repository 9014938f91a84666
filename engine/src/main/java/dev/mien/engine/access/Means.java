package dev.mien.engine.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How somebody has shown who they are. The codes are part of the API. */
public enum Means {
  /** With the token of {@code MIEN_ADMIN_TOKEN}, or the one in the data folder. */
  ADMIN_TOKEN,

  /** With the token of {@code MIEN_APPROVER_TOKEN}. */
  APPROVER_TOKEN,

  /** With a token that a person made. */
  API_TOKEN,

  /** At an OpenID provider. */
  OPENID;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The means that have a code. */
  public static Optional<Means> of(String code) {
    return Arrays.stream(values()).filter(means -> means.code().equals(code)).findFirst();
  }
}
