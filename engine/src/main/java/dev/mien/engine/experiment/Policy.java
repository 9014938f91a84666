package dev.mien.engine.experiment;

import dev.mien.engine.bandit.PolicyValue;
import java.util.Locale;

/**
 * What all sessions of an experiment would have come to, had their variants been drawn in one way.
 *
 * @param value with the design effect and noise in its errors, or why it cannot be told
 */
public record Policy(Drawn drawn, PolicyValue value) {
  /** A way to draw. */
  public enum Drawn {
    /** By the weights that were written. */
    AS_WRITTEN("as-written"),
    /** By what was learned; a bandit does, an apprentice would. */
    AS_LEARNED("as-learned");

    private final String code;

    Drawn(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    String inWords() {
      return code.replace('-', ' ');
    }
  }

  /** In a sentence. */
  public String inWords() {
    String way = "Drawn " + drawn.inWords() + ": ";
    return switch (value) {
      case PolicyValue.Estimated estimated ->
          way
              + estimated.inWords()
              + (drawn == Drawn.AS_LEARNED
                  ? String.format(
                      Locale.ROOT,
                      ". It was learned from these very sessions, so it is %.2f %% at its best.",
                      100 * estimated.robust().value())
                  : ".");
      case PolicyValue.TooFew few -> way + few.inWords() + ".";
      case PolicyValue.OutOfBalance out -> way + out.inWords() + ".";
    };
  }
}
