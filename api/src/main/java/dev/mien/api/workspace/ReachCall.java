package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.Reach;
import dev.mien.engine.ReachEstimate;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.Statistics;
import dev.mien.segments.model.Model;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The route that shows how many sessions each segment covers, as it was released. */
public final class ReachCall {
  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final Released released;

  /**
   * How what was released is shown.
   *
   * @param minimum what is below it is withheld
   * @param noise of the reach of an edition, in words
   * @param crowds of each segment, by its position
   */
  public record Released(
      int minimum, Function<Edition, String> noise, Function<Model, List<CrowdStatus>> crowds) {}

  public ReachCall(Supplier<Edition> inForce, Statistics statistics, Released released) {
    this.inForce = inForce;
    this.statistics = statistics;
    this.released = released;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/reach", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    Edition edition = inForce.get();
    Aside.aside(
        context, () -> statistics.reach(edition.number()), reach -> reply(context, edition, reach));
  }

  private void reply(RoutingContext context, Edition edition, Statistics.Reach reach) {
    List<CrowdStatus> crowds = released.crowds().apply(edition.model());
    List<ReachEstimate.Row> rows = ReachEstimate.rows(edition, reach, released.minimum());
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeNumberField("edition", edition.number());
          HoursJson.write(reach.hours(), out);
          out.writeStringField("noise", released.noise().apply(edition));
          out.writeArrayFieldStart("segments");
          for (int i = 0; i < rows.size(); i++) {
            write(rows.get(i), crowds.get(i), out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(ReachEstimate.Row row, CrowdStatus crowd, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("segment", row.segment());
    out.writeStringField("crowd", crowd.code());
    switch (row.reach()) {
      case Reach.Estimated(long sessions, long margin) -> {
        out.writeStringField("state", Statistics.State.RELEASED.code());
        out.writeNumberField("sessions", sessions);
        out.writeNumberField("margin", margin);
      }
      case Reach.Many(long sessions) -> {
        out.writeStringField("state", Statistics.State.RELEASED.code());
        out.writeNumberField("atLeast", sessions);
      }
      case Reach.Withheld(int minimum) -> {
        out.writeStringField("state", HoursJson.WITHHELD);
        out.writeNumberField("fewerThan", minimum);
      }
      case Reach.Unreleased(Statistics.State state) -> out.writeStringField("state", state.code());
    }
    out.writeEndObject();
  }
}
