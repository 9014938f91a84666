package dev.mien.attacks;

import dev.mien.engine.crowd.Gate;
import dev.mien.engine.crowd.SingleOut;
import dev.mien.engine.crowd.SingleOut.Outcome;
import java.util.List;
import java.util.Locale;

/** Rules that each ask for the six rarest things that hold for one session, before all others. */
final class SinglingOut implements Attack {
  static final String NAME = "single-out";

  private static final int RULES = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "the power to write %,d rules, and all responses".formatted(RULES);
  }

  @Override
  public List<Row> run(Setup setup) {
    Gate gate =
        switch (setup.weakness()) {
          case PARTS_COUNTED -> Gate.PARTS_COUNTED;
          case SEGMENTS_ALONE -> Gate.SEGMENTS_ALONE;
          case SHOWN_COUNTED -> Gate.SHOWN_COUNTED;
          default -> Gate.SHIPPED;
        };
    int sessions = setup.either(30_000, 1_000_000);
    // What a site of that size keeps; with few sessions more combinations are too rare.
    double least = setup.isFull() ? 0.65 : 0.45;
    Outcome outcome = SingleOut.outcome(gate, sessions, RULES, setup.seed());
    Outcome alone = SingleOut.outcome(Gate.SEGMENTS_ALONE, 6_000, RULES, setup.seed());
    return List.of(
        new Row(
            NAME,
            "responses to %,d sessions that fewer than 50 of the window had in common"
                .formatted(sessions),
            "0",
            "%,d".formatted(outcome.below()),
            "of 6,000 with each segment asked for by itself %,d".formatted(alone.below()),
            Row.of(outcome.below() == 0 && alone.below() > 0)),
        new Row(
            NAME,
            "sessions that keep two segments or more",
            "≥ %.0f %%".formatted(100 * least),
            percent(outcome.keepTwo()),
            "",
            Row.of(outcome.keepTwo() >= least)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
