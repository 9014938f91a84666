package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.Reach;
import dev.mien.engine.SegmentReach;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.edition.Edition;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The route that shows how many sessions each segment covers, small numbers withheld. */
public final class ReachCall {
  private final Supplier<Edition> inForce;
  private final Function<Edition, Known<List<SegmentReach.Row>>> rows;

  /**
   * @param rows may block
   */
  public ReachCall(
      Supplier<Edition> inForce, Function<Edition, Known<List<SegmentReach.Row>>> rows) {
    this.inForce = inForce;
    this.rows = rows;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/reach", this::show));
  }

  private void show(RoutingContext context) {
    Edition edition = inForce.get();
    Aside.aside(context, () -> rows.apply(edition), known -> reply(context, edition, known));
  }

  private static void reply(
      RoutingContext context, Edition edition, Known<List<SegmentReach.Row>> known) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeNumberField("edition", edition.number());
          out.writeStringField("window", ReachCounts.WINDOW.toString());
          MissingJson.write(known, out);
          out.writeArrayFieldStart("segments");
          for (SegmentReach.Row row : known.value()) {
            write(row, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(SegmentReach.Row row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("segment", row.segment());
    switch (row.reach()) {
      case Reach.Estimated(long sessions, long margin) -> {
        out.writeNumberField("sessions", sessions);
        out.writeNumberField("margin", margin);
      }
      case Reach.Many(long sessions) -> out.writeNumberField("atLeast", sessions);
      case Reach.Withheld(int minimum) -> out.writeNumberField("fewerThan", minimum);
    }
    out.writeEndObject();
  }
}
