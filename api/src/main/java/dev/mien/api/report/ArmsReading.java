package dev.mien.api.report;

import dev.mien.engine.experiment.Arms;
import java.util.List;

/** What came of reading counts. */
public sealed interface ArmsReading {
  record Found(List<Arms> experiments) implements ArmsReading {
    public Found {
      experiments = List.copyOf(experiments);
    }
  }

  /** For a reason that says where, what is wrong and what to do. */
  record Refused(String why) implements ArmsReading {}
}
