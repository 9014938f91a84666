package dev.mien.engine.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.outcome.ShownArm.Measure;
import dev.mien.engine.session.Exposure.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What learns of outcomes gets the same of them, whichever of their days are folded by then. */
class OutcomeHistoryTest {
  private static final long BEGUN = 24 * 20_000L;
  private static final int DAYS = 34;

  private final InMemoryCountStore store = new InMemoryCountStore();
  private final SplittableRandom random = new SplittableRandom(31);

  private OutcomeHistory history() {
    OutcomeCounts nothing =
        new OutcomeCounts(() -> Instant.EPOCH, () -> Source.random(new SplittableRandom(1)));
    return new OutcomeHistory(new Outcomes(nothing.vectors(NobodyElse.INSTANCE, store)));
  }

  private void count(long hour) throws IOException {
    for (int node = random.nextInt(3); node > 0; node--) {
      ShownArm arm =
          new ShownArm(
              "hero", Kind.VARIANT, Optional.of("s"), "v" + random.nextInt(2), "offer", "e");
      Map<Cell, Long> cells = new HashMap<>();
      cells.put(arm.cell(new Measure.Sessions()), random.nextLong(10, 100));
      cells.put(arm.cell(new Measure.Reached("buy")), random.nextLong(1, 10));
      CountKey key = new CountKey(Source.random(random), 1, hour);
      store.joinVectors(Map.of(key, new CountVector(cells)));
    }
  }

  @Test
  void whoeverLooksGetsTheSameWheneverDaysAreFolded() throws IOException {
    OutcomeHistory constant = history();
    for (long hour = BEGUN; hour < BEGUN + DAYS * 24; hour++) {
      count(hour);
      if (random.nextInt(4) == 0) {
        Map<OutcomeHour, Map<ShownArm, Outcome>> before = history().until(hour);
        assertEquals(before, constant.until(hour), "hour " + (hour - BEGUN));
        long _ = store.fold(hour - Outcomes.SETTLED.toHours());
        assertEquals(before, history().until(hour), "folded at hour " + (hour - BEGUN));
        assertEquals(before, constant.until(hour), "folded at hour " + (hour - BEGUN));
      }
    }
  }

  @Test
  void whatIsSettledIsByDayAndTheLatestByHour() throws IOException {
    for (long hour = BEGUN; hour < BEGUN + DAYS * 24; hour++) {
      count(hour);
    }
    long now = BEGUN + DAYS * 24 - 1;
    Set<Long> hours = new HashSet<>();
    history().until(now).keySet().forEach(key -> hours.add(key.hour()));
    assertTrue(hours.stream().filter(hour -> hour > now - 48).count() > 24, "hours are kept apart");
    assertTrue(
        hours.stream()
            .filter(hour -> hour < now - 24 * 4)
            .allMatch(hour -> hour == Source.foldedHour(hour)),
        "days are added up");
    assertTrue(hours.size() < 30 + 72, () -> hours.size() + " stretches of time");
  }
}
