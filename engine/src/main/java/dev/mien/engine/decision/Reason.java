package dev.mien.engine.decision;

/** Why a slot shows what it shows; the codes are part of the API and keep their meaning. */
public enum Reason {
  /** An offer's audience admits the session. */
  MATCHED("matched"),
  /** No offer that is on has an audience that admits the session. */
  FALLBACK("fallback"),
  /** The session is on the side that sees fallbacks only, so that lift can be measured. */
  HELD_OUT("held-out"),
  /** Nothing matched, and a purpose of the slot is not permitted. */
  NO_CONSENT("no-consent"),
  /**
   * The crowd that would have got the same response is too small, or too many segments would have
   * driven it.
   */
  TOO_FEW("too-few"),
  /** The edition in force has no such slot. */
  UNKNOWN_SLOT("unknown-slot");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
