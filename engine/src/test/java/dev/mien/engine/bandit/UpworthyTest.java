package dev.mien.engine.bandit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What a bandit loses on tests of headlines that were really run, against drawing all arms alike:
 * the rates that were observed are taken for the truth, and 16,000 sessions come to each test, 400
 * an hour. Weights are computed as a node computes them, from hourly counts of closed hours with
 * discounting and a floor of 1 %, and nothing is known at the start. With {@code -Dmien.full=true}
 * all tests with four arms are run, and other refreshes.
 */
class UpworthyTest {
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final String FILE = "upworthy-exploratory/upworthy_exploratory_counts.csv";
  private static final int SESSIONS = 16_000;
  private static final int ARMS = 4;
  private static final int TESTS = FULL ? Integer.MAX_VALUE : 400;
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final List<Double> ALIKE = Collections.nCopies(ARMS, 1.0);

  /**
   * How sessions come, and when weights are computed. On the hour, the windows of the last hour are
   * open, so what is known is an hour old; at half past, that hour is told. A node looks every
   * minute and so at both; more often changes nothing.
   *
   * @param minutes of each hour, at which weights are computed for the sessions until the next
   * @param bound the greatest share of uniform regret
   */
  private record Form(int anHour, List<Integer> minutes, double bound) {}

  private static final List<Integer> AS_A_NODE = List.of(0, 30);

  // With 800 an hour a test is over after 20, of which two are drawn blindly. Who looks on the hour
  // alone draws three so.
  private static final List<Form> FORMS =
      List.of(
          new Form(400, List.of(0), 0.35),
          new Form(400, AS_A_NODE, 0.35),
          new Form(100, AS_A_NODE, 0.35),
          new Form(800, AS_A_NODE, 0.35),
          new Form(800, List.of(0), 0.4));

  @Test
  void losesAThirdOfWhatUniformDrawsLose() throws IOException {
    List<List<Double>> tests = tests();
    for (Form form : FULL ? FORMS : FORMS.subList(0, 1)) {
      long seed = 20261122L + form.anHour;
      String what =
          "%d tests, %d sessions an hour, weights at minutes %s, seed %d"
              .formatted(tests.size(), form.anHour, form.minutes, seed);
      double share = share(tests, form, seed);
      System.out.printf("Upworthy: %.3f of uniform regret: %s%n", share, what);
      assertTrue(share <= form.bound, () -> share + " of uniform regret: " + what);
    }
  }

  private static double share(List<List<Double>> tests, Form form, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double lost = 0;
    double lostByUniform = 0;
    for (List<Double> each : tests) {
      List<Double> rates = new ArrayList<>(each);
      // The file sorts arms by clicks.
      Collections.shuffle(rates, Random.from(random));
      double best = Collections.max(rates);
      lostByUniform += SESSIONS * (best - average(rates));
      lost += lost(rates, form, random);
    }
    return lost / lostByUniform;
  }

  private static double lost(List<Double> rates, Form form, SplittableRandom random) {
    BanditRules rules = BanditRules.of(Thompson.FLOOR, WINDOW);
    double best = Collections.max(rates);
    List<List<HourlyArm>> seen = new ArrayList<>();
    for (int v = 0; v < ARMS; v++) {
      seen.add(new ArrayList<>());
    }
    double lost = 0;
    int part = form.anHour / form.minutes.size();
    for (int hour = 0; hour < SESSIONS / form.anHour; hour++) {
      long[] sessions = new long[ARMS];
      long[] successes = new long[ARMS];
      for (int minute : form.minutes) {
        Instant now = Instant.EPOCH.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
        List<Double> weights = Allocation.of(List.of(seen), ALIKE, rules, now).weights().getFirst();
        for (int i = 0; i < part; i++) {
          int v = drawn(weights, random.nextDouble());
          sessions[v]++;
          successes[v] += random.nextDouble() < rates.get(v) ? 1 : 0;
          lost += best - rates.get(v);
        }
      }
      for (int v = 0; v < ARMS; v++) {
        seen.get(v).add(new HourlyArm(hour, sessions[v], successes[v]));
      }
    }
    return lost;
  }

  private static int drawn(List<Double> weights, double at) {
    double left = at;
    for (int v = 0; v < ARMS - 1; v++) {
      left -= weights.get(v);
      if (left < 0) {
        return v;
      }
    }
    return ARMS - 1;
  }

  private static double average(List<Double> rates) {
    return rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The rates of the first tests that had four arms. */
  private static List<List<Double>> tests() throws IOException {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(data());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      rates
          .computeIfAbsent(cells[0], _ -> new ArrayList<>())
          .add(Double.parseDouble(cells[3]) / Double.parseDouble(cells[2]));
    }
    return rates.values().stream().filter(each -> each.size() == ARMS).limit(TESTS).toList();
  }

  /** The file beside the repository; without it the test is skipped. */
  private static Path data() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(FILE);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    return Assumptions.abort("skipped: ../shared/data/" + FILE + " is absent");
  }
}
