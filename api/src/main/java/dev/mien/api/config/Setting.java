package dev.mien.api.config;

/**
 * One thing an operator may set.
 *
 * @param name of the environment variable, and of the line in a file
 * @param standard the text that stands for it where nothing is said
 * @param meaning what it does, in one sentence
 */
public record Setting<T>(String name, Form<T> form, String standard, String meaning, Sight sight) {
  /** Who may see a value. */
  public enum Sight {
    OPEN,
    /** Printed without what may hold a password: the log-in and the parameters of a URL. */
    WITHOUT_PARAMETERS,
    /** Never printed, logged or repeated in an error. */
    SECRET
  }

  /** What its values must be, in words. */
  public String range() {
    return form.range();
  }
}
