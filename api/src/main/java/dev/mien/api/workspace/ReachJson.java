package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.Reach;
import dev.mien.engine.Share;
import dev.mien.engine.release.Statistics.State;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** How numbers of sessions are written, as far as they are shown. */
final class ReachJson {
  private ReachJson() {}

  /** Writes the members of one number: its state, and what there is of it. */
  static void write(Reach reach, JsonGenerator out) throws IOException {
    switch (reach) {
      case Reach.Estimated(long sessions, long margin) -> {
        out.writeStringField("state", State.RELEASED.code());
        out.writeNumberField("sessions", sessions);
        out.writeNumberField("margin", margin);
      }
      case Reach.Many(long sessions) -> {
        out.writeStringField("state", State.RELEASED.code());
        out.writeNumberField("atLeast", sessions);
      }
      case Reach.Withheld(int minimum) -> {
        out.writeStringField("state", HoursJson.WITHHELD);
        out.writeNumberField("fewerThan", minimum);
      }
      case Reach.Unreleased(State state) -> out.writeStringField("state", state.code());
    }
  }

  /** Writes the members of a share, to four digits. */
  static void write(Share share, JsonGenerator out) throws IOException {
    out.writeNumberField("share", rounded(share.share()));
    out.writeNumberField("shareMargin", rounded(share.margin()));
  }

  private static double rounded(double number) {
    return Math.round(number * 10_000) / 10_000.0;
  }

  /** Writes the member {@code series}: numbers hour by hour, null where none is shown. */
  static void series(List<Reach> hours, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("series");
    out.writeArrayFieldStart("sessions");
    for (Reach each : hours) {
      write(sessions(each), out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("margin");
    for (Reach each : hours) {
      write(margin(each), out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(OptionalLong number, JsonGenerator out) throws IOException {
    if (number.isPresent()) {
      out.writeNumber(number.getAsLong());
    } else {
      out.writeNull();
    }
  }

  private static OptionalLong sessions(Reach reach) {
    return switch (reach) {
      case Reach.Estimated(long sessions, _) -> OptionalLong.of(sessions);
      case Reach.Many(long sessions) -> OptionalLong.of(sessions);
      case Reach.Withheld _, Reach.Unreleased _ -> OptionalLong.empty();
    };
  }

  private static OptionalLong margin(Reach reach) {
    return switch (reach) {
      case Reach.Estimated(_, long margin) -> OptionalLong.of(margin);
      case Reach.Many _, Reach.Withheld _, Reach.Unreleased _ -> OptionalLong.empty();
    };
  }
}
