package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.explain.Why;
import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.engine.explain.Why.RuleWhy;
import dev.mien.engine.explain.Why.ScoreWhy;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.segments.model.Truth;
import java.io.IOException;
import java.util.List;

/** How reasons are written. */
public final class WhyJson {
  private WhyJson() {}

  static void write(Why why, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (why.matched().isPresent()) {
      out.writeFieldName("matched");
      write(why.matched().orElseThrow(), out);
    }
    if (why.nearestMiss().isPresent()) {
      out.writeFieldName("nearestMiss");
      write(why.nearestMiss().orElseThrow(), out);
    }
    if (why.dropped().isPresent()) {
      out.writeStringField("dropped", why.dropped().orElseThrow());
    }
    out.writeEndObject();
  }

  /** Writes segments as an array. */
  public static void write(List<SegmentWhy> segments, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (SegmentWhy segment : segments) {
      write(segment, out);
    }
    out.writeEndArray();
  }

  /** Writes names as the member {@code member}. */
  public static void write(String member, List<String> names, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(member);
    for (String name : names) {
      out.writeString(name);
    }
    out.writeEndArray();
  }

  /** Writes predicates as the member {@code predicates}. */
  public static void predicates(List<PredicateWhy> predicates, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("predicates");
    for (PredicateWhy predicate : predicates) {
      out.writeStartObject();
      out.writeStringField("text", predicate.text());
      out.writeStringField("truth", word(predicate.truth()));
      out.writeStringField("actual", predicate.actual());
      if (predicate.points().isPresent()) {
        out.writeNumberField("points", predicate.points().orElseThrow());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void write(SegmentWhy segment, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("segment", segment.segment());
    out.writeStringField("title", segment.title());
    out.writeStringField("truth", word(segment.truth()));
    if (segment.remark().isPresent()) {
      out.writeStringField("remark", segment.remark().orElseThrow());
    }
    out.writeArrayFieldStart("rules");
    for (RuleWhy rule : segment.rules()) {
      out.writeStartObject();
      out.writeStringField("rule", rule.rule());
      out.writeStringField("text", rule.text());
      out.writeStringField("truth", word(rule.truth()));
      predicates(rule.predicates(), out);
      if (rule.score().isPresent()) {
        write(rule.score().orElseThrow(), out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(ScoreWhy score, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("score");
    out.writeNumberField("base", score.base());
    out.writeNumberField("least", score.least());
    out.writeNumberField("most", score.most());
    out.writeNumberField("leastProbability", rounded(score.leastProbability()));
    out.writeNumberField("mostProbability", rounded(score.mostProbability()));
    out.writeNumberField("enough", rounded(score.enough()));
    out.writeBooleanField("stays", score.stays());
    out.writeEndObject();
  }

  private static double rounded(double probability) {
    return Math.round(probability * 10_000) / 10_000.0;
  }

  /** Whether something holds, in one word. */
  public static String word(Truth truth) {
    return switch (truth) {
      case TRUE -> "true";
      case FALSE -> "false";
      case UNKNOWN -> "unknown";
    };
  }
}
