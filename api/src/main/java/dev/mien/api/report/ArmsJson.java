package dev.mien.api.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.experiment.ArmCounts;
import dev.mien.engine.experiment.Arms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalDouble;

/** Counts of experiments in JSON, as {@code GET /admin/v1/experiments} tells them. */
public final class ArmsJson {
  private ArmsJson() {}

  /** The members that tell the counts of one experiment. */
  public static void write(Arms arms, JsonGenerator out) throws IOException {
    out.writeStringField("slot", arms.slot());
    out.writeStringField("goal", arms.goal());
    out.writeStringField("drawing", arms.drawing().name().toLowerCase(Locale.ROOT));
    out.writeArrayFieldStart("arms");
    for (ArmCounts arm : arms.arms()) {
      out.writeStartObject();
      out.writeStringField("segment", arm.segment());
      out.writeStringField("variant", arm.variant());
      out.writeStringField("kind", ArmsGathering.code(arm.kind()));
      out.writeNumberField("weight", arm.weight());
      out.writeNumberField("sessions", arm.sessions());
      out.writeNumberField("successes", arm.successes());
      out.writeNumberField("noise", arm.noiseVariance());
      if (arm.learned().isPresent()) {
        out.writeNumberField("learned", arm.learned().getAsDouble());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Reads them again. */
  public static ArmsReading read(JsonObject body) {
    ArmsGathering gathering = new ArmsGathering();
    try {
      JsonArray experiments = body.getJsonArray("experiments");
      if (experiments == null) {
        return new ArmsReading.Refused("the node tells of no experiments; it may be an older one");
      }
      for (int at = 0; at < experiments.size(); at++) {
        JsonObject experiment = experiments.getJsonObject(at);
        var place =
            new ArmsGathering.Place(
                experiment.getString("slot"),
                experiment.getString("goal"),
                ArmsGathering.drawing(experiment.getString("drawing", "")));
        JsonArray arms = experiment.getJsonArray("arms", new JsonArray());
        for (int arm = 0; arm < arms.size(); arm++) {
          gathering.add(place, arm(arms.getJsonObject(arm)));
        }
      }
      return new ArmsReading.Found(gathering.experiments());
    } catch (ClassCastException | IllegalArgumentException e) {
      return new ArmsReading.Refused("what the node tells cannot be read: " + e.getMessage());
    }
  }

  private static ArmCounts arm(JsonObject arm) {
    String variant = arm.getString("variant", "");
    Double learned = arm.getDouble("learned");
    return new ArmCounts(
        ArmsGathering.kind(arm.getString("kind", ""), variant),
        arm.getString("segment", ""),
        variant,
        arm.getDouble("weight", 1.0),
        arm.getDouble("sessions", 0.0),
        arm.getDouble("successes", 0.0),
        arm.getDouble("noise", 0.0),
        learned == null ? OptionalDouble.empty() : OptionalDouble.of(learned));
  }
}
