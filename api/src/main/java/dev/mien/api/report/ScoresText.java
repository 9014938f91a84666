package dev.mien.api.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Whether scores still hold, for a terminal, from what {@code GET /admin/v1/scores} tells. */
public final class ScoresText {
  private static final int BAR = 24;

  private final PrintWriter out;

  private ScoresText(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints it.
   *
   * @return why it cannot be printed; nothing where it was
   */
  public static Optional<String> print(JsonObject body, PrintWriter out) {
    try {
      JsonArray scores = body.getJsonArray("scores");
      if (scores == null) {
        return Optional.of("the node tells of no scores; it may be an older one");
      }
      if (scores.isEmpty()) {
        out.println("There is no scored segment.");
      }
      for (int at = 0; at < scores.size(); at++) {
        new ScoresText(out).print(scores.getJsonObject(at), body);
      }
      out.flush();
      return Optional.empty();
    } catch (ClassCastException e) {
      return Optional.of("what the node tells cannot be read: " + e.getMessage());
    }
  }

  private void print(JsonObject score, JsonObject body) {
    String goal = score.getString("goal", "");
    String title =
        "segment " + score.getString("segment") + (goal.isEmpty() ? "" : ", goal " + goal);
    out.println(title);
    out.println("=".repeat(title.length()));
    switch (score.getString("state", "")) {
      case "read" -> read(score);
      case "withheld" ->
          out.println(
              "Fewer than "
                  + body.getInteger("minimum")
                  + " sessions were released of it in these hours.");
      case "no-goal" ->
          out.println("It names no goal: write 'goal:' under 'score:', and it is watched.");
      default -> out.println("It is not watched: as many as are watched come before it.");
    }
    out.println();
  }

  private void read(JsonObject score) {
    JsonArray words = score.getJsonArray("words", new JsonArray());
    words.forEach(out::println);
    out.println();
    out.printf(
        Locale.ROOT,
        "sessions %,d   expected %,d   reached %,d   ECE %.3f (by chance %.3f)%n",
        score.getLong("sessions", 0L),
        score.getLong("expected", 0L),
        score.getLong("reached", 0L),
        score.getDouble("ece", 0.0),
        score.getDouble("eceByChance", 0.0));
    JsonArray bins = score.getJsonArray("bins", new JsonArray());
    if (!bins.isEmpty()) {
      out.printf(Locale.ROOT, "%12s %10s %8s %8s%n", "probability", "sessions", "said", "came");
    }
    for (int at = 0; at < bins.size(); at++) {
      bin(bins.getJsonObject(at));
    }
  }

  /** What was said as a mark, what came as a bar. */
  private void bin(JsonObject bin) {
    double given = bin.getDouble("given");
    double came = bin.getDouble("came");
    StringBuilder bar = new StringBuilder(" ".repeat(BAR + 1));
    for (int at = 0; at < place(came); at++) {
      bar.setCharAt(at, '=');
    }
    bar.setCharAt(place(given), '|');
    out.printf(
        Locale.ROOT,
        "%5.0f-%3.0f %% %10d %6.1f %% %6.1f %%  %s%n",
        100 * bin.getDouble("from"),
        100 * bin.getDouble("until"),
        bin.getLong("sessions"),
        100 * given,
        100 * came,
        bar.toString().stripTrailing());
  }

  private static int place(double share) {
    return (int) Math.round(Math.clamp(share, 0, 1) * BAR);
  }
}
