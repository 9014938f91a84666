package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.GoalCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.Rho;
import dev.mien.engine.release.Spending;
import dev.mien.engine.release.Statistic;
import dev.mien.segments.model.Model;
import java.io.IOException;
import java.time.Instant;

/** How the budget of statistics is written, and the noise that comes of it. */
final class BudgetJson {
  /** The numbers of one segment of a draft, if it is the only one. */
  private static final int ONE_DRAFTED = 9;

  private final Budget budget;
  private final Spending spending;

  BudgetJson(Budget budget, Spending spending) {
    this.budget = budget;
    this.spending = spending;
  }

  /**
   * Writes the members {@code budget} and {@code noise}.
   *
   * @param edition what is counted of
   */
  void write(Edition edition, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("budget");
    out.writeNumberField("epsilon", budget.epsilon());
    out.writeNumberField("delta", Rho.DELTA);
    out.writeNumberField("rho", budget.limit().number());
    out.writeNumberField("hours", budget.hours());
    out.writeArrayFieldStart("spent");
    for (Spending.Entry entry : spending.accounts()) {
      write(entry, out);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeArrayFieldStart("noise");
    for (Statistic statistic : Statistic.values()) {
      out.writeStartObject();
      name(statistic, out);
      out.writeStringField("noise", words(statistic, edition));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private String words(Statistic statistic, Edition edition) {
    Model model = edition.model();
    return switch (statistic) {
      case REACH, DECISIONS -> budget.noise(statistic, model.segments().size()).words();
      case GOALS -> budget.noise(statistic, Math.max(1, GoalCounts.names(model).size())).words();
      case OUTCOMES -> budget.noise(statistic, ReleasedCells.touched(edition.vocabulary())).words();
      case PATTERNS -> budget.noise(statistic, Math.max(1, counted(model))).words();
      case SHADOW ->
          budget.noise(statistic, ONE_DRAFTED).words()
              + " where one segment is drafted, and more where more are";
    };
  }

  /** How many numbers of patterns a session may change. */
  private static int counted(Model model) {
    return model.grids().stream().mapToInt(grid -> 1 + grid.goals().size()).sum();
  }

  private static void write(Spending.Entry entry, JsonGenerator out) throws IOException {
    long fromMillis = entry.account().fromHour() * CountKey.HOUR_MILLIS;
    out.writeStartObject();
    name(entry.account().statistic(), out);
    out.writeStringField("from", Instant.ofEpochMilli(fromMillis).toString());
    out.writeNumberField("rho", entry.spent().number());
    out.writeNumberField("epsilon", entry.spent().epsilon());
    out.writeEndObject();
  }

  private static void name(Statistic statistic, JsonGenerator out) throws IOException {
    out.writeStringField("statistic", statistic.code());
    out.writeStringField("protects", "one " + statistic.unit());
  }
}
