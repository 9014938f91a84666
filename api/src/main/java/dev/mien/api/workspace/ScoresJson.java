package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.ScoreEstimate.Found;
import dev.mien.engine.drift.ScoreReadout;
import dev.mien.engine.drift.ScoreReadout.Bin;
import dev.mien.engine.release.Statistics.State;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** What became of sessions that scores were asked about, as JSON. */
final class ScoresJson {
  private ScoresJson() {}

  /**
   * What is told.
   *
   * @param noise of the numbers, in words
   * @param minimum what is below it is withheld
   */
  record Shown(
      long edition, SortedMap<Long, State> hours, String noise, int minimum, List<Found> scores) {
    Shown {
      scores = List.copyOf(scores);
    }
  }

  static void write(Shown shown, JsonGenerator out) throws IOException {
    out.writeStartObject();
    HoursJson.write(shown.hours(), out);
    out.writeStringField("noise", shown.noise());
    out.writeNumberField("edition", shown.edition());
    out.writeNumberField("minimum", shown.minimum());
    out.writeArrayFieldStart("scores");
    for (Found found : shown.scores()) {
      out.writeStartObject();
      out.writeStringField("segment", found.segment());
      switch (found) {
        case Found.Read(_, var readout) -> write(readout, out);
        case Found.Withheld(_, var goal) -> unread(goal, HoursJson.WITHHELD, out);
        case Found.Beyond(_, var goal) -> unread(goal, "not-watched", out);
        case Found.Aimless _ -> out.writeStringField("state", "no-goal");
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void unread(String goal, String state, JsonGenerator out) throws IOException {
    out.writeStringField("goal", goal);
    out.writeStringField("state", state);
  }

  private static void write(ScoreReadout read, JsonGenerator out) throws IOException {
    out.writeStringField("goal", read.of().goal());
    out.writeStringField("state", "read");
    out.writeStringField("verdict", read.verdict().code());
    out.writeStringField("shape", read.shape().code());
    out.writeNumberField("sessions", Math.round(read.sessions()));
    out.writeNumberField("expected", Math.round(read.expected()));
    out.writeNumberField("reached", Math.round(read.reached()));
    // JSON has neither infinity nor what is no number.
    if (Double.isFinite(read.observedByExpected().value())) {
      out.writeNumberField("observedByExpected", read.observedByExpected().value());
      out.writeArrayFieldStart("interval");
      out.writeNumber(read.interval().low());
      out.writeNumber(read.interval().high());
      out.writeEndArray();
    }
    out.writeNumberField("ece", read.ece());
    out.writeNumberField("eceByChance", read.eceByChance());
    if (read.stability().isPresent()) {
      out.writeNumberField("stability", read.stability().getAsDouble());
    }
    out.writeNumberField("slope", read.of().slope());
    out.writeNumberField("intercept", read.of().intercept());
    out.writeNumberField("proposed", read.intercept());
    out.writeArrayFieldStart("bins");
    for (Bin bin : read.bins()) {
      out.writeStartObject();
      out.writeNumberField("from", bin.from());
      out.writeNumberField("until", bin.until());
      out.writeNumberField("sessions", Math.round(bin.sessions()));
      out.writeNumberField("given", bin.given());
      out.writeNumberField("came", bin.came().value());
      out.writeNumberField("error", bin.came().error());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("words");
    for (String sentence : read.words()) {
      out.writeString(sentence);
    }
    out.writeEndArray();
  }
}
