package dev.mien.api.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.json.JsonWriting;
import dev.mien.engine.Exposing;
import dev.mien.engine.SessionView;
import dev.mien.segments.model.Truth;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Everything in the view of a session is written: each component of each of its records, found by
 * reflection, gets a value of its own, and each of these values is in the JSON.
 */
class SessionViewMirrorTest {
  private final List<String> values = new ArrayList<>();

  @Test
  void everyComponentOfTheViewIsWritten() throws Exception {
    SessionView.Shown shown = (SessionView.Shown) filled(SessionView.Shown.class);

    Exposing.ToldTo told = (Exposing.ToldTo) filled(Exposing.ToldTo.class);

    String json =
        JsonWriting.bytes(out -> SessionViewJson.write(shown, List.of(told), out))
            .toString(StandardCharsets.UTF_8);

    assertTrue(values.size() > 30, "values: " + values.size());
    assertEquals(List.of(), values.stream().filter(value -> !json.contains(value)).toList());
  }

  private Object filled(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      Object inner = filled(generic.getActualTypeArguments()[0]);
      return generic.getRawType() == Optional.class ? Optional.of(inner) : List.of(inner);
    }
    if (type == long.class) {
      return Long.parseLong(noted("" + (900_000 + values.size())));
    }
    if (type == boolean.class) {
      noted(":true");
      return true;
    }
    if (type == double.class) {
      return Double.parseDouble(noted("0.5" + values.size()));
    }
    if (type == BigDecimal.class) {
      return new BigDecimal(noted("" + (900_000 + values.size())));
    }
    if (type == String.class) {
      return noted("text " + values.size() + ".");
    }
    if (type == Instant.class) {
      Instant instant = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(values.size());
      noted(instant.toString());
      return instant;
    }
    if (type == Truth.class) {
      noted("\"truth\":\"unknown\"");
      return Truth.UNKNOWN;
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      RecordComponent[] components = record.getRecordComponents();
      Object[] arguments = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        arguments[i] = filled(components[i].getGenericType());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    }
    throw new IllegalArgumentException("teach the test to fill " + type);
  }

  private String noted(String value) {
    values.add(value);
    return value;
  }
}
