package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountReport;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.Shown;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The route that shows how often slots were decided in which way, small numbers withheld. */
public final class CountsCall {
  private final Function<Asked, Known<Map<CountKey, CountVector>>> counts;
  private final int minimum;
  private final InstantSource clock;

  /**
   * @param counts may block
   * @param minimum what is below it is withheld
   */
  public CountsCall(
      Function<Asked, Known<Map<CountKey, CountVector>>> counts, int minimum, InstantSource clock) {
    this.counts = counts;
    this.minimum = minimum;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/counts", this::show));
  }

  private void show(RoutingContext context) {
    switch (CountsQuery.read(context.queryParams(), clock.instant())) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound query ->
          Aside.aside(context, () -> rows(query), rows -> reply(context, query.asked(), rows));
    }
  }

  private Known<List<CountReport.Row>> rows(CountsQuery.Sound query) {
    Known<Map<CountKey, CountVector>> known = counts.apply(query.asked());
    return new Known<>(CountReport.rows(known.value(), query.by(), minimum), known.missing());
  }

  private static void reply(
      RoutingContext context, Asked asked, Known<List<CountReport.Row>> known) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeStringField("from", text(asked.fromHour()));
          out.writeStringField("until", text(asked.untilHour()));
          MissingJson.write(known, out);
          out.writeArrayFieldStart("decisions");
          for (CountReport.Row row : known.value()) {
            write(row, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(CountReport.Row row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (row.hour().isPresent()) {
      out.writeStringField("hour", text(row.hour().getAsLong()));
    }
    out.writeStringField("slot", row.cell().slot());
    out.writeStringField("reason", row.cell().reason());
    if (row.cell().segment().isPresent()) {
      out.writeStringField("segment", row.cell().segment().get());
    }
    out.writeStringField("variant", row.cell().variant());
    switch (row.shown()) {
      case Shown.Between(long atLeast, long below) -> {
        out.writeNumberField("atLeast", atLeast);
        out.writeNumberField("fewerThan", below);
      }
      case Shown.Withheld(int minimum) -> out.writeNumberField("fewerThan", minimum);
    }
    out.writeEndObject();
  }

  private static String text(long hour) {
    return Instant.ofEpochMilli(hour * CountKey.HOUR_MILLIS).toString();
  }
}
