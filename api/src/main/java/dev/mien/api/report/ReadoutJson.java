package dev.mien.api.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.bandit.PolicyValue;
import dev.mien.engine.experiment.ArmRate;
import dev.mien.engine.experiment.Comparison;
import dev.mien.engine.experiment.Group;
import dev.mien.engine.experiment.Policy;
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Interval;
import java.io.IOException;
import java.util.List;

/** How a read-out is written as JSON: rates and differences as shares, not in percent. */
public final class ReadoutJson {
  private ReadoutJson() {}

  /** The members of an experiment: its counts, and what they say. */
  public static void write(Readout readout, JsonGenerator out) throws IOException {
    ArmsJson.write(readout.arms(), out);
    out.writeNumberField("alpha", readout.rules().alpha());
    out.writeNumberField("designEffect", readout.rules().designEffect());
    out.writeObjectFieldStart("ratio");
    out.writeStringField("state", readout.mismatched() ? "not-as-planned" : "as-planned");
    out.writeNumberField("p", readout.ratio().p());
    out.writeNumberField("alwaysP", readout.always().p());
    out.writeEndObject();
    out.writeArrayFieldStart("rates");
    for (Group group : readout.groups()) {
      for (ArmRate rate : group.arms()) {
        write(rate, out);
      }
    }
    out.writeEndArray();
    out.writeArrayFieldStart("comparisons");
    for (Comparison of : readout.overall()) {
      write(of, readout.rules().alpha(), out);
    }
    for (Group group : readout.groups()) {
      for (Comparison of : group.comparisons()) {
        write(of, readout.rules().alpha(), out);
      }
    }
    out.writeEndArray();
    if (!readout.policies().isEmpty()) {
      out.writeArrayFieldStart("policies");
      for (Policy policy : readout.policies()) {
        write(policy, out);
      }
      out.writeEndArray();
    }
    sentences("sure", readout.sure(), out);
    sentences("next", readout.next(), out);
    sentences("limits", readout.limits(), out);
  }

  private static void write(ArmRate rate, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("segment", rate.counts().segment());
    out.writeStringField("variant", rate.counts().variant());
    out.writeNumberField("rate", rate.rate().value());
    interval("interval", rate.interval(), out);
    out.writeEndObject();
  }

  private static void write(Comparison of, double alpha, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (of.segment().isPresent()) {
      out.writeStringField("segment", of.segment().get());
    }
    out.writeStringField("variant", of.variant());
    out.writeStringField("against", of.against());
    out.writeNumberField("sessions", of.sessions());
    out.writeStringField("verdict", of.verdict().code());
    out.writeNumberField("difference", of.difference().value());
    interval("once", of.once(), out);
    out.writeNumberField("p", of.p());
    out.writeNumberField("adjusted", of.adjusted());
    interval("always", of.always(), out);
    out.writeNumberField("alwaysP", of.alwaysP());
    out.writeNumberField("alwaysAdjusted", of.alwaysAdjusted());
    if (of.bound().isPresent()) {
      out.writeObjectFieldStart("planned");
      out.writeNumberField("z", of.bound().get().z());
      out.writeNumberField("bound", of.bound().get().bound());
      out.writeEndObject();
    }
    out.writeNumberField("chance", of.chance());
    // JSON has no infinity: a lift that nothing is known of is left out.
    if (isKnown(of.lift())) {
      out.writeNumberField("lift", of.lift().value());
      interval("liftOnce", of.lift().interval(alpha), out);
    }
    if (of.shrunk().filter(ReadoutJson::isKnown).isPresent()) {
      out.writeNumberField("shrunk", of.shrunk().get().value());
    }
    out.writeEndObject();
  }

  private static void write(Policy policy, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("drawn", policy.drawn().code());
    if (policy.value() instanceof PolicyValue.Estimated estimated) {
      out.writeNumberField("rate", estimated.robust().value());
      interval("interval", estimated.interval(), out);
    }
    out.writeNumberField("effectiveSessions", policy.value().support().effective());
    out.writeStringField("words", policy.inWords());
    out.writeEndObject();
  }

  private static boolean isKnown(Estimate lift) {
    return Double.isFinite(lift.value()) && Double.isFinite(lift.error());
  }

  private static void interval(String name, Interval interval, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    out.writeNumber(interval.low());
    out.writeNumber(interval.high());
    out.writeEndArray();
  }

  private static void sentences(String name, List<String> sentences, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String sentence : sentences) {
      out.writeString(sentence);
    }
    out.writeEndArray();
  }
}
