package dev.mien.engine.fit;

import java.util.List;
import java.util.Optional;

/** What came of fitting. */
public sealed interface Fitting {
  /** What each column tells by itself, the most telling first. */
  List<Alone> columns();

  /**
   * A scorecard that may be used.
   *
   * @param evaluation on sessions held out
   */
  record Fitted(Levelled levelled, Evaluation evaluation, List<Alone> columns) implements Fitting {
    public Fitted {
      columns = List.copyOf(columns);
    }

    public Scorecard card() {
      return levelled.card();
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
