package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.privacy.Consent;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.session.StateCodec.Decoded;
import dev.mien.engine.session.StateCodec.Encoded;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Grid;
import dev.mien.segments.model.Learning;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  private static final int CASES = 20_000;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  @Test
  void whatIsWrittenIsReadBackAndTakesOneLength() {
    for (long seed = 0; seed < CASES; seed++) {
      var random = new SplittableRandom(seed);
      SessionState state =
          seed % 2 == 0 ? SampleStates.plausible(random, 20) : SampleStates.extreme(random);
      String replay = "replay with seed " + seed;

      byte[] bytes = new byte[StateCodec.STATE_BYTES];

      assertEquals(new Encoded.Fits(), StateCodec.encode(state, bytes), replay);
      assertEquals(new Decoded.Sound(state), StateCodec.decode(bytes), replay);
    }
  }

  @Test
  void theCheckerOfWorkspacesCountsOnTheSameLength() {
    assertEquals(Limits.standard().stateBytesMax(), StateCodec.WORKSPACE_BYTES);
  }

  @Test
  void anyBytesAreReadOrRefused() {
    for (long seed = 0; seed < CASES; seed++) {
      var random = new SplittableRandom(seed);
      byte[] bytes = new byte[StateCodec.STATE_BYTES];
      if (seed % 2 == 0) {
        random.nextBytes(bytes);
        bytes[0] = 3;
      } else {
        bytes = encoded(SampleStates.plausible(random, 20));
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      switch (StateCodec.decode(bytes)) {
        case Decoded.Malformed _ -> {}
        case Decoded.Sound(SessionState state) ->
            assertInstanceOf(
                Encoded.class,
                StateCodec.encode(state, new byte[StateCodec.STATE_BYTES]),
                "replay with seed " + seed);
      }
    }
  }

  @Test
  void anotherLengthVersionOrPaddingIsRefused() {
    byte[] bytes = encoded(SampleStates.plausible(new SplittableRandom(1), 5));
    byte[] otherVersion = bytes.clone();
    otherVersion[0]++;
    byte[] notPadded = bytes.clone();
    notPadded[bytes.length - 1] = 1;

    assertInstanceOf(Decoded.Sound.class, StateCodec.decode(bytes));
    for (byte[] wrong :
        List.of(
            new byte[0],
            new byte[bytes.length],
            Arrays.copyOf(bytes, bytes.length - 1),
            Arrays.copyOf(bytes, bytes.length + 1),
            otherVersion,
            notPadded)) {
      assertEquals(new Decoded.Malformed(), StateCodec.decode(wrong));
    }
  }

  @Test
  void aStateThatIsTooLargeSaysHowMuchItNeeds() {
    SessionState state = withAll(IntStream.rangeClosed(1, 200).mapToObj(StateCodecTest::code));

    var tooLarge =
        assertInstanceOf(
            Encoded.TooLarge.class, StateCodec.encode(state, new byte[StateCodec.STATE_BYTES]));

    assertTrue(tooLarge.bytesNeeded() > StateCodec.STATE_BYTES, tooLarge::toString);
  }

  /** The table in the class's documentation, at the worst ids and moments. */
  @Test
  void nothingTakesMoreThanTheTableSays() {
    long late = SampleStates.NOON.getEpochSecond() + DAY;
    List<Integer> counts = List.of(63, 63, 63, 63, 63, 63, 63, 63);
    List<Integer> sums = counts.stream().map(_ -> 65_535).toList();

    assertTakes(6, new Held.Moment(65_535, late));
    assertTakes(7, new Held.Code(65_535, late, 63));
    assertTakes(16, new Held.Labels(65_535, late, -1));
    assertTakes(7, new Held.Labels(65_535, late, 127));
    assertTakes(7, new Held.Total(65_535, late, 127));
    assertTakes(8, new Held.Total(65_535, late, 16_383));
    assertTakes(9, new Held.Total(65_535, late, 65_535));
    assertTakes(20, new Held.Windowed(65_535, late, late, counts));
    assertTakes(36, new Held.Windowed(65_535, late, late, sums));
    assertTakes(10, new Held.Steps(65_535, late, late, 63));
    assertTakes(7, new Held.DeclaredCode(65_535, late, 63));
    assertTakes(16, new Held.DeclaredLabels(65_535, late, -1));
  }

  @Test
  void aSessionItselfItsPurposesAndAssignmentsTakeWhatTheTableSays() {
    Instant started = SampleStates.NOON;
    Instant late = started.plus(Duration.ofDays(1));
    List<Integer> purposes = spread(32);
    Consent consent =
        new Consent(purposes, Consent.Ground.GIVEN, late, late.plus(Duration.ofDays(180)));
    List<Assignment> assignments =
        spread(100).stream().map(id -> new Assignment(id, 65_535)).toList();

    SessionState state =
        new SessionState(started, late, late, consent, List.of(), assignments, List.of());
    assertTrue(needed(state) <= 28 + 2 * 32 + 3 + 5 * 100 + 3, () -> "takes " + needed(state));
  }

  @Test
  void droppedSegmentsTakeWhatIsLeftForThem() {
    Instant started = SampleStates.NOON;
    Consent consent = new Consent(List.of(1), Consent.Ground.ASSUMED, started, started);
    SessionState all =
        new SessionState(
            started,
            started,
            started,
            consent,
            List.of(),
            List.of(),
            spread(SessionState.DROPPED_MAX));
    SessionState none =
        new SessionState(started, started, started, consent, List.of(), List.of(), List.of());

    int spare = StateCodec.STATE_BYTES - StateCodec.WORKSPACE_BYTES - StateCodec.EXPOSURE_BYTES;
    assertTrue(needed(all) - needed(none) <= spare - 1, "one is for what the codec itself needs");
  }

  @Test
  void exposuresTakeWhatIsLeftForThem() {
    Instant started = SampleStates.NOON;
    Consent consent = new Consent(List.of(1), Consent.Ground.ASSUMED, started, started);
    SessionState none =
        new SessionState(started, started, started, consent, List.of(), List.of(), List.of(1));
    List<Exposure> most =
        spread(Exposures.MAX).stream()
            .map(id -> new Exposure(id, Kind.FALLBACK, 19, Exposure.HOURS_MAX, (1 << 14) - 1))
            .toList();

    int needed = needed(none.with(new Exposures(255, most))) - needed(none);
    assertTrue(needed <= StateCodec.EXPOSURE_BYTES, "takes " + needed);
    assertTrue(needed >= StateCodec.EXPOSURE_BYTES - 4, "four ids take a byte less: " + needed);
    assertEquals(14, Learning.GOALS_MAX);
    assertEquals(20, Limits.standard().variantsMax());
  }

  @Test
  void gridsTakeWhatTheCheckerReckonsWith() {
    Instant started = SampleStates.NOON;
    Consent consent = new Consent(List.of(1), Consent.Ground.ASSUMED, started, started);
    SessionState none =
        new SessionState(started, started, started, consent, List.of(), List.of(), List.of(1));
    GridPlaces.Place last =
        new GridPlaces.Place(Grid.CELLS_MAX - 1, Exposure.HOURS_MAX, (1 << Grid.GOALS_MAX) - 1);
    GridPlaces most =
        new GridPlaces(65_535, Grid.AFTER_MAX, Collections.nCopies(Grid.GRIDS_MAX, last));

    // Before them it says in a byte that there are no exposures.
    assertEquals(5 + 3 * Grid.GRIDS_MAX, needed(none.with(most)) - needed(none) - 1);
  }

  private static void assertTakes(int most, Held held) {
    int without = needed(withAll(Stream.of()));
    int with = needed(withAll(Stream.of(held)));
    assertTrue(with - without <= most, () -> held + " takes " + (with - without));
  }

  /** Ids as far from each other as they can be. */
  private static List<Integer> spread(int count) {
    return IntStream.rangeClosed(1, count).map(i -> i * (65_535 / count)).boxed().toList();
  }

  private static Held code(int id) {
    return new Held.Code(id * 300, SampleStates.NOON.getEpochSecond() + DAY, 63);
  }

  private static SessionState withAll(Stream<Held> held) {
    Consent consent =
        new Consent(List.of(), Consent.Ground.GIVEN, SampleStates.NOON, SampleStates.NOON);
    return new SessionState(
        SampleStates.NOON,
        SampleStates.NOON,
        SampleStates.NOON,
        consent,
        held.toList(),
        List.of(new Assignment(1, 1)));
  }

  /** How many bytes a state takes that does not end with a zero. */
  private static int needed(SessionState state) {
    byte[] bytes = new byte[StateCodec.STATE_BYTES];
    return switch (StateCodec.encode(state, bytes)) {
      case Encoded.TooLarge(int needed) -> needed;
      case Encoded.Fits _ -> {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
          end--;
        }
        yield end;
      }
    };
  }

  private static byte[] encoded(SessionState state) {
    byte[] bytes = new byte[StateCodec.STATE_BYTES];
    assertEquals(new Encoded.Fits(), StateCodec.encode(state, bytes));
    return bytes;
  }
}
