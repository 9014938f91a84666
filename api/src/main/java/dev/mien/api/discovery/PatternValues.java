package dev.mien.api.discovery;

import dev.mien.segments.model.Alphabet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How values stand in the cells of a {@link PatternTable}. */
public final class PatternValues {
  /** What is not said. */
  public static final String UNSAID = "*";

  static final String NO_LABEL = "none";

  private static final BigDecimal TWO = BigDecimal.TWO;

  private PatternValues() {}

  /**
   * A cell that is read as this value.
   *
   * @param value a code, or of a set its labels as bits; none where it is missing
   */
  public static String text(Alphabet alphabet, OptionalLong value) {
    if (value.isEmpty()) {
      return "";
    }
    int code = (int) value.getAsLong();
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> labels.get(code);
      case Alphabet.Flag _ -> code == 1 ? "true" : "false";
      case Alphabet.Count _ -> Integer.toString(code);
      case Alphabet.Choices(var labels) -> labels(labels, value.getAsLong());
      case Alphabet.Numeric(_, var edges) -> number(edges, code).toPlainString();
      case Alphabet.Elapsed(var edges) -> Long.toString(seconds(edges, code));
    };
  }

  private static String labels(List<String> labels, long bits) {
    List<String> held = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      if ((bits >>> label & 1) != 0) {
        held.add(labels.get(label));
      }
    }
    return held.isEmpty() ? NO_LABEL : String.join("+", held);
  }

  // Code 2i lies below edge i, code 2i + 1 is that edge.
  private static BigDecimal number(List<BigDecimal> edges, int code) {
    int edge = code / 2;
    if (code % 2 == 1) {
      return edges.get(edge);
    }
    if (edge == 0) {
      return edges.getFirst().subtract(BigDecimal.ONE);
    }
    return edge == edges.size()
        ? edges.getLast().add(BigDecimal.ONE)
        : edges.get(edge - 1).add(edges.get(edge)).divide(TWO);
  }

  private static long seconds(List<Duration> edges, int code) {
    return code == 0 ? 0 : edges.get(code - 1).toSeconds();
  }
}
