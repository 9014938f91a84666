package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.Reach;
import dev.mien.engine.ReachEstimate;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.segments.model.Model;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** The route that shows how many sessions each segment covers, as it was released. */
public final class ReachCall {
  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final Released released;
  private final InstantSource clock;

  /**
   * How what was released is shown.
   *
   * @param minimum what is below it is withheld
   * @param noise of the reach of an edition, in words
   * @param crowds of each segment, by its position
   */
  public record Released(
      int minimum, Function<Edition, String> noise, Function<Model, List<CrowdStatus>> crowds) {}

  public ReachCall(
      Supplier<Edition> inForce, Statistics statistics, Released released, InstantSource clock) {
    this.clock = clock;
    this.inForce = inForce;
    this.statistics = statistics;
    this.released = released;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/reach", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    long after = Statistic.REACH.lastOver(clock.instant()) + 1;
    switch (CountsQuery.read(context, CountsQuery.OF_SESSIONS, after)) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound(var asked, By by) -> show(context, asked, by);
    }
  }

  private void show(RoutingContext context, Asked asked, By by) {
    Edition edition = inForce.get();
    switch (by) {
      case ALL ->
          Aside.aside(
              context,
              () -> rows(edition, of(asked, edition.number())),
              rows -> reply(context, rows));
      case HOUR ->
          Aside.aside(context, () -> series(edition, asked), series -> reply(context, series));
    }
  }

  // A segment that is the sum of what several editions met would count their sessions twice.
  private static Asked of(Asked asked, long inForce) {
    return new Asked(
        asked.slot(),
        OptionalLong.of(asked.edition().orElse(inForce)),
        asked.fromHour(),
        asked.untilHour());
  }

  private record Rows(
      Edition edition,
      Statistics.Reach reach,
      List<ReachEstimate.Row> rows,
      List<CrowdStatus> crowds) {}

  private Rows rows(Edition edition, Asked asked) throws IOException {
    Statistics.Reach reach = statistics.reach(asked);
    return new Rows(
        edition,
        reach,
        ReachEstimate.rows(edition, reach, released.minimum()),
        released.crowds().apply(edition.model()));
  }

  private record Over(
      Edition edition,
      Statistics.Reach reach,
      List<ReachEstimate.Series> series,
      List<CrowdStatus> crowds) {}

  private Over series(Edition edition, Asked asked) throws IOException {
    Statistics.Reach reach = statistics.reach(asked);
    return new Over(
        edition,
        reach,
        ReachEstimate.series(ReachEstimate.segments(edition), reach, released.minimum()),
        released.crowds().apply(edition.model()));
  }

  private void reply(RoutingContext context, Rows shown) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          head(shown.edition(), shown.reach(), out);
          out.writeArrayFieldStart("segments");
          for (int i = 0; i < shown.rows().size(); i++) {
            ReachEstimate.Row row = shown.rows().get(i);
            out.writeStartObject();
            write(row.segment(), shown.crowds().get(i), row.reach(), out);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private void head(Edition edition, Statistics.Reach reach, JsonGenerator out) throws IOException {
    out.writeNumberField("edition", edition.number());
    HoursJson.write(reach.hours(), out);
    out.writeStringField("noise", released.noise().apply(edition));
  }

  private void reply(RoutingContext context, Over shown) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          head(shown.edition(), shown.reach(), out);
          HoursJson.series(shown.reach().hours(), shown.reach().editions(), out);
          out.writeArrayFieldStart("segments");
          for (int i = 0; i < shown.series().size(); i++) {
            ReachEstimate.Series series = shown.series().get(i);
            out.writeStartObject();
            String name = shown.edition().model().segments().get(i).name().text();
            write(name, shown.crowds().get(i), series.reach(), out);
            ReachJson.series(series.hours(), out);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(String segment, CrowdStatus crowd, Reach reach, JsonGenerator out)
      throws IOException {
    out.writeStringField("segment", segment);
    out.writeStringField("crowd", crowd.code());
    ReachJson.write(reach, out);
  }
}
