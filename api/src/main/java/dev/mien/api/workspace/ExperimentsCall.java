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
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.experiment.ReadoutRules;
import dev.mien.engine.outcome.OfferShares;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The route that says what the experiments of the edition in force have shown, from what was
 * released of their outcomes and nothing else.
 */
public final class ExperimentsCall {
  private static final List<String> QUERY = List.of("slot", "from", "until", "look");

  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final Released released;
  private final InstantSource clock;

  /**
   * How what was released is shown.
   *
   * @param minimum an arm of which less was released stays out
   * @param noise of the numbers of an edition, in words
   * @param learned the shares of the offers that learn
   */
  public record Released(
      int minimum, Function<Edition, String> noise, Supplier<List<OfferShares>> learned) {}

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
    ReadoutRules rules;
    try {
      rules = rules(CountsQuery.look(context));
    } catch (IllegalArgumentException e) {
      Replies.problem(
          context, Problem.of(Kind.INVALID_QUERY, "Send another look: " + e.getMessage() + "."));
      return;
    }
    long after = Statistic.OUTCOMES.lastOver(clock.instant()) + 1;
    switch (CountsQuery.read(context, QUERY, after, Asked.HOURS_MAX)) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound(var asked, By _) ->
          Aside.aside(
              context,
              () -> shown(asked, rules),
              shown -> Replies.json(context, out -> write(shown, out)));
    }
  }

  private record Shown(
      Edition edition, Statistics.Ways outcomes, int withheld, List<Readout> readouts) {}

  private static ReadoutRules rules(Optional<String> look) {
    return look.map(ReadoutRules.Planned::of)
        .map(ReadoutRules.STANDARD::withPlanned)
        .orElse(ReadoutRules.STANDARD);
  }

  private Shown shown(Asked asked, ReadoutRules rules) throws IOException {
    Edition edition = inForce.get();
    Statistics.Ways outcomes = statistics.outcomes(asked);
    ExperimentEstimate.Found found =
        ExperimentEstimate.of(
            edition, outcomes.sums(), released.minimum(), released.learned().get());
    List<Readout> readouts =
        found.experiments().stream().map(arms -> Readout.of(arms, rules)).toList();
    return new Shown(edition, outcomes, found.withheld(), readouts);
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
