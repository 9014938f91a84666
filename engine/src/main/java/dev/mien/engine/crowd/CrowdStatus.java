package dev.mien.engine.crowd;

/** How the combinations that a segment has been counted in stand; the codes are part of the API. */
public enum CrowdStatus {
  /** At least one of them is open. */
  ENOUGH("enough"),
  /** None of them is. */
  TOO_FEW("too-few"),
  /** There is none: nothing was shown for the segment in the window, nor refused. */
  NOT_COUNTED_YET("not-counted-yet");

  private final String code;

  CrowdStatus(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
