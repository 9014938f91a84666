package dev.mien.api.openid;

import java.util.Locale;

/** Nobody is signed in. */
public final class SignInFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Why not, as pages tell people. The codes are part of the API. */
  public enum Reason {
    /** The provider cannot be reached, or does not answer as one. */
    UNAVAILABLE,

    /** What the provider or the browser sent is not what it has to be. */
    REFUSED,

    /** It took too long, began in another browser, or has ended once already. */
    EXPIRED,

    /** They are in no group that has a role. */
    NO_ROLE,

    /** Too many sign in at once. */
    TOO_MANY;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param message for operators: what is wrong, without anything that was sent
   */
  public SignInFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
