package dev.mien.api.workspace;

import dev.mien.api.http.Aside;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.ScoreEstimate;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The route that says whether the scored segments of the edition in force still hold, from what was
 * released of their bins and nothing else.
 */
public final class ScoresCall {
  /** A week, so that each day of one is in it. */
  private static final int HOURS = 7 * 24;

  private static final List<String> QUERY = List.of("from", "until");

  private final Supplier<Edition> inForce;
  private final Statistics statistics;
  private final ExperimentsCall.Released released;
  private final InstantSource clock;

  public ScoresCall(
      Supplier<Edition> inForce,
      Statistics statistics,
      ExperimentsCall.Released released,
      InstantSource clock) {
    this.inForce = inForce;
    this.statistics = statistics;
    this.released = released;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/scores", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    long after = Statistic.OUTCOMES.lastOver(clock.instant()) + 1;
    switch (CountsQuery.read(context, QUERY, after, HOURS)) {
      case CountsQuery.Unsound(var why) ->
          Replies.problem(context, Problem.of(Kind.INVALID_QUERY, why));
      case CountsQuery.Sound(var asked, By _) ->
          Aside.aside(
              context,
              () -> shown(asked),
              shown -> Replies.json(context, out -> ScoresJson.write(shown, out)));
    }
  }

  private ScoresJson.Shown shown(Asked asked) throws IOException {
    Edition edition = inForce.get();
    long hours = asked.untilHour() - asked.fromHour();
    Asked before =
        new Asked(asked.slot(), asked.edition(), asked.fromHour() - hours, asked.fromHour());
    Statistics.Ways now = statistics.outcomes(asked);
    ScoreEstimate.Released sums =
        new ScoreEstimate.Released(now.sums(), statistics.outcomes(before).sums());
    return new ScoresJson.Shown(
        edition.number(),
        now.hours(),
        released.noise().apply(edition),
        released.minimum(),
        ScoreEstimate.of(edition, sums, released.minimum()));
  }
}
