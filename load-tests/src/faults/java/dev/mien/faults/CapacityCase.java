package dev.mien.faults;

import dev.mien.faults.Tally.Window;
import dev.mien.faults.Traffic.Mix;
import java.io.IOException;

/** How much three nodes on this machine can do: the rate is raised until answers come late. */
final class CapacityCase implements Case {
  static final double USED_SHARE = 0.6;
  static final double FIRST_RATE = 150;
  private static final double STEP = 1.4;
  private static final double P99_MILLIS_MAX = 100;
  private static final double FAILED_MAX = 0.001;
  private static final double GOODPUT_MIN = 0.95;
  private static final double DEVIATIONS = 3;
  private static final double RATE_MAX = 50_000;

  private double capacity;

  @Override
  public String name() {
    return "capacity";
  }

  /** Answers a second of the last step that held; 0 before it was measured. */
  double capacity() {
    return capacity;
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    String last = "";
    for (double rate = FIRST_RATE; rate < RATE_MAX; rate *= STEP) {
      stage.traffic().run(Mix.of(rate));
      Wait.forSeconds(1);
      Window window = stage.watch(stage.options().either(3, 8));
      last =
          "%.0f a second: p99 %.0f ms, %d of %d failed"
              .formatted(window.goodput(), window.p99(), window.failed(), window.decisions());
      if (window.p99() > P99_MILLIS_MAX
          || window.failed() > FAILED_MAX * window.decisions()
          || window.goodput() < least(rate, window.seconds())) {
        break;
      }
      capacity = window.goodput();
    }
    stage.traffic().run(Mix.of(capacity * USED_SHARE));
    Wait.forSeconds(3);
    stage.tell("decisions a second that this machine can do", "%.0f".formatted(capacity));
    stage.tell("the first step beyond", last);
  }

  /** What of a rate has to be answered; visitors come at random, so there may be fewer of them. */
  private static double least(double rate, double seconds) {
    return GOODPUT_MIN * rate - DEVIATIONS * Math.sqrt(rate / seconds);
  }
}
