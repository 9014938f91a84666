package dev.mien.engine.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscountTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:34:56Z");
  private static final long HOUR = NOW.getEpochSecond() / 3600;

  /** One session a day, the latest today; the belief started from a day before the first. */
  @Test
  void isWorthLessByTheDay() {
    int[] rewards = {1, 0, 0, 1, 1};
    List<HourlyArm> hours = new ArrayList<>();
    for (int day = 0; day < rewards.length; day++) {
      hours.add(new HourlyArm(HOUR - 24L * (4 - day), 1, rewards[day]));
    }
    double start = Math.pow(0.9, 5);

    Arm sum = Discount.sum(hours, NOW, 0.9);

    assertEquals(3.14659, start + sum.successes(), 1e-13);
    assertEquals(2.12949, start + sum.sessions() - sum.successes(), 1e-13);
  }

  @Test
  void keepsItsBitsInAnyOrder() {
    List<HourlyArm> hours = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      hours.add(new HourlyArm(HOUR - i, 17 * i % 101, 17 * i % 101 / 7));
    }
    Arm sum = Discount.sum(hours, NOW, 0.9);
    Collections.reverse(hours);
    assertEquals(sum, Discount.sum(hours, NOW, 0.9));
    assertEquals(sum, Discount.sum(hours, NOW.plusSeconds(1500), 0.9));
  }

  @Test
  void takesAnHourAheadWhole() {
    assertEquals(
        new Arm(5, 2), Discount.sum(List.of(new HourlyArm(HOUR + 9, 5, 2)), NOW, Discount.PER_DAY));
  }

  @Test
  void countsOnlyHoursWhoseWindowHasClosed() {
    List<HourlyArm> hours = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      hours.add(new HourlyArm(HOUR - i, 1, 0));
    }
    // 12:34 less half an hour is 12:04: the hour from 11:00 was over by then.
    assertEquals(hours.subList(1, 4), Discount.closed(hours, NOW, Duration.ofMinutes(30)));
    assertEquals(hours.subList(2, 4), Discount.closed(hours, NOW, Duration.ofMinutes(40)));
    assertEquals(hours.subList(1, 4), Discount.closed(hours, NOW, Duration.ZERO));
  }

  @Test
  void refusesWhatIsNoDiscount() {
    for (double odd : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> Discount.sum(List.of(), NOW, odd), () -> "" + odd);
    }
    assertThrows(IllegalArgumentException.class, () -> new HourlyArm(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Arm(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Arm(1, -1));
  }
}
