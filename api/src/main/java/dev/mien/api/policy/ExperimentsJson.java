package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.decision.Decider;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How it is written that variants are compared: by which goals, where, and how they are drawn. */
final class ExperimentsJson {
  private static final double WHOLE_BASIS_POINTS = 10_000;

  private static final String KEPT = "A session is drawn one of the variants and keeps it. ";
  private static final String WRITTEN = "How often each is drawn is fixed.";

  private final Model model;
  private final List<String> goals;

  ExperimentsJson(Model model) {
    this.model = model;
    this.goals =
        model.schema().events().stream()
            .filter(event -> event.goal() == Event.Role.GOAL)
            .limit(Learning.GOALS_MAX)
            .map(event -> event.name().text())
            .toList();
  }

  /** Writes the member {@code experiments}. */
  void write(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("experiments");
    out.writeStringField("words", words());
    out.writeArrayFieldStart("goals");
    for (String goal : goals) {
      out.writeString(goal);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("offers");
    for (Slot slot : model.slots()) {
      for (Offer offer : slot.offers()) {
        if (drawn(offer) > 1) {
          write(slot, offer, out);
        }
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static long drawn(Offer offer) {
    return offer.variants().stream().filter(variant -> variant.weight() > 0).count();
  }

  private String words() {
    if (goals.isEmpty()) {
      return "No goal is counted, so variants are not compared." + holdout();
    }
    return "It is counted how many sessions reached "
        + PolicyWords.all(goals)
        + " after each variant was shown, for whole segments and never for one visitor."
        + holdout();
  }

  private String holdout() {
    return model.holdoutBasisPoints() == 0
        ? ""
        : " "
            + PolicyWords.percent(model.holdoutBasisPoints())
            + " of sessions see fallbacks everywhere, so that it can be told what all offers"
            + " together change.";
  }

  private void write(Slot slot, Offer offer, JsonGenerator out) throws IOException {
    Optional<Learning> learning = offer.learn();
    out.writeStartObject();
    out.writeStringField("slot", slot.name().text());
    out.writeStringField("segment", model.segments().get(offer.audience()).name().text());
    out.writeArrayFieldStart("variants");
    for (Variant variant : offer.variants()) {
      out.writeString(variant.name().text());
    }
    out.writeEndArray();
    out.writeStringField("by", by(learning));
    if (learning.isPresent()) {
      out.writeStringField("goal", goal(learning.get()));
      out.writeNumberField("floor", learning.get().floorBasisPoints() / WHOLE_BASIS_POINTS);
    }
    out.writeStringField("words", KEPT + learning.map(this::words).orElse(WRITTEN));
    out.writeEndObject();
  }

  private static String by(Optional<Learning> learning) {
    return switch (learning.map(Learning::by).orElse(null)) {
      case BANDIT -> "bandit";
      case APPRENTICE -> "apprentice";
      case null -> "weights";
    };
  }

  private String goal(Learning learning) {
    return model.schema().events().get(learning.goal()).name().text();
  }

  private String words(Learning learning) {
    return switch (learning.by()) {
      case BANDIT ->
          "The more sessions of the segment reached "
              + goal(learning)
              + " after a variant, the more often it is drawn, each at least "
              + PolicyWords.percent(learning.floorBasisPoints())
              + " of the time; for "
              + PolicyWords.percent(Decider.EXPLORED_BASIS_POINTS)
              + " of sessions it is fixed how often, to compare with.";
      case APPRENTICE ->
          WRITTEN
              + " How often "
              + goal(learning)
              + " would have each drawn is worked out, and changes nothing.";
    };
  }
}
