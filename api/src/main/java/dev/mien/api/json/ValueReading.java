package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mien.api.config.Limits;
import dev.mien.engine.signal.SignalReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes the value of an attribute into a reader, in the type that it has as JSON. */
public record ValueReading(JsonWalk walk, Limits.Body limits, SignalReader reader) {
  public void take(String name, String pointer) throws IOException {
    switch (walk.token()) {
      case VALUE_STRING -> reader.text(name, walk.text(), pointer);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> reader.number(name, walk.number(), pointer);
      case VALUE_TRUE -> reader.flag(name, true, pointer);
      case VALUE_FALSE -> reader.flag(name, false, pointer);
      case START_ARRAY -> labels(name, pointer);
      default -> {
        walk.skip();
        reader.unfit(name, pointer);
      }
    }
  }

  private void labels(String name, String pointer) throws IOException {
    List<String> labels = new ArrayList<>();
    Fitness fitness = new Fitness();
    walk.array(
        pointer,
        limits.labelsMax(),
        _ -> {
          if (walk.token() == JsonToken.VALUE_STRING) {
            labels.add(walk.text());
          } else {
            fitness.fits = false;
            walk.skip();
          }
        });
    if (fitness.fits) {
      reader.labels(name, labels, pointer);
    } else {
      reader.unfit(name, pointer);
    }
  }

  private static final class Fitness {
    private boolean fits = true;
  }
}
