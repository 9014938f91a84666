package dev.mien.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.demo.Journey.Manner;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What simulated visitors do, without a server. */
class JourneyTest {
  private static final int SEEDS = 500;

  @Test
  void aSeedDrawsTheSameJourneyAgain() {
    for (long seed = 0; seed < SEEDS; seed++) {
      assertEquals(
          Journey.draw(new SplittableRandom(seed)),
          Journey.draw(new SplittableRandom(seed)),
          "seed " + seed);
    }
  }

  @Test
  void everyMannerComesUp() {
    Set<Manner> seen = EnumSet.noneOf(Manner.class);
    for (long seed = 0; seed < SEEDS; seed++) {
      seen.add(Journey.draw(new SplittableRandom(seed)).manner());
    }
    assertEquals(EnumSet.allOf(Manner.class), seen);
  }

  /**
   * Who has not consented tells no event, says nothing that needs consent, and asks for nothing.
   */
  @Test
  void withoutACapsuleOnlyContextualSignalsAreSaid() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Visit visit = Visit.ofNewcomer(Journey.draw(new SplittableRandom(seed)));
      while (!visit.isOver()) {
        Optional<Visit.Call> call = visit.advance();
        call.ifPresent(JourneyTest::assertSparing);
        call.ifPresent(_ -> visit.answered(200, new JsonObject().put("mode", "contextual")));
      }
      assertEquals(Optional.empty(), visit.keepsake(), "seed " + seed);
    }
  }

  private static void assertSparing(Visit.Call call) {
    JsonObject body = call.body().orElseThrow();
    assertEquals(HttpMethod.POST, call.method());
    assertFalse(body.containsKey("events"));
    assertFalse(body.containsKey("capsule"));
    Set<String> said = body.getJsonObject("signals", new JsonObject()).fieldNames();
    assertTrue(Set.of("device", "referrer").containsAll(said), said::toString);
  }

  @Test
  void aCapsuleIsCarriedUntilItIsSpentOrForgotten() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Journey journey = Journey.draw(new SplittableRandom(seed));
      Visit visit = Visit.ofReturner(journey, new Visit.Keepsake("c0", Set.of("basics")));
      int number = 0;
      while (!visit.isOver()) {
        boolean hasOne = visit.keepsake().isPresent();
        Optional<Visit.Call> call = visit.advance();
        if (call.isEmpty()) {
          continue;
        }
        assertEquals(hasOne, carried(call.orElseThrow()).isPresent(), "seed " + seed);
        if (HttpMethod.POST.equals(call.orElseThrow().method())) {
          String capsule = "c" + ++number;
          visit.answered(200, new JsonObject().put("mode", "session").put("capsule", capsule));
          assertEquals(capsule, visit.keepsake().orElseThrow().capsule(), "seed " + seed);
        } else {
          visit.answered(200, new JsonObject());
        }
      }
      visit.answered(410, new JsonObject());
      assertEquals(Optional.empty(), visit.keepsake(), "seed " + seed);
    }
  }

  private static Optional<String> carried(Visit.Call call) {
    return call.capsule()
        .or(() -> call.body().flatMap(body -> Optional.ofNullable(body.getString("capsule"))));
  }
}
