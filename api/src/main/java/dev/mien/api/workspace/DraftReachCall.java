package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.Reach;
import dev.mien.engine.ShadowEstimate;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.release.ReleaseStore;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Subject;
import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.shadow.ShadowSegment.Standing;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Drafts;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The route that shows how many sessions the segments of a draft would cover: those that are not in
 * force as they stand there.
 */
public final class DraftReachCall {
  private static final String REACH = "/admin/v1/drafts/:name/reach";

  private final Drafts drafts;
  private final DraftShadow.Source shadows;
  private final Figures figures;

  /**
   * What was released, and how it is shown.
   *
   * @param store knows what is planned to be released
   * @param minimum what is below it is withheld
   * @param noise of so many numbers, in words
   */
  public record Figures(
      Statistics statistics,
      ReleaseStore store,
      int minimum,
      IntFunction<String> noise,
      InstantSource clock) {}

  public DraftReachCall(Drafts drafts, DraftShadow.Source shadows, Figures figures) {
    this.drafts = drafts;
    this.shadows = shadows;
    this.figures = figures;
  }

  public List<Route> routes() {
    return List.of(Route.get(REACH, this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    Optional<DraftName> name = DraftName.parse(String.valueOf(context.pathParam("name")));
    if (name.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_DRAFT));
      return;
    }
    Aside.aside(
        context,
        () -> shown(name.get()),
        shown ->
            shown.ifPresentOrElse(
                found -> Replies.json(context, out -> write(found, out)),
                () -> Replies.problem(context, Problem.of(Kind.NO_SUCH_DRAFT))));
  }

  /**
   * What is shown of a draft.
   *
   * @param revision that is counted, or else that there is
   */
  private record Shown(
      DraftName draft, long revision, String state, Statistics.Reach reach, List<Row> rows) {}

  /**
   * What is shown of a segment.
   *
   * @param firstHour the hour that the first number is of, or will be
   */
  private record Row(ShadowSegment segment, ShadowEstimate.Row numbers, long firstHour) {}

  private Optional<Shown> shown(DraftName name) throws IOException {
    Optional<Draft.Heading> heading =
        drafts.list().stream().filter(each -> each.name().equals(name)).findFirst();
    if (heading.isEmpty()) {
      return Optional.empty();
    }
    long after = Statistic.SHADOW.lastOver(figures.clock().instant()) + 1;
    Asked asked = asked(after - Statistics.REACH_HOURS, after);
    Statistics.Reach reach = figures.statistics().shadow(asked);
    return Optional.of(
        switch (shadows.of(name)) {
          case DraftShadow.Counted(long revision, var segments) ->
              new Shown(name, revision, "counted", reach, rows(segments, asked, reach));
          case DraftShadow.Uncounted uncounted ->
              new Shown(name, heading.get().revision(), uncounted.code(), reach, List.of());
        });
  }

  private static Asked asked(long from, long until) {
    return new Asked(Optional.empty(), OptionalLong.empty(), from, until);
  }

  private List<Row> rows(List<ShadowSegment> segments, Asked asked, Statistics.Reach reach)
      throws IOException {
    ShadowEstimate estimate =
        new ShadowEstimate(reach, figures.statistics().reach(asked), figures.minimum());
    long now = CountsQuery.hour(figures.clock().instant());
    List<Planned> planned = new ArrayList<>();
    for (long hour = asked.untilHour(); hour <= now; hour++) {
      planned.add(new Planned(hour, figures.store().planned(hour)));
    }
    List<Row> rows = new ArrayList<>();
    for (ShadowSegment segment : segments) {
      ShadowEstimate.Row numbers = estimate.row(segment);
      Subject subject = new Subject.Shadow(segment.knownBy());
      long next =
          planned.stream()
              .filter(each -> each.numbers().contains(subject))
              .mapToLong(Planned::hour)
              .findFirst()
              .orElse(now + 1);
      rows.add(new Row(segment, numbers, numbers.since().orElse(next)));
    }
    return rows;
  }

  private record Planned(long hour, Set<Subject> numbers) {}

  private void write(Shown shown, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("draft", shown.draft().text());
    out.writeNumberField("revision", shown.revision());
    out.writeStringField("state", shown.state());
    HoursJson.write(shown.reach().hours(), out);
    int numbers = 0;
    for (Row row : shown.rows()) {
      numbers +=
          row.segment().standing() instanceof Standing.Counted
              ? 1 + row.segment().relatives().size()
              : 0;
    }
    out.writeStringField("noise", figures.noise().apply(Math.max(1, numbers)));
    out.writeArrayFieldStart("segments");
    for (Row row : shown.rows()) {
      out.writeStartObject();
      out.writeStringField("segment", row.segment().name());
      write(row, out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(Row row, JsonGenerator out) throws IOException {
    switch (row.segment().standing()) {
      case Standing.NotCountable(String attribute) -> {
        out.writeStringField("state", "not-countable");
        out.writeStringField("attribute", attribute);
      }
      case Standing.TooMany _ -> out.writeStringField("state", "too-many");
      case Standing.Counted _ -> counted(row, out);
    }
  }

  private static void counted(Row row, JsonGenerator out) throws IOException {
    ShadowEstimate.Row numbers = row.numbers();
    Optional<Reach> reach = numbers.reach();
    if (reach.isPresent()) {
      ReachJson.write(reach.get(), out);
      out.writeNumberField("hours", numbers.hours());
    } else {
      out.writeStringField("state", "counting");
      out.writeStringField("first", Statistic.SHADOW.due(row.firstHour()).toString());
    }
    out.writeStringField("since", HoursJson.text(row.firstHour()));
    if (numbers.inForce().isPresent()) {
      out.writeObjectFieldStart("inForce");
      ReachJson.write(numbers.inForce().get(), out);
      out.writeEndObject();
    }
    out.writeArrayFieldStart("overlaps");
    for (ShadowEstimate.Overlap overlap : numbers.overlaps()) {
      out.writeStartObject();
      out.writeStringField("segment", overlap.segment());
      ReachJson.write(overlap.sessions(), out);
      if (overlap.share().isPresent()) {
        ReachJson.write(overlap.share().get(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
