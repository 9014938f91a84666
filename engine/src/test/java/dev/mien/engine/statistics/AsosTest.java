package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The experiments of ASOS (C. H. B. Liu, Â. Cardoso, P. Couturier, E. J. McCoy, Datasets for Online
 * Controlled Experiments, NeurIPS 2021): what a test at the end finds and what one that may be
 * looked at always finds, as its authors counted it.
 */
class AsosTest {
  private static final double ALPHA = 0.05;

  /** The variance of Cohen's d over the experiments, by metric: as the authors' notebook has it. */
  private static final Map<String, Double> SPREAD =
      Map.of(
          "1", 1.301572657324e-05,
          "2", 1.065197356334e-05,
          "3", 6.478802824829e-06,
          "4", 5.915041799704e-06);

  /** What was found of one metric, and of how many something would have been called on the way. */
  private record Found(int both, int onlyAlways, int neither, int onlyEnd, int everBelow) {
    static final Found NONE = new Found(0, 0, 0, 0, 0);

    Found plus(boolean always, boolean end, boolean ever) {
      return new Found(
          both + (always && end ? 1 : 0),
          onlyAlways + (always && !end ? 1 : 0),
          neither + (!always && !end ? 1 : 0),
          onlyEnd + (!always && end ? 1 : 0),
          everBelow + (ever ? 1 : 0));
    }
  }

  private record Snapshot(
      String arm, String metric, double time, Moments control, Moments treated) {
    static Stream<Snapshot> read(String line) {
      String[] cells = line.split(",", -1);
      for (int at = 4; at < cells.length; at++) {
        if (cells[at].isEmpty()) {
          return Stream.empty();
        }
      }
      double[] n = new double[cells.length];
      for (int at = 3; at < cells.length; at++) {
        n[at] = Double.parseDouble(cells[at]);
      }
      return Stream.of(
          new Snapshot(
              cells[0] + " " + cells[1],
              cells[2],
              n[3],
              new Moments(n[4], n[6], n[8]),
              new Moments(n[5], n[7], n[9])));
    }

    boolean tells() {
      return control.sessions() > 1 && treated.sessions() > 1 && control.variance() > 0;
    }
  }

  @Test
  void sixteenPublishedCellsAreCountedAgain() throws IOException {
    Map<String, List<Snapshot>> series = new TreeMap<>();
    try (Stream<String> lines =
        Files.lines(
            SharedData.file("asos-digital-experiments/asos_digital_experiments_dataset.csv"))) {
      lines
          .skip(1)
          .flatMap(Snapshot::read)
          .filter(Snapshot::tells)
          .forEach(
              one ->
                  series
                      .computeIfAbsent(one.metric + " " + one.arm, _ -> new ArrayList<>())
                      .add(one));
    }
    Map<String, Found> found = new TreeMap<>();
    for (List<Snapshot> one : series.values()) {
      one.sort(Comparator.comparingDouble(Snapshot::time));
      double least = 1;
      double last = 1;
      boolean ever = false;
      for (Snapshot snapshot : one) {
        MixtureTest test =
            new MixtureTest(
                SPREAD.getOrDefault(snapshot.metric, 0.0) * snapshot.control.variance());
        least = Math.min(least, test.p(MixtureTest.difference(snapshot.control, snapshot.treated)));
        last = Welch.of(snapshot.control, snapshot.treated).p();
        Estimate apart = snapshot.treated.estimate().minus(snapshot.control.estimate());
        ever |= apart.p() < ALPHA;
      }
      String metric = one.getFirst().metric;
      boolean always = least < ALPHA;
      boolean end = last < ALPHA;
      boolean peeked = ever;
      found.compute(
          metric, (_, before) -> (before == null ? Found.NONE : before).plus(always, end, peeked));
    }
    // Columns: both, only mSPRT, neither, only t; then what peeking alone would have called.
    assertEquals(
        Map.of(
            "1", new Found(19, 2, 71, 7, 46),
            "2", new Found(20, 18, 49, 7, 64),
            "3", new Found(16, 6, 63, 9, 57),
            "4", new Found(16, 4, 63, 11, 58)),
        found);
  }
}
