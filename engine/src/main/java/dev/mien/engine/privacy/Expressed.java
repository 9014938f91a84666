package dev.mien.engine.privacy;

/**
 * What one request expresses about consent.
 *
 * @param statement what it says itself
 * @param gpc what the browser says for its visitor, to everybody
 */
public record Expressed(ConsentStatement statement, GlobalPrivacyControl gpc) {
  /** Nothing at all. */
  public static Expressed nothing() {
    return new Expressed(new ConsentStatement.Unsaid(), GlobalPrivacyControl.NOT_ASKED);
  }
}
