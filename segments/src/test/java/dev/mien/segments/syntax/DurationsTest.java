package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void aNumberAndAUnitAreADuration() {
    assertEquals(Optional.of(Duration.ofMinutes(30)), Durations.parse("30 minutes"));
    assertEquals(Optional.of(Duration.ofDays(1)), Durations.parse("1 day"));
    assertEquals(Optional.of(Duration.ofSeconds(90)), Durations.parse("1.5 minutes"));
    assertEquals(Optional.of(Duration.ZERO), Durations.parse("0 seconds"));
  }

  @Test
  void anythingElseIsNone() {
    for (String text :
        List.of(
            "",
            "30",
            "minutes",
            "-1 day",
            "1 week",
            "2hours",
            "1.5 seconds",
            "9999999999 days",
            "1 1 day")) {
      assertEquals(Optional.empty(), Durations.parse(text), text);
    }
  }

  @Test
  void whatIsPrintedIsReadBack() {
    for (long seconds : new long[] {0, 1, 2, 59, 60, 61, 3_600, 5_400, 86_400, 90_000, 172_800}) {
      Duration duration = Duration.ofSeconds(seconds);
      assertEquals(Optional.of(duration), Durations.parse(Durations.print(duration)));
    }
  }
}
