package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The figures of this package against check values: those of {@code ../shared/data} where it is
 * present, or of the file that {@code -Dmien.vectors} names, and a few published ones everywhere.
 */
class VectorsTest {
  private static final String FILE = "stat-vectors.json";

  /**
   * What was integrated numerically is as close as is said, but not in its last digits where it is
   * small: of P(B > A) even forty digits leave only the rounding of 1, which ChanceToBeatTest
   * shows.
   */
  private static final Set<String> INTEGRATED = Set.of("pba", "bestarm", "gs", "ld", "peek");

  @Test
  void everyCheckValueOfTheFileIsMet() throws IOException {
    String named = System.getProperty("mien.vectors");
    Path file = named == null ? SharedData.file(FILE) : Path.of(named);
    List<?> vectors = read(Files.readString(file));
    assertEquals(List.of(), missed(vectors), file + ": of " + vectors.size() + " check values");
    assertTrue(vectors.size() >= 78, "the file is not whole: " + vectors.size());
  }

  @Test
  void everyPublishedValueIsMet() throws IOException {
    try (var in = VectorsTest.class.getResourceAsStream("published.json")) {
      List<?> vectors = read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(List.of(), missed(vectors), "of " + vectors.size() + " published values");
    }
  }

  private static List<?> read(String json) {
    Map<?, ?> whole = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
    return (List<?>) member(whole, "vectors");
  }

  private static Object member(Map<?, ?> of, String name) {
    Object member = of.get(name);
    if (member == null) {
      throw new AssertionError("there is no " + name + " in " + of);
    }
    return member;
  }

  private static List<String> missed(List<?> vectors) {
    List<String> missed = new ArrayList<>();
    for (Object one : vectors) {
      Map<?, ?> vector = (Map<?, ?>) one;
      String id = (String) member(vector, "id");
      Map<String, Object> figures =
          Vectors.figures(
              (String) member(vector, "kind"),
              new Vectors.Input((Map<?, ?>) member(vector, "input")));
      double tolerance = ((Number) member(vector, "tolerance")).doubleValue();
      Map<?, ?> expected = (Map<?, ?>) member(vector, "expected");
      for (Map.Entry<?, ?> figure : expected.entrySet()) {
        String name = (String) figure.getKey();
        double most = id.startsWith("eb-") ? onTheRidge(name) : tolerance;
        double least = INTEGRATED.contains(id.replaceAll("-.*", "")) ? 1 : 0;
        if (!figures.containsKey(name)) {
          missed.add(id + " " + name + ": nothing is reckoned");
        } else if (!near(figure.getValue(), figures.get(name), new Tolerance(most, least))) {
          missed.add(
              id + " " + name + ": " + shown(figures.get(name)) + " for " + figure.getValue());
        }
      }
    }
    return missed;
  }

  /**
   * Strength and mean of a prior trade off: the sides are compared loosely, what follows closely.
   */
  private static double onTheRidge(String name) {
    return switch (name) {
      case "neg_loglik" -> 1e-6;
      case "shrunk" -> 1e-4;
      default -> 0.05;
    };
  }

  private static String shown(Object figure) {
    return figure instanceof double[] many ? Arrays.toString(many) : figure.toString();
  }

  /**
   * How far a figure may be off.
   *
   * @param share of what is expected
   * @param least what is expected is taken as no less than this
   */
  private record Tolerance(double share, double least) {}

  private static boolean near(Object expected, Object actual, Tolerance tolerance) {
    return switch (expected) {
      case List<?> list -> {
        double[] many = (double[]) actual;
        boolean all = list.size() == many.length;
        for (int at = 0; all && at < many.length; at++) {
          all = near(list.get(at), many[at], tolerance);
        }
        yield all;
      }
      case Boolean said -> said.equals(actual);
      case String digits -> near(Double.valueOf(digits), actual, tolerance);
      case Number number -> {
        double value = number.doubleValue();
        double apart = Math.abs(value - (double) actual);
        // Relative, so that a tail is compared by its digits; only a zero has none.
        yield apart
            <= tolerance.share() * Math.max(Math.abs(value), value == 0 ? 1 : tolerance.least());
      }
      default -> throw new AssertionError("no figure: " + expected);
    };
  }

  @Test
  void aTailThatIsOneMinusTheRestWouldBeMissed() {
    Map<String, Object> vector =
        Map.of(
            "id",
            "norm",
            "kind",
            "normal_sf",
            "input",
            Map.of("z", 7),
            "tolerance",
            1e-12,
            "expected",
            Map.of("sf", 1 - Tails.normalBelow(7)));
    assertEquals(1, missed(List.of(vector)).size());
  }
}
