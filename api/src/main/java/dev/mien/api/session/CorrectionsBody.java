package dev.mien.api.session;

import dev.mien.api.config.Limits;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.ValueReading;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.signal.SignalReader.Takes;
import dev.mien.engine.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The body by which visitors set their own session right, read in one pass. */
final class CorrectionsBody {
  private static final int MEMBERS_MAX = 2;

  private final JsonWalk walk;
  private final Limits.Body limits;
  private final Vocabulary vocabulary;
  private final SignalReader reader;
  private final List<Integer> forgotten = new ArrayList<>();
  private final List<Integer> dropped = new ArrayList<>();
  private final List<Integer> restored = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  private CorrectionsBody(JsonWalk walk, Limits.Body limits, Vocabulary vocabulary) {
    this.walk = walk;
    this.limits = limits;
    this.vocabulary = vocabulary;
    this.reader = new SignalReader(vocabulary, Takes.DECLARATIONS);
  }

  static Corrections read(JsonWalk walk, Limits.Body limits, Vocabulary vocabulary)
      throws IOException {
    CorrectionsBody body = new CorrectionsBody(walk, limits, vocabulary);
    walk.object("", MEMBERS_MAX, body::member);
    RequestSignals declared = body.reader.finish();
    body.notices.addAll(declared.notices());
    return new Corrections(
        declared.signals(), body.forgotten, body.dropped, body.restored, body.notices);
  }

  private void member(String name, String pointer) throws IOException {
    switch (name) {
      case "values" -> walk.object(pointer, limits.signalsMax(), this::value);
      case "segments" -> walk.object(pointer, MEMBERS_MAX, this::segments);
      default -> unknown(pointer, "Corrections have values and segments.");
    }
  }

  private void value(String name, String pointer) throws IOException {
    if (!walk.isNull()) {
      new ValueReading(walk, limits, reader).take(name, pointer);
      return;
    }
    int attribute = vocabulary.attribute(name);
    if (attribute < 0) {
      notices.add(new Notice(pointer, Notice.Kind.UNKNOWN_SIGNAL));
    } else {
      forgotten.add(attribute);
    }
  }

  private void segments(String name, String pointer) throws IOException {
    switch (name) {
      case "drop" -> names(pointer, dropped);
      case "restore" -> names(pointer, restored);
      default -> unknown(pointer, "Of segments, send those to drop and those to restore.");
    }
  }

  private void names(String pointer, List<Integer> into) throws IOException {
    walk.array(
        pointer,
        SessionState.DROPPED_MAX,
        place ->
            walk.text(place, limits.nameCharactersMax())
                .ifPresent(
                    name -> {
                      int segment = vocabulary.segment(name);
                      if (segment < 0) {
                        notices.add(new Notice(place, Notice.Kind.UNKNOWN_SEGMENT));
                      } else {
                        into.add(segment);
                      }
                    }));
  }

  private void unknown(String pointer, String detail) throws IOException {
    walk.error(pointer, "unknown-name", detail);
    walk.skip();
  }
}
