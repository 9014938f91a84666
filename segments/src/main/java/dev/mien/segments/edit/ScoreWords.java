package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.RuleParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How changes of scores are said: condition by condition. */
final class ScoreWords {
  /** The most conditions that are said one by one. */
  private static final int CONDITIONS_MAX = 12;

  private final InWords formerly;
  private final InWords now;

  ScoreWords(InWords formerly, InWords now) {
    this.formerly = formerly;
    this.now = now;
  }

  /** What follows the name of a new segment, which may have no score. */
  static String added(Value score) {
    int conditions = Meaning.entries(entry(score, "points")).size();
    return conditions == 0
        ? "."
        : ": visits whose points, by "
            + counted(conditions, "condition")
            + ", make "
            + entry(score, "enter").said().orElse("enough")
            + " likely.";
  }

  /** Adds what has changed; of segments without a score nothing. */
  void changed(String name, Value was, Value is, List<String> said) {
    if (isNone(was) && isNone(is)) {
      return;
    }
    if (isNone(was) || isNone(is)) {
      said.add(
          name
              + (isNone(was)
                  ? ": counts points now, instead of having rules."
                  : ": has rules now, instead of counting points."));
      return;
    }
    List<String> points = points(entry(was, "points"), entry(is, "points"));
    points.stream().limit(CONDITIONS_MAX).map(one -> name + ": " + one).forEach(said::add);
    if (points.size() > CONDITIONS_MAX) {
      said.add(
          name
              + ": counts "
              + counted(points.size() - CONDITIONS_MAX, "other condition")
              + " otherwise too.");
    }
    exchanged(name + ": every visit starts with ", was, is, "base", said);
    exchanged(name + ": a visit is in it from ", was, is, "enter", said);
    exchanged(name + ": a visit leaves it below ", was, is, "leave", said);
    if (!Meaning.same(entry(was, "calibration"), entry(is, "calibration"))) {
      said.add(name + ": its points become probabilities in another way.");
    }
    if (!Meaning.same(entry(was, "goal"), entry(is, "goal"))) {
      said.add(
          name
              + entry(is, "goal")
                  .said()
                  .map(goal -> ": predicts the goal " + goal + ".")
                  .orElse(": no longer says which goal it predicts."));
    }
    if (!Meaning.same(entry(was, "fitted"), entry(is, "fitted"))) {
      said.add(
          name
              + entry(entry(is, "fitted"), "on")
                  .said()
                  .map(day -> ": was fitted on " + day + ".")
                  .orElse(": no longer says how well it fits."));
    }
    if (points.isEmpty()
        && !List.copyOf(Meaning.entries(entry(was, "points")).keySet())
            .equals(List.copyOf(Meaning.entries(entry(is, "points")).keySet()))) {
      said.add(name + ": its points are written in another order, and mean the same.");
    }
  }

  private List<String> points(Value was, Value is) {
    Map<String, Value> before = Meaning.entries(was);
    Map<String, Value> after = Meaning.entries(is);
    List<String> said = new ArrayList<>();
    after.forEach(
        (condition, points) -> {
          Value former = before.get(condition);
          if (former == null) {
            said.add("counts " + phrase(condition, now) + " with " + shown(points) + ".");
          } else if (!Meaning.same(former, points)) {
            said.add(
                "counts "
                    + phrase(condition, now)
                    + " with "
                    + shown(points)
                    + " instead of "
                    + shown(former)
                    + ".");
          }
        });
    before.forEach(
        (condition, _) -> {
          if (!after.containsKey(condition)) {
            said.add("no longer counts " + phrase(condition, formerly) + ".");
          }
        });
    return said;
  }

  private static void exchanged(String what, Value was, Value is, String key, List<String> said) {
    Optional<String> before = entry(was, key).said();
    Optional<String> after = entry(is, key).said();
    if (before.equals(after)) {
      return;
    }
    // Without a threshold to leave, the one to enter is meant.
    String former = before.or(() -> entry(was, "enter").said()).orElse("nothing");
    String present = after.or(() -> entry(is, "enter").said()).orElse("nothing");
    said.add(what + present + " now, instead of " + former + ".");
  }

  private static String phrase(String condition, InWords words) {
    return RuleParser.parse(SourceText.unnamed(condition))
            instanceof Parsed.Sound<Expression>(var read)
        ? words.phrase(read)
        : "'" + condition + "'";
  }

  private static String shown(Value points) {
    return points.said().orElse("nothing");
  }

  private static boolean isNone(Value score) {
    return Meaning.entries(score).isEmpty();
  }

  private static Value entry(Value table, String key) {
    return Meaning.entries(table).getOrDefault(key, Value.emptyTable());
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
