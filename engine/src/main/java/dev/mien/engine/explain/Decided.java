package dev.mien.engine.explain;

import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.segments.model.Truth;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a segment came out for one session, and what settled it.
 *
 * @param by predicates in the order they were written, all of which came out as the segment did: if
 *     it holds, they are enough for that; if not, they are what fails in the alternative that came
 *     closest
 */
public record Decided(Truth truth, List<PredicateWhy> by) {
  /** The most predicates that the words name. */
  private static final int NAMED_MAX = 3;

  public Decided {
    by = List.copyOf(by);
  }

  /** What settled it, such as {@code 'sale_views >= 3' does not hold: it is 2}. */
  public String words() {
    int more = by.size() - NAMED_MAX;
    return by.stream().limit(NAMED_MAX).map(Decided::words).collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String words(PredicateWhy predicate) {
    String came =
        switch (predicate.truth()) {
          case TRUE -> "holds";
          case FALSE -> "does not hold";
          case UNKNOWN -> "is unknown";
        };
    return "'" + predicate.text() + "' " + came + ": it is " + predicate.actual();
  }
}
