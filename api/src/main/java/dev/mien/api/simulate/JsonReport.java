package dev.mien.api.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.simulate.Simulated.Arm;
import dev.mien.api.simulate.Simulated.Experiment;
import dev.mien.api.simulate.Simulated.Found;
import dev.mien.engine.bandit.PolicyValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The result of a simulation as a program wants it: one JSON object. */
public final class JsonReport {
  private JsonReport() {}

  public static void write(Simulated simulated, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("seed", simulated.seed());
    out.writeNumberField("days", simulated.days());
    out.writeNumberField("sessions", simulated.sessions());
    out.writeNumberField("requests", simulated.requests());
    out.writeNumberField("contextual", simulated.contextual());
    out.writeArrayFieldStart("membership");
    for (Found found : simulated.membership()) {
      out.writeStartObject();
      out.writeStringField("segment", found.segment());
      out.writeNumberField("belong", found.belong());
      out.writeNumberField("found", found.found());
      out.writeNumberField("both", found.both());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("experiments");
    for (Experiment experiment : simulated.experiments()) {
      experiment(experiment, out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void experiment(Experiment experiment, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("slot", experiment.place().slot());
    out.writeStringField("segment", experiment.place().segment());
    out.writeStringField("goal", experiment.goal());
    if (experiment.by().isPresent()) {
      out.writeStringField("by", experiment.by().get().name().toLowerCase(Locale.ROOT));
    }
    out.writeStringField("best", experiment.arms().get(experiment.best()).variant());
    out.writeArrayFieldStart("variants");
    for (int v = 0; v < experiment.arms().size(); v++) {
      int variant = v;
      out.writeStartObject();
      arm(experiment.arms().get(v), out);
      out.writeNumberField(
          "trueUplift", experiment.arms().get(v).truth() - experiment.heldOut().truth());
      out.writeNumberField("weight", experiment.arms().get(v).weight());
      numbers(
          "weightByDay",
          experiment.days().stream().map(day -> day.weights().get(variant)).toList(),
          out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectFieldStart("heldOut");
    arm(experiment.heldOut(), out);
    out.writeEndObject();
    numbers("lostByDay", experiment.regret(), out);
    numbers("lostByDayAllAlike", experiment.regretOfUniform(), out);
    allAlike(experiment, out);
    out.writeEndObject();
  }

  private static void arm(Arm arm, JsonGenerator out) throws IOException {
    out.writeStringField("variant", arm.variant());
    out.writeNumberField("sessions", arm.sessions());
    out.writeNumberField("reached", arm.reached());
    if (arm.sessions() > 0) {
      out.writeNumberField("estimate", arm.estimate());
      out.writeNumberField("low", arm.interval().low());
      out.writeNumberField("high", arm.interval().high());
    }
    out.writeNumberField("true", arm.truth());
  }

  private static void allAlike(Experiment experiment, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("allAlike");
    PolicyValue value = experiment.uniform();
    out.writeStringField("words", value.inWords());
    if (value instanceof PolicyValue.Estimated estimated) {
      out.writeNumberField("estimate", estimated.robust().value());
      out.writeNumberField("low", estimated.interval().low());
      out.writeNumberField("high", estimated.interval().high());
      out.writeNumberField("effectiveSessions", estimated.support().effective());
    }
    out.writeNumberField("true", experiment.uniformTruth());
    out.writeEndObject();
  }

  private static void numbers(String name, List<Double> numbers, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (double number : numbers) {
      out.writeNumber(number);
    }
    out.writeEndArray();
  }
}
