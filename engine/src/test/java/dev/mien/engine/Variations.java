package dev.mien.engine;

import dev.mien.engine.session.HalfKey;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Values that differ from a given one in one place each, found by reflection: every component of
 * every record, every element of every list. A type that is not known here is an error, so that
 * nothing is passed over.
 */
final class Variations {
  private Variations() {}

  /**
   * A value that differs in one place.
   *
   * @param path the components that lead there
   */
  record Variant(String path, Object value) {}

  static List<Variant> of(Object value) {
    return of(value, "");
  }

  private static List<Variant> of(Object value, String path) {
    return switch (value) {
      case Integer number ->
          List.of(new Variant(path, number + 1), new Variant(path, Math.max(0, number - 1)));
      case Long number -> List.of(new Variant(path, number + 1), new Variant(path, number - 1));
      case Instant instant -> List.of(new Variant(path, instant.plusSeconds(1)));
      case Duration duration -> List.of(new Variant(path, duration.plusSeconds(1)));
      case Enum<?> constant ->
          Arrays.stream(constant.getDeclaringClass().getEnumConstants())
              .filter(other -> other != constant)
              .map(other -> new Variant(path, other))
              .toList();
      case HalfKey _ -> {
        byte[] bytes = new byte[HalfKey.BYTES];
        bytes[0] = 1;
        yield List.of(new Variant(path, new HalfKey(bytes)));
      }
      case Optional<?> optional ->
          optional.stream()
              .flatMap(inner -> of(inner, path).stream())
              .map(inner -> new Variant(inner.path(), Optional.of(inner.value())))
              .toList();
      case List<?> list -> elements(list, path);
      case Record record -> components(record, path);
      default -> throw new IllegalArgumentException("teach the test to vary " + value.getClass());
    };
  }

  private static List<Variant> elements(List<?> list, String path) {
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = path + "[" + i + "]";
      List<Object> without = new ArrayList<>(list);
      without.remove(i);
      variants.add(new Variant(place + " left out", without));
      for (Variant element : of(list.get(i), place)) {
        List<Object> with = new ArrayList<>(list);
        with.set(i, element.value());
        variants.add(new Variant(element.path(), with));
      }
    }
    return variants;
  }

  private static List<Variant> components(Record record, String path) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      for (Variant varied : of(get(record, components[i]), path + "." + components[i].getName())) {
        Object[] values = new Object[components.length];
        for (int j = 0; j < components.length; j++) {
          values[j] = j == i ? varied.value() : get(record, components[j]);
        }
        variants.add(new Variant(varied.path(), make(record.getClass(), components, values)));
      }
    }
    return variants;
  }

  private static Object get(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
