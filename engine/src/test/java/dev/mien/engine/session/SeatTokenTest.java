package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class SeatTokenTest {
  private static final Instant BEGAN = Instant.parse("2026-11-21T10:20:00Z");
  private static final int TOKENS = 1 << Capsules.TOKEN_BITS;
  private static final int SEATS = 200_000;

  private final SplittableRandom random = new SplittableRandom(20_261_122);

  private static Seat seat(long high, long low) {
    return new Seat(new Handle(high, low), new HalfKey(new byte[HalfKey.BYTES]), 1);
  }

  private static void assertEven(long[] counts) {
    double[] expected = new double[counts.length];
    Arrays.fill(expected, 1);
    assertTrue(new ChiSquareTest().chiSquareTest(expected, counts) > 1e-4);
  }

  @Test
  void tokensAreSharedEvenly() {
    long[] counts = new long[TOKENS];
    for (int i = 0; i < SEATS; i++) {
      counts[seat(random.nextLong(), random.nextLong()).token(BEGAN)]++;
    }
    assertEven(counts);
  }

  /** Also where handles differ in few bits, of which a weaker mix would leave a trace. */
  @Test
  void tokensOfHandlesThatAreNearlyTheSameAreSharedEvenly() {
    long[] high = new long[TOKENS];
    long[] low = new long[TOKENS];
    for (int i = 0; i < SEATS; i++) {
      high[seat((long) i << 40, 5).token(BEGAN)]++;
      low[seat(5, i).token(BEGAN)]++;
    }
    assertEven(high);
    assertEven(low);
  }

  @Test
  void theTokenOfASessionIsOneForLife() {
    Seat seat = seat(random.nextLong(), random.nextLong());
    int token = seat.token(BEGAN);
    assertEquals(token, seat.token(BEGAN.plus(Duration.ofMinutes(30))), "of the same hour");
    assertEquals(token, seat.raisedTo(7).token(BEGAN));
  }

  /** What is known of one hour's token says nothing of what another hour's would be. */
  @Test
  void tokensOfTwoHoursHaveNothingToDoWithEachOther() {
    long[] differences = new long[TOKENS];
    for (int i = 0; i < SEATS; i++) {
      Seat seat = seat(random.nextLong(), random.nextLong());
      int one = seat.token(BEGAN);
      int other = seat.token(BEGAN.plus(Duration.ofHours(1)));
      differences[one ^ other]++;
    }
    assertEven(differences);
  }
}
