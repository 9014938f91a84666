package dev.mien.engine.experiment;

import dev.mien.engine.statistics.SampleRatio;
import java.util.List;

/**
 * One segment.
 *
 * @param ratio whether sessions arrived as planned, looked at once
 * @param always the same, looked at whenever
 * @param comparisons each variant against the control, and all that was shown against what was held
 *     out
 */
public record Group(
    String segment,
    SampleRatio.Fixed ratio,
    SampleRatio.Sequential always,
    List<ArmRate> arms,
    List<Comparison> comparisons) {
  public Group {
    arms = List.copyOf(arms);
    comparisons = List.copyOf(comparisons);
  }

  /** Whether sessions arrived so far from the plan that nothing else is to be read. */
  public boolean mismatched() {
    return ratio.p() < SampleRatio.ALARM || always.p() < SampleRatio.ALARM;
  }
}
