package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.crowd.Combination;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.ThresholdNoise;
import java.io.IOException;

/** How the registry says what makes a crowd, as its member {@code crowd}. */
final class CrowdPolicyJson {
  private CrowdPolicyJson() {}

  static void write(CrowdRule rule, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("crowd");
    out.writeNumberField("min", rule.minimum());
    out.writeBooleanField("enforced", !rule.isOff());
    out.writeNumberField("k", rule.minimum());
    out.writeNumberField("windowHours", rule.windowHours());
    out.writeNumberField("segmentsMax", Combination.SEGMENTS_MAX);
    out.writeObjectFieldStart("noise");
    out.writeNumberField("epsilon", ThresholdNoise.EPSILON);
    out.writeNumberField("delta", ThresholdNoise.DELTA);
    out.writeNumberField("max", ThresholdNoise.MAX);
    out.writeEndObject();
    out.writeEndObject();
  }
}
