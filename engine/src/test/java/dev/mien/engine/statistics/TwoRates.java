package dev.mien.engine.statistics;

/**
 * The difference of two rates, seen once.
 *
 * @param difference the treatment's less the control's, with the error each brings
 * @param zPooled by the error both would have if they were the same: the classic test
 */
public record TwoRates(Estimate difference, double zPooled) {

  public static TwoRates of(Rate control, Rate treatment) {
    Estimate difference = treatment.estimate().minus(control.estimate());
    Rate pooled =
        new Rate(
            control.sessions() + treatment.sessions(), control.successes() + treatment.successes());
    double error =
        Math.sqrt(pooled.variance() * (1 / control.sessions() + 1 / treatment.sessions()));
    return new TwoRates(difference, new Estimate(difference.value(), error).z());
  }

  public double pPooled() {
    return Tails.normalBeyond(zPooled);
  }
}
