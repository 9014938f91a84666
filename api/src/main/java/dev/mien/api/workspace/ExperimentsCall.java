package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.report.ReadoutJson;
import dev.mien.engine.ExperimentEstimate;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.experiment.Arms;
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.experiment.ReadoutRules;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The route that says what the experiments of the edition in force have shown, from what was
 * released of their outcomes and nothing else.
 */
public final class ExperimentsCall {
  private static final List<String> QUERY = List.of("slot", "from", "until");

  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final Released released;
  private final InstantSource clock;

  /**
   * How what was released is shown.
   *
   * @param minimum an arm of which less was released stays out
   * @param noise of the numbers of an edition, in words
   */
  public record Released(int minimum, Function<Edition, String> noise) {}

  public ExperimentsCall(
      Supplier<Edition> inForce, Statistics statistics, Released released, InstantSource clock) {
    this.inForce = inForce;
    this.statistics = statistics;
    this.released = released;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/experiments", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    long after = Statistic.OUTCOMES.lastOver(clock.instant()) + 1;
    switch (CountsQuery.read(context, QUERY, after, Asked.HOURS_MAX)) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound(var asked, By _) ->
          Aside.aside(
              context,
              () -> shown(asked),
              shown -> Replies.json(context, out -> write(shown, out)));
    }
  }

  private record Shown(
      Edition edition, Statistics.Ways outcomes, int withheld, List<Readout> readouts) {}

  private Shown shown(Asked asked) throws IOException {
    Edition edition = inForce.get();
    Statistics.Ways outcomes = statistics.outcomes(asked);
    ExperimentEstimate.Found found =
        ExperimentEstimate.of(edition, outcomes.sums(), released.minimum());
    List<Readout> readouts = found.experiments().stream().map(ExperimentsCall::read).toList();
    return new Shown(edition, outcomes, found.withheld(), readouts);
  }

  private static Readout read(Arms arms) {
    return Readout.of(arms, ReadoutRules.STANDARD);
  }

  private void write(Shown shown, JsonGenerator out) throws IOException {
    out.writeStartObject();
    HoursJson.write(shown.outcomes().hours(), out);
    out.writeStringField("noise", released.noise().apply(shown.edition()));
    out.writeNumberField("edition", shown.edition().number());
    out.writeNumberField("minimum", released.minimum());
    out.writeNumberField("withheld", shown.withheld());
    out.writeArrayFieldStart("experiments");
    for (Readout readout : shown.readouts()) {
      out.writeStartObject();
      ReadoutJson.write(readout, out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
