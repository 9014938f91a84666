package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Score.Fitted;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How it is written that a segment is inferred: from what, from which probability on, how well. */
final class InferredJson {
  private static final double WHOLE_BASIS_POINTS = 10_000;

  private static final String BY_HAND =
      "The points were written by people, and how well they fit was not measured.";

  private final Score score;
  private final List<String> attributes;

  InferredJson(Score score, Schema schema) {
    this.score = score;
    this.attributes =
        score.attributes().stream()
            .mapToObj(position -> schema.attributes().get(position).name().text())
            .toList();
  }

  /** Writes the member {@code inferred}. */
  void write(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("inferred");
    out.writeStringField("by", "points");
    out.writeStringField("words", words());
    out.writeArrayFieldStart("from");
    for (String attribute : attributes) {
      out.writeString(attribute);
    }
    out.writeEndArray();
    out.writeNumberField("enter", score.enter() / WHOLE_BASIS_POINTS);
    out.writeNumberField("leave", score.leave() / WHOLE_BASIS_POINTS);
    if (score.fitted().isPresent()) {
      quality(score.fitted().get(), out);
    }
    out.writeEndObject();
  }

  private static void quality(Fitted fitted, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("quality");
    out.writeNumberField("auc", fitted.auc());
    figure("prAuc", fitted.prAuc(), out);
    figure("brier", fitted.brier(), out);
    out.writeNumberField("logLoss", fitted.logLoss());
    out.writeNumberField("ece", fitted.ece());
    out.writeNumberField("sessions", fitted.sessions());
    out.writeNumberField("base", fitted.base());
    out.writeStringField("on", fitted.on().toString());
    out.writeEndObject();
  }

  private static void figure(String member, Optional<BigDecimal> figure, JsonGenerator out)
      throws IOException {
    if (figure.isPresent()) {
      out.writeNumberField(member, figure.get());
    }
  }

  private String words() {
    return "Inferred by points, and not known: what is known of "
        + PolicyWords.all(attributes)
        + " is added up to how likely it is, and a session is in from "
        + PolicyWords.percent(score.enter())
        + " on"
        + (score.leave() < score.enter()
            ? ", until that falls below " + PolicyWords.percent(score.leave())
            : "")
        + ". "
        + score.fitted().map(InferredJson::fit).orElse(BY_HAND);
  }

  private static String fit(Fitted fitted) {
    return String.format(
        Locale.ROOT,
        "On %,d sessions that it had not been fitted on, of which %s reached the goal, its AUC was"
            + " %s (0.5 is guessing, 1 is perfect), and its probabilities were %s points off on the"
            + " average (ECE); fitted on %s.",
        fitted.sessions(),
        PolicyWords.percent(share(fitted.base())),
        fitted.auc().stripTrailingZeros().toPlainString(),
        plain(fitted.ece().movePointRight(2)),
        fitted.on());
  }

  private static int share(BigDecimal share) {
    return share.movePointRight(4).intValue();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
