package dev.mien.load;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for: system properties that start with {@code mien.}, each with a default.
 *
 * @param baseUrl the public listener
 * @param origin the site that requests say they come from, where it has a name
 * @param rate visitors that come each second
 * @param duration how long they keep coming, after a ramp of a tenth of that
 * @param thinkTime how long a visitor looks at a page, on average
 * @param seed what visitors are drawn with: the same seed, the same visitors
 * @param slots what pages ask for
 * @param purposes what visitors who consent consent to
 */
record Settings(
    String baseUrl,
    Optional<String> origin,
    double rate,
    Duration duration,
    Duration thinkTime,
    long seed,
    List<String> slots,
    List<String> purposes,
    Thresholds thresholds) {

  /**
   * What must hold for a run to pass.
   *
   * @param p95Millis answers are slower than this in at most 5 of 100 cases
   * @param p99Millis and than this in at most 1 of 100
   * @param failedPercent the most requests that may fail, in percent
   */
  record Thresholds(int p95Millis, int p99Millis, double failedPercent) {}

  private static final String PREFIX = "mien.";
  private static final String ORIGIN = "origin";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "baseUrl", "http://127.0.0.1:8080",
          "rate", "40",
          "duration", "60",
          "thinkTime", "1.0",
          "seed", "1",
          "slots", "home.hero,home.offer,home.picks,page.strip,home.help",
          "purposes", "basics,personalization,journey",
          "p95", "50",
          "p99", "200",
          "failed", "0.1");

  Settings {
    slots = List.copyOf(slots);
    purposes = List.copyOf(purposes);
  }

  /** The settings of this process; a value that is none of those allowed throws, in words. */
  static Settings ofSystemProperties() {
    Map<String, String> given = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        given.put(name.substring(PREFIX.length()), System.getProperty(name, ""));
      }
    }
    return of(given);
  }

  /** The settings of {@code values}, by name without the prefix. */
  static Settings of(Map<String, String> values) {
    for (String key : values.keySet()) {
      if (!key.equals(ORIGIN) && !DEFAULTS.containsKey(key)) {
        throw new IllegalArgumentException(
            "there is no -D" + PREFIX + key + "; there are " + new TreeSet<>(DEFAULTS.keySet()));
      }
    }
    Values given = new Values(values);
    return new Settings(
        given.address(),
        Optional.ofNullable(values.get(ORIGIN)),
        given.number("rate", 0.1, 100_000),
        seconds(given.number("duration", 1, 86_400)),
        seconds(given.number("thinkTime", 0, 600)),
        (long) given.number("seed", 0, Long.MAX_VALUE),
        given.list("slots"),
        given.list("purposes"),
        new Thresholds(
            (int) given.number("p95", 1, 60_000),
            (int) given.number("p99", 1, 60_000),
            given.number("failed", 0, 100)));
  }

  /** How long the number of visitors rises before it holds. */
  Duration ramp() {
    return duration.dividedBy(10).plusSeconds(1);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  /** The values that were given, and the defaults of those that were not. */
  private record Values(Map<String, String> given) {
    String text(String key) {
      return given.getOrDefault(key, DEFAULTS.getOrDefault(key, ""));
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

    List<String> list(String key) {
      List<String> parts = Arrays.stream(text(key).split(",", -1)).map(String::strip).toList();
      if (parts.stream().allMatch(part -> part.matches("[a-z][a-z0-9._-]*"))) {
        return parts;
      }
      throw wrong(key, "names with commas between them", null);
    }

    String address() {
      String text = text("baseUrl");
      try {
        String scheme = URI.create(text).getScheme();
        if ("http".equals(scheme) || "https".equals(scheme)) {
          return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
      } catch (IllegalArgumentException e) {
        throw wrong("baseUrl", "an address", e);
      }
      throw wrong("baseUrl", "an address like " + DEFAULTS.get("baseUrl"), null);
    }

    private static IllegalArgumentException wrong(
        String key, String wanted, @Nullable Exception cause) {
      return new IllegalArgumentException("-D" + PREFIX + key + " must be " + wanted, cause);
    }
  }
}
