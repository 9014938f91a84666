package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Statistics.Figure;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The route that shows how often slots were decided in which way, as it was released. */
public final class CountsCall {
  private final Statistics statistics;
  private final String noise;
  private final InstantSource clock;

  /**
   * @param noise of each number, in words
   */
  public CountsCall(Statistics statistics, String noise, InstantSource clock) {
    this.statistics = statistics;
    this.noise = noise;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/counts", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    // The running hour is the last one.
    long after = CountsQuery.hour(clock.instant()) + 1;
    switch (CountsQuery.read(context, CountsQuery.OF_DECISIONS, after)) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound(var asked, var by) ->
          Aside.aside(
              context,
              () -> statistics.decisions(asked, by),
              decisions -> reply(context, decisions));
    }
  }

  private void reply(RoutingContext context, Statistics.Decisions decisions) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          HoursJson.write(decisions.hours(), out);
          out.writeStringField("noise", noise);
          out.writeArrayFieldStart("decisions");
          for (Statistics.Row row : decisions.rows()) {
            write(row, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(Statistics.Row row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (row.hour().isPresent()) {
      out.writeStringField("hour", HoursJson.text(row.hour().getAsLong()));
    }
    out.writeStringField("slot", row.cell().slot());
    out.writeStringField("reason", row.cell().reason());
    if (row.cell().segment().isPresent()) {
      out.writeStringField("segment", row.cell().segment().get());
    }
    out.writeStringField("variant", row.cell().variant());
    switch (row.figure()) {
      case Figure.Released(long number, long margin) -> {
        out.writeStringField("state", Statistics.State.RELEASED.code());
        out.writeNumberField("decisions", number);
        out.writeNumberField("margin", margin);
      }
      case Figure.Withheld(int minimum) -> {
        out.writeStringField("state", HoursJson.WITHHELD);
        out.writeNumberField("fewerThan", minimum);
      }
    }
    out.writeEndObject();
  }
}
