package dev.mien.faults;

import dev.mien.faults.Tally.Count;
import dev.mien.faults.Tally.Window;
import dev.mien.faults.Traffic.Mix;
import java.io.IOException;

/** Three times as much comes as can be done. */
final class OverloadCase implements Case {
  private static final double TIMES = 3;
  private static final double GOODPUT_MIN = 0.9;
  private static final double PROMISES_MIN = 0.999;

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    double capacity = stage.rate() / CapacityCase.USED_SHARE;
    Window usual = stage.watch(5);
    stage.traffic().run(Mix.of(capacity));
    Wait.forSeconds(2);
    Window peak = stage.watch(stage.options().either(6, 15));
    long shedBefore = stage.tally().total(Count.SHED);
    long askedBefore = stage.tally().total(Count.PROMISE_ASKED);
    long acknowledgedBefore = stage.tally().total(Count.PROMISE_ACKNOWLEDGED);
    stage.traffic().run(Mix.of(capacity * TIMES));
    Wait.forSeconds(2);
    Window over = stage.watch(stage.options().either(15, 60));
    stage.traffic().run(Mix.of(stage.rate()));
    Wait.forSeconds(5);
    Window after = stage.watch(5);
    stage.trouble().note("OVERLOAD over");
    stage.goal(
        "goodput at 3 times the capacity is at least 0.9 of the peak",
        over.goodput() >= GOODPUT_MIN * peak.goodput(),
        "%.0f a second of %.0f; accepted p99 %.0f ms"
            .formatted(over.goodput(), peak.goodput(), over.p99()));
    stage.tell(
        "shed with Retry-After", "%,d".formatted(stage.tally().total(Count.SHED) - shedBefore));
    long asked = stage.tally().total(Count.PROMISE_ASKED) - askedBefore;
    long acknowledged = stage.tally().total(Count.PROMISE_ACKNOWLEDGED) - acknowledgedBefore;
    stage.goal(
        "consent and erasure succeed all the same: 99.9 of 100",
        acknowledged >= PROMISES_MIN * asked,
        "%,d of %,d".formatted(acknowledged, asked));
    stage.goal(
        "5 s later p99 is at most 1.2 times the one before",
        after.p99() <= KillCase.SLOWER_MAX * usual.p99(),
        "%.1f ms before, %.1f ms after".formatted(usual.p99(), after.p99()));
  }
}
