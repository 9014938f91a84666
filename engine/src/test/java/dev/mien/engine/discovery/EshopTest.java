package dev.mien.engine.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.statistics.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Markov mixtures of the categories that sessions of a clothing shop went through. */
class EshopTest {
  private static final List<String> STATES = List.of("trousers", "skirts", "blouses", "sale");

  private static List<List<Integer>> walks() throws IOException {
    List<String> lines =
        Files.readAllLines(SharedData.file("eshop-clothing-2008/eshop_clothing_2008.csv"));
    List<String> header = List.of(lines.getFirst().split(",", -1));
    int session = header.indexOf("session_id");
    int category = header.indexOf("page1_main_category");
    Map<String, List<Integer>> walks = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      walks
          .computeIfAbsent(cells[session], _ -> new ArrayList<>())
          .add(Integer.parseInt(cells[category]) - 1);
    }
    return List.copyOf(walks.values());
  }

  @Test
  void orderTellsMoreThanASingleChainDoes() throws IOException {
    List<List<Integer>> walks = walks();
    assertEquals(24_026, walks.size());
    // Every second session is held out.
    List<List<Integer>> seen = new ArrayList<>();
    List<List<Integer>> heldOut = new ArrayList<>();
    for (int i = 0; i < walks.size(); i++) {
      (i % 2 == 0 ? seen : heldOut).add(walks.get(i));
    }
    Cases training = Cases.of(Sequences.of(STATES, seen));
    Cases test = Cases.of(Sequences.of(STATES, heldOut));
    double[] bits = new double[5];
    double views = heldOut.stream().mapToInt(walk -> Math.min(walk.size(), 64)).sum();
    for (int k = 1; k <= 4; k++) {
      Mixture mixture = Mixture.fit(training, k, Mixture.Effort.REFIT, 1).best();
      bits[k] = -mixture.logLikelihood(test) / Math.log(2) / views;
      assertTrue(k == 1 || bits[k] < bits[k - 1], "held-out bits a view of " + k + ": " + bits[k]);
    }
  }

  @Test
  void sequencesSharedByTenStillTellClassesApart() throws IOException {
    Sequences.Folded folded = Sequences.of(STATES, walks()).folded(10);
    assertTrue(folded.dropped() < 10);
    Cases cases = Cases.of(folded.sequences());
    ClassSearch.Found found =
        new ClassSearch(
                cases,
                new SearchRules(10, 4, 3, 1),
                labels -> Alone.classes(labels, cases),
                DiscoveryProgress.none())
            .run();
    // Two come out again whenever the counts are drawn anew, four do not.
    assertTrue(found.tried().getFirst().stability() >= .9, found.tried().toString());
    assertEquals(Candidate.Verdict.UNSTABLE, found.tried().getLast().verdict());
    assertTrue(found.chosen().isPresent(), found.tried().toString());
  }
}
