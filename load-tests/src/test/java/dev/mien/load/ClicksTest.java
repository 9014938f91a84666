package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClicksTest {
  private static final long SEED = 7;

  private static List<List<Integer>> some(Clicks clicks, int count) {
    return Stream.generate(clicks::next).limit(count).toList();
  }

  /** Journeys that were drawn are as long, and stay as often with a kind, as recorded ones. */
  @Test
  void drawnJourneysHaveTheShapeOfRecordedOnes() {
    List<List<Integer>> journeys = some(Clicks.drawn(SEED), 20_000);
    double pages = journeys.stream().mapToInt(List::size).average().orElse(0);
    long steps = 0;
    long stays = 0;
    for (List<Integer> journey : journeys) {
      for (int i = 1; i < journey.size(); i++) {
        steps++;
        stays += journey.get(i).equals(journey.get(i - 1)) ? 1 : 0;
      }
    }
    assertEquals(6.9, pages, 0.3, "seed " + SEED);
    assertEquals(0.812, (double) stays / steps, 0.02, "seed " + SEED);
  }

  @Test
  void theSameSeedDrawsTheSameJourneys() {
    assertEquals(some(Clicks.drawn(SEED), 50), some(Clicks.drawn(SEED), 50));
  }

  @Test
  void recordedJourneysAreReadByTheirColumnsAndComeRoundAgain(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("clicks.csv");
    Files.writeString(file, "order,session_id,page1_main_category\n1,1,1\n2,1,4\n1,2,3\n");
    Set<List<Integer>> expected = Set.of(List.of(0, 3), List.of(2));
    List<List<Integer>> twice = some(Clicks.recorded(file, SEED), 4);
    assertEquals(expected, new HashSet<>(twice.subList(0, 2)));
    assertEquals(twice.subList(0, 2), twice.subList(2, 4));
  }

  @Test
  void aFileOfOtherColumnsIsRefusedWithTheColumnsThatItNeeds(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("other.csv");
    Files.writeString(file, "a,b\n1,2\n");
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Clicks.recorded(file, SEED));
    assertTrue(String.valueOf(refusal.getMessage()).contains("session_id"));
  }
}
