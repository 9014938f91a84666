package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.discovery.PatternValues;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.pattern.ReleasedGrid;
import dev.mien.engine.pattern.ReleasedGrid.Counts;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.vocabulary.CountedGrid;
import dev.mien.segments.model.Attribute;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The route that tells the patterns of grids of the edition in force, from what was released of
 * them and nothing else: as JSON, or of one grid as the table that {@code mien fit} and {@code mien
 * discover} read.
 */
public final class PatternsCall {
  private static final List<String> QUERY = List.of("from", "until", "grid", "as");
  private static final CharSequence CSV = HttpHeaders.createOptimized("text/csv");

  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final Released released;
  private final InstantSource clock;

  /**
   * How what was released is shown.
   *
   * @param minimum a combination that fewer sessions had is in the remainder
   * @param noise of the numbers of an edition, in words
   */
  public record Released(int minimum, Function<Edition, String> noise) {}

  public PatternsCall(
      Supplier<Edition> inForce, Statistics statistics, Released released, InstantSource clock) {
    this.inForce = inForce;
    this.statistics = statistics;
    this.released = released;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/patterns", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    long after = Statistic.PATTERNS.lastOver(clock.instant()) + 1;
    Edition edition = inForce.get();
    Optional<String> wanted = Optional.ofNullable(context.queryParams().get("grid"));
    String as = Optional.ofNullable(context.queryParams().get("as")).orElse("json");
    List<CountedGrid> grids =
        edition.vocabulary().grids().stream()
            .filter(grid -> wanted.isEmpty() || wanted.get().equals(name(grid)))
            .toList();
    if (wanted.isPresent() && grids.isEmpty()) {
      unsound(context, "Send grid as one that the edition in force has: " + names(edition) + ".");
    } else if (!as.equals("json") && !(as.equals("csv") && grids.size() == 1)) {
      unsound(context, "Send as=json, or as=csv with one grid.");
    } else {
      switch (CountsQuery.read(context, QUERY, after, Asked.HOURS_MAX)) {
        case CountsQuery.Unsound(var why) -> unsound(context, why);
        case CountsQuery.Sound(var asked, var _) ->
            Aside.aside(
                context,
                () -> shown(edition, grids, asked),
                shown -> {
                  if (as.equals("csv")) {
                    Replies.body(context, 200, CSV, Buffer.buffer(csv(shown)));
                  } else {
                    Replies.json(context, out -> write(shown, out));
                  }
                });
      }
    }
  }

  private static void unsound(RoutingContext context, String why) {
    Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
  }

  private static String name(CountedGrid grid) {
    return grid.grid().name().text();
  }

  private static String names(Edition edition) {
    List<String> names = edition.vocabulary().grids().stream().map(PatternsCall::name).toList();
    return names.isEmpty() ? "it has none" : String.join(", ", names);
  }

  private record Shown(Edition edition, Statistics.Ways ways, List<ReleasedGrid> grids) {
    List<Attribute> attributes(ReleasedGrid grid) {
      return grid.grid().grid().attributes().stream()
          .map(edition.vocabulary()::attributeAt)
          .toList();
    }
  }

  private Shown shown(Edition edition, List<CountedGrid> grids, Asked asked) throws IOException {
    Statistics.Ways ways = statistics.patterns(asked);
    return new Shown(
        edition,
        ways,
        grids.stream()
            .map(grid -> ReleasedGrid.of(grid, ways.sums(), released.minimum()))
            .toList());
  }

  private void write(Shown shown, JsonGenerator out) throws IOException {
    out.writeStartObject();
    HoursJson.write(shown.ways().hours(), out);
    out.writeStringField("noise", released.noise().apply(shown.edition()));
    out.writeNumberField("edition", shown.edition().number());
    out.writeNumberField("minimum", released.minimum());
    out.writeArrayFieldStart("grids");
    for (ReleasedGrid grid : shown.grids()) {
      write(shown, grid, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(Shown shown, ReleasedGrid grid, JsonGenerator out) throws IOException {
    List<Attribute> attributes = shown.attributes(grid);
    out.writeStartObject();
    out.writeStringField("grid", name(grid.grid()));
    out.writeNumberField("after", grid.grid().grid().after());
    out.writeArrayFieldStart("attributes");
    for (Attribute attribute : attributes) {
      out.writeString(attribute.name().text());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("goals");
    for (String goal : grid.grid().goalNames()) {
      out.writeString(goal);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("patterns");
    for (ReleasedGrid.Row row : grid.rows()) {
      out.writeStartObject();
      out.writeArrayFieldStart("values");
      for (String value : values(attributes, grid.grid(), row.cell())) {
        out.writeString(value);
      }
      out.writeEndArray();
      write(row.counts(), out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("folded", grid.folded());
    if (grid.remainder().isPresent()) {
      out.writeObjectFieldStart("remainder");
      write(grid.remainder().get(), out);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void write(Counts counts, JsonGenerator out) throws IOException {
    out.writeNumberField("sessions", counts.sessions());
    out.writeNumberField("margin", counts.margin());
    out.writeArrayFieldStart("reached");
    for (long reached : counts.reached()) {
      out.writeNumber(reached);
    }
    out.writeEndArray();
  }

  private static List<String> values(List<Attribute> attributes, CountedGrid grid, int cell) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      values.add(PatternValues.text(attributes.get(i).alphabet(), grid.value(cell, i)));
    }
    return values;
  }

  // Names and labels are of letters, digits, dots, dashes and underscores: nothing needs quotes.
  private static String csv(Shown shown) {
    ReleasedGrid grid = shown.grids().getFirst();
    List<Attribute> attributes = shown.attributes(grid);
    List<String> header = new ArrayList<>();
    attributes.forEach(attribute -> header.add(attribute.name().text()));
    header.add("sessions");
    header.addAll(grid.grid().goalNames());
    StringBuilder table = new StringBuilder();
    line(header, table);
    for (ReleasedGrid.Row row : grid.rows()) {
      line(row(values(attributes, grid.grid(), row.cell()), row.counts()), table);
    }
    grid.remainder()
        .ifPresent(
            rest ->
                line(
                    row(attributes.stream().map(_ -> PatternValues.UNSAID).toList(), rest), table));
    return table.toString();
  }

  private static List<String> row(List<String> values, Counts counts) {
    List<String> row = new ArrayList<>(values);
    row.add(Long.toString(counts.sessions()));
    counts.reached().forEach(reached -> row.add(Long.toString(reached)));
    return row;
  }

  private static void line(List<String> cells, StringBuilder table) {
    table.append(String.join(",", cells)).append('\n');
  }
}
