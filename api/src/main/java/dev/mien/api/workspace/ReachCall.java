package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.Reach;
import dev.mien.engine.SegmentReach;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.edition.Edition;
import dev.mien.segments.model.Model;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The route that shows how many sessions each segment covers, small numbers withheld. */
public final class ReachCall {
  private final Supplier<Edition> inForce;
  private final Function<Edition, Known<List<SegmentReach.Row>>> rows;
  private final Function<Model, List<CrowdStatus>> crowds;

  /**
   * @param rows may block
   * @param crowds of each segment, as that of a row
   */
  public ReachCall(
      Supplier<Edition> inForce,
      Function<Edition, Known<List<SegmentReach.Row>>> rows,
      Function<Model, List<CrowdStatus>> crowds) {
    this.inForce = inForce;
    this.rows = rows;
    this.crowds = crowds;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/reach", this::show));
  }

  private void show(RoutingContext context) {
    Edition edition = inForce.get();
    Aside.aside(context, () -> found(edition), found -> reply(context, edition, found));
  }

  private record Found(Known<List<SegmentReach.Row>> rows, List<CrowdStatus> crowds) {}

  private Found found(Edition edition) {
    return new Found(rows.apply(edition), crowds.apply(edition.model()));
  }

  private static void reply(RoutingContext context, Edition edition, Found found) {
    Known<List<SegmentReach.Row>> known = found.rows();
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeNumberField("edition", edition.number());
          out.writeStringField("window", ReachCounts.WINDOW.toString());
          MissingJson.write(known, out);
          out.writeArrayFieldStart("segments");
          for (int i = 0; i < known.value().size(); i++) {
            write(known.value().get(i), found.crowds().get(i), out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(SegmentReach.Row row, CrowdStatus crowd, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("segment", row.segment());
    out.writeStringField("crowd", crowd.code());
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
