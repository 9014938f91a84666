package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.GoalEstimate;
import dev.mien.engine.ReachEstimate.Series;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.segments.model.Event;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The route that shows how many sessions reached a goal, as it was released. */
public final class GoalsCall {
  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final Released released;
  private final InstantSource clock;

  /**
   * How what was released is shown.
   *
   * @param minimum what is below it is withheld
   * @param noise of so many numbers, in words
   */
  public record Released(int minimum, IntFunction<String> noise) {}

  public GoalsCall(
      Supplier<Edition> inForce, Statistics statistics, Released released, InstantSource clock) {
    this.inForce = inForce;
    this.statistics = statistics;
    this.released = released;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/goals", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    long after = Statistic.GOALS.lastOver(clock.instant()) + 1;
    switch (CountsQuery.read(context, CountsQuery.OF_SESSIONS, after)) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound(var asked, By by) ->
          Aside.aside(
              context,
              () -> shown(asked),
              shown -> Replies.json(context, out -> write(shown, by, out)));
    }
  }

  private record Shown(Statistics.Reach reach, List<String> declared, GoalEstimate.Rows rows) {}

  private Shown shown(Asked asked) throws IOException {
    List<String> declared =
        inForce.get().model().schema().events().stream()
            .filter(event -> event.goal() == Event.Role.GOAL)
            .map(event -> event.name().text())
            .toList();
    Statistics.Reach reach = statistics.goals(asked);
    return new Shown(reach, declared, GoalEstimate.rows(declared, reach, released.minimum()));
  }

  private void write(Shown shown, By by, JsonGenerator out) throws IOException {
    out.writeStartObject();
    HoursJson.write(shown.reach().hours(), out);
    out.writeStringField("noise", released.noise().apply(shown.declared().size() + 1));
    if (by == By.HOUR) {
      HoursJson.series(shown.reach().hours(), shown.reach().editions(), out);
    }
    out.writeObjectFieldStart("sessions");
    write(shown.rows().sessions(), by, out);
    out.writeEndObject();
    out.writeArrayFieldStart("goals");
    for (GoalEstimate.Row row : shown.rows().goals()) {
      out.writeStartObject();
      out.writeStringField("goal", row.goal());
      write(row.series(), by, out);
      if (row.share().isPresent()) {
        ReachJson.write(row.share().get(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(Series series, By by, JsonGenerator out) throws IOException {
    ReachJson.write(series.reach(), out);
    if (by == By.HOUR) {
      ReachJson.series(series.hours(), out);
    }
  }
}
