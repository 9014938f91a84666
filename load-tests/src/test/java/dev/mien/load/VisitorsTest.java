package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VisitorsTest {
  private static List<Map<String, Object>> visitors(String seed, String kind) {
    return Stream.generate(Visitors.of(Settings.of(Map.of("seed", seed)), kind)::next)
        .limit(200)
        .toList();
  }

  @Test
  void theSameSeedDrawsTheSameVisitors() {
    assertEquals(visitors("7", "newcomers"), visitors("7", "newcomers"));
  }

  @Test
  void anotherSeedAndAnotherKindDrawOthers() {
    assertNotEquals(visitors("7", "newcomers"), visitors("8", "newcomers"));
    assertNotEquals(visitors("7", "newcomers"), visitors("7", "returning"));
  }

  @Test
  void pausesAreNeitherNothingNorForever() {
    for (Map<String, Object> visitor : visitors("9", "buyers")) {
      for (Object pause : (List<?>) visitor.getOrDefault("pauses", List.of())) {
        assertTrue((int) pause >= 50 && (int) pause <= 5_050, "seed 9: " + pause);
      }
    }
  }
}
