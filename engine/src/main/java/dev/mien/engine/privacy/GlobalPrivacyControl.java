package dev.mien.engine.privacy;

import java.util.List;

/**
 * Whether a request carries the Global Privacy Control, by which visitors ask all sites at once not
 * to sell or share what they learn of them.
 *
 * <p>The signal is about third parties. It neither forbids a site what it does for its visitor
 * alone, nor asks for anything to be erased. Mien takes it a step further than it has to: consent
 * that nobody gave, which was only assumed because nobody objected, does not stand against it; see
 * {@link Consent.Ground}. Consent that the visitor did give, to this site and for this purpose, is
 * the more specific word, and stands, but for third parties.
 */
public enum GlobalPrivacyControl {
  /** Nothing may leave for third parties. */
  ASKED,
  NOT_ASKED;

  private static final String ASKS = "1";

  /**
   * Reads the values of all {@code Sec-GPC} fields of a request: asked if one of them is exactly
   * {@code 1}. Every other value is as good as none.
   */
  public static GlobalPrivacyControl of(List<String> fieldValues) {
    return fieldValues.contains(ASKS) ? ASKED : NOT_ASKED;
  }
}
