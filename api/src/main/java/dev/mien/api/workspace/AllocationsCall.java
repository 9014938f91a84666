package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.decision.Decider;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.outcome.OfferShares;
import dev.mien.engine.outcome.OfferShares.Share;
import dev.mien.segments.model.Learning.By;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The route that shows how often variants are drawn where that is learned. */
public final class AllocationsCall {
  private static final double WHOLE_BASIS_POINTS = 10_000;

  private final Allocations allocations;
  private final int minimum;

  /**
   * @param minimum a number of sessions below it is withheld
   */
  public AllocationsCall(Allocations allocations, int minimum) {
    this.allocations = allocations;
    this.minimum = minimum;
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/allocations", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    Replies.json(context, this::write);
  }

  private void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("at", allocations.at().toString());
    out.writeNumberField("explored", Decider.EXPLORED_BASIS_POINTS / WHOLE_BASIS_POINTS);
    out.writeArrayFieldStart("offers");
    for (OfferShares offer : allocations.offers()) {
      write(offer, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(OfferShares offer, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("slot", offer.slot());
    out.writeStringField("offer", offer.offer());
    out.writeStringField("segment", offer.segment());
    out.writeStringField("by", offer.by().name().toLowerCase(Locale.ROOT));
    out.writeStringField("goal", offer.goal());
    out.writeNumberField("floor", offer.floor());
    out.writeStringField("state", offer.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (offer.sessions() >= minimum && offer.since().isPresent()) {
      out.writeNumberField("sessions", coarse(offer.sessions()));
      out.writeStringField("since", offer.since().get().toString());
    }
    out.writeArrayFieldStart("variants");
    for (Share share : offer.shares()) {
      out.writeStartObject();
      out.writeStringField("variant", share.variant());
      out.writeNumberField("written", rounded(share.written()));
      out.writeNumberField("learned", share.shown());
      out.writeNumberField("served", rounded(served(offer, share)));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static double served(OfferShares offer, Share share) {
    if (offer.by() == By.APPRENTICE || offer.state() == OfferShares.State.TOO_FEW) {
      return share.written();
    }
    double explored = Decider.EXPLORED_BASIS_POINTS / WHOLE_BASIS_POINTS;
    return explored * share.written() + (1 - explored) * share.learned();
  }

  private static double rounded(double share) {
    return Math.rint(share * WHOLE_BASIS_POINTS) / WHOLE_BASIS_POINTS;
  }

  /** The greatest of 1, 2, 5, 10, 20, 50 … that is not above: no difference tells of a session. */
  private static long coarse(long sessions) {
    long ten = 1;
    while (ten * 10 <= sessions) {
      ten *= 10;
    }
    if (sessions >= 5 * ten) {
      return 5 * ten;
    }
    return sessions >= 2 * ten ? 2 * ten : ten;
  }
}
