package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.JsonWalk;
import dev.mien.segments.edit.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** What definitions say, as JSON. A member that is null is left out. */
final class ValueJson {
  private static final int MEMBERS_MAX = 1_000;
  private static final int TEXT_MAX = 20_000;
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,15})");
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,15})\\.[0-9]{1,15}");

  private ValueJson() {}

  /** The value that stands here; none for null. */
  static Optional<Value> read(JsonWalk walk, String pointer) throws IOException {
    return switch (walk.token()) {
      case VALUE_STRING -> walk.text(pointer, TEXT_MAX).map(Value.Text::new);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          Optional.of(new Value.Plain(walk.text()));
      case START_ARRAY -> {
        List<Value> items = new ArrayList<>();
        walk.array(pointer, MEMBERS_MAX, place -> read(walk, place).ifPresent(items::add));
        yield Optional.of(new Value.Listing(items));
      }
      case START_OBJECT -> {
        SequencedMap<String, Value> entries = new LinkedHashMap<>();
        walk.object(
            pointer,
            MEMBERS_MAX,
            (name, place) -> read(walk, place).ifPresent(value -> entries.put(name, value)));
        yield Optional.of(new Value.Table(entries));
      }
      default -> Optional.empty();
    };
  }

  /** Writes a value; what is bare and looks like a number or a flag is one. */
  static void write(Value value, JsonGenerator out) throws IOException {
    switch (value) {
      case Value.Text(var text) -> out.writeString(text);
      case Value.Rule(var text) -> out.writeString(text);
      case Value.Plain(var text) -> plain(text, out);
      case Value.Listing(var items) -> {
        out.writeStartArray();
        for (Value item : items) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case Value.Table(var entries) -> {
        out.writeStartObject();
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
          out.writeFieldName(entry.getKey());
          write(entry.getValue(), out);
        }
        out.writeEndObject();
      }
    }
  }

  static void plain(String text, JsonGenerator out) throws IOException {
    if (text.equals("true") || text.equals("false")) {
      out.writeBoolean(text.equals("true"));
    } else if (WHOLE.matcher(text).matches() || DECIMAL.matcher(text).matches()) {
      out.writeNumber(text);
    } else {
      out.writeString(text);
    }
  }
}
