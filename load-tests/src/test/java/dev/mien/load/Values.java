package dev.mien.load;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a run was given by name, and the defaults of those that it was not. What is none
 * of the values allowed throws, in words that name the property.
 */
record Values(Map<String, String> given, Map<String, String> defaults) {
  static final String PREFIX = "mien.";

  Values {
    given = Map.copyOf(given);
    defaults = Map.copyOf(defaults);
  }

  String text(String key) {
    return given.getOrDefault(key, defaults.getOrDefault(key, ""));
  }

  /** A text that may be left out. */
  Optional<String> perhaps(String key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  double number(String key, double least, double most) {
    String text = text(key);
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(key, "a number", e);
    }
    throw wrong(key, "from " + least + " to " + most, null);
  }

  int whole(String key, int least, int most) {
    double number = number(key, least, most);
    if (number == Math.rint(number)) {
      return (int) number;
    }
    throw wrong(key, "a whole number", null);
  }

  Duration seconds(String key, double least, double most) {
    return Duration.ofMillis(Math.round(number(key, least, most) * 1_000));
  }

  List<String> names(String key) {
    List<String> parts = parts(key);
    if (parts.stream().allMatch(part -> part.matches("[a-z][a-z0-9._-]*"))) {
      return parts;
    }
    throw wrong(key, "names with commas between them", null);
  }

  List<String> addresses(String key) {
    return parts(key).stream().map(part -> address(key, part)).toList();
  }

  private List<String> parts(String key) {
    return Arrays.stream(text(key).split(",", -1)).map(String::strip).toList();
  }

  private static String address(String key, String text) {
    try {
      String scheme = URI.create(text).getScheme();
      if ("http".equals(scheme) || "https".equals(scheme)) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(key, "an address", e);
    }
    throw wrong(key, "an address like http://127.0.0.1:8080", null);
  }

  static IllegalArgumentException wrong(String key, String wanted, @Nullable Exception cause) {
    return new IllegalArgumentException("-D" + PREFIX + key + " must be " + wanted, cause);
  }
}
