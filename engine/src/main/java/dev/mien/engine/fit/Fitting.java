package dev.mien.engine.fit;

import dev.mien.engine.statistics.Platt;
import java.util.List;
import java.util.Optional;

/** What came of fitting. */
public sealed interface Fitting {
  /** What each column tells by itself, the most telling first. */
  List<Alone> columns();

  /**
   * A scorecard that may be used.
   *
   * @param calibration where probabilities had to be brought to level
   * @param evaluation on sessions held out, with the calibration
   */
  record Fitted(
      Scorecard card, Optional<Platt> calibration, Evaluation evaluation, List<Alone> columns)
      implements Fitting {
    public Fitted {
      columns = List.copyOf(columns);
    }

    /** The log-odds of each of {@code patterns}, with the calibration. */
    public double[] logits(Patterns patterns) {
      return Fit.calibrated(card.logits(patterns), calibration);
    }
  }

  /**
   * None, for these reasons.
   *
   * @param evaluation of what is refused, where it got so far
   */
  record Refused(List<Refusal> reasons, Optional<Evaluation> evaluation, List<Alone> columns)
      implements Fitting {
    public Refused {
      reasons = List.copyOf(reasons);
      columns = List.copyOf(columns);
    }
  }
}
