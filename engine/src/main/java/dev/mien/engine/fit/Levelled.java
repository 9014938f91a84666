package dev.mien.engine.fit;

import dev.mien.engine.statistics.Platt;
import java.util.Optional;

/**
 * A scorecard, and what brings its probabilities to level where that was needed.
 *
 * @param calibration empty: the scorecard is taken at its word
 */
public record Levelled(Scorecard card, Optional<Platt> calibration) {
  /** The log-odds of each of {@code patterns}. */
  public double[] logits(Patterns patterns) {
    double[] logits = card.logits(patterns);
    if (calibration.isPresent()) {
      Platt platt = calibration.get();
      for (int i = 0; i < logits.length; i++) {
        logits[i] = platt.slope() * logits[i] + platt.intercept();
      }
    }
    return logits;
  }
}
