package dev.mien.api.doctor;

/**
 * One thing that was looked at.
 *
 * @param place the setting, file, address or flag it is about
 * @param cause what was found there
 * @param remedy what to do about it; empty where there is nothing to do
 */
public record Finding(Level level, String place, String cause, String remedy) {
  /** How bad it is. */
  public enum Level {
    OK("ok"),
    NOT_APPLICABLE("-"),
    WARNING("warning"),
    ERROR("error");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    /** As it is shown to people. */
    String word() {
      return word;
    }
  }

  static Finding ok(String place, String cause) {
    return new Finding(Level.OK, place, cause, "");
  }

  /** There was nothing to look at. */
  static Finding notApplicable(String place, String why) {
    return new Finding(Level.NOT_APPLICABLE, place, why, "");
  }

  static Finding warning(String place, String cause, String remedy) {
    return new Finding(Level.WARNING, place, cause, remedy);
  }

  static Finding error(String place, String cause, String remedy) {
    return new Finding(Level.ERROR, place, cause, remedy);
  }

  /** The same, where warnings count as errors. */
  Finding strict() {
    return level == Level.WARNING ? error(place, cause, remedy) : this;
  }
}
