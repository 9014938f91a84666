package dev.mien.api.fit;

import dev.mien.api.replay.Gathered;
import dev.mien.engine.statistics.Calibration;
import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;

/**
 * What fitting evidence from clicks has to tell.
 *
 * @param attribute its name
 * @param sessions fitted, and held out
 * @param after how good probabilities are after none, one, two, … clicks, on sessions held out that
 *     have so many
 * @param independent the same, as if clicks were independent
 * @param steps what each says, in log-odds
 * @param reasons why it is refused, in words; none: it is written
 */
public record StepsReport(
    String attribute,
    String outcome,
    Gathered gathered,
    FitReport.Parts sessions,
    List<Calibration> after,
    List<Calibration> independent,
    SequencedMap<String, BigDecimal> steps,
    List<String> reasons) {
  public StepsReport {
    after = List.copyOf(after);
    independent = List.copyOf(independent);
    reasons = List.copyOf(reasons);
  }
}
