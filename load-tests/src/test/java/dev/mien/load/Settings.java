package dev.mien.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a run was asked for: system properties that start with {@code mien.}, each with a default,
 * which some kinds of run replace by their own.
 *
 * @param kind which run it is
 */
record Settings(
    Kind kind, Target target, Arrival arrival, Site site, Staging staging, Thresholds thresholds) {

  /**
   * Who is driven.
   *
   * @param baseUrls public listeners, one for each node or for what stands before them
   * @param origin the site that requests say they come from, where it has a name
   * @param admin the admin listener, where a run needs it
   * @param token what it lets in
   */
  record Target(
      List<String> baseUrls, Optional<String> origin, Optional<String> admin, String token) {
    Target {
      baseUrls = List.copyOf(baseUrls);
    }
  }

  /**
   * How visitors come.
   *
   * @param rate visitors that come each second; where a visitor makes one call, also calls
   * @param duration how long they keep coming
   * @param thinkTime how long a visitor looks at a page, on average
   * @param seed what visitors are drawn with: the same seed, the same visitors
   */
  record Arrival(double rate, Duration duration, Duration thinkTime, long seed) {
    /** How long the number of visitors rises before it holds. */
    Duration ramp() {
      return duration.dividedBy(10).plusSeconds(1);
    }
  }

  /**
   * The words of the site under test.
   *
   * @param slots what pages ask for
   * @param purposes what visitors who consent consent to
   * @param categories what page views may be of
   */
  record Site(List<String> slots, List<String> purposes, List<String> categories) {
    Site {
      slots = List.copyOf(slots);
      purposes = List.copyOf(purposes);
      categories = List.copyOf(categories);
    }
  }

  /**
   * What only some kinds of run ask.
   *
   * @param sessions how many sessions are kept going, or storm
   * @param contextualPercent decisions without a session, of all decisions
   * @param peak how many times the rate a spike is
   * @param growth how many times the rate of a step the next one is
   * @param steps how many steps there are at most
   * @param window how long a step or a window lasts; whole seconds
   * @param every how long after one publication the next begins
   * @param pid the process to kill, if any
   * @param clicks a file of recorded clicks, if any
   */
  record Staging(
      int sessions,
      int contextualPercent,
      double peak,
      double growth,
      int steps,
      Duration window,
      Duration every,
      Optional<Long> pid,
      Optional<Path> clicks) {}

  /**
   * What must hold for a run to pass.
   *
   * @param p95Millis answers are slower than this in at most 5 of 100 cases
   * @param p99Millis and than this in at most 1 of 100
   * @param failedPercent the most requests that may fail, in percent
   * @param addedPercent how much slower the slowest of 100 answers may be while something else goes
   *     on, in percent
   * @param drift how many times slower the median may be at the end of a soak than at its beginning
   */
  record Thresholds(
      int p95Millis, int p99Millis, double failedPercent, double addedPercent, double drift) {}

  static final String SIMULATION = "simulation";

  /** Every property, and what it is unless a kind of run says otherwise. */
  static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry(SIMULATION, "day"),
          Map.entry("baseUrl", "http://127.0.0.1:8080"),
          Map.entry("origin", ""),
          Map.entry("admin", ""),
          Map.entry("token", ""),
          Map.entry("rate", "40"),
          Map.entry("duration", "60"),
          Map.entry("thinkTime", "1.0"),
          Map.entry("seed", "1"),
          Map.entry("slots", "home.hero,home.offer,home.picks,page.strip,home.help"),
          Map.entry("purposes", "basics,personalization,journey"),
          Map.entry("categories", "jackets,shoes,packs,sale"),
          Map.entry("sessions", "500"),
          Map.entry("contextual", "40"),
          Map.entry("peak", "5"),
          Map.entry("growth", "1.4"),
          Map.entry("steps", "12"),
          Map.entry("window", "10"),
          Map.entry("every", "1"),
          Map.entry("pid", ""),
          Map.entry("clicks", ""),
          Map.entry("p95", "50"),
          Map.entry("p99", "200"),
          Map.entry("failed", "0.1"),
          Map.entry("added", "50"),
          Map.entry("drift", "2"));

  /** The settings of this process; a value that is none of those allowed throws, in words. */
  static Settings ofSystemProperties() {
    Map<String, String> given = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(Values.PREFIX)) {
        given.put(name.substring(Values.PREFIX.length()), System.getProperty(name, ""));
      }
    }
    return of(given);
  }

  /** The settings of {@code given}, by name without the prefix. */
  static Settings of(Map<String, String> given) {
    for (String key : given.keySet()) {
      if (!DEFAULTS.containsKey(key)) {
        throw new IllegalArgumentException(
            "there is no -D"
                + Values.PREFIX
                + key
                + "; there are "
                + new TreeSet<>(DEFAULTS.keySet()));
      }
    }
    Kind kind = Kind.of(given.getOrDefault(SIMULATION, DEFAULTS.getOrDefault(SIMULATION, "")));
    Map<String, String> defaults = new HashMap<>(DEFAULTS);
    defaults.putAll(kind.defaults());
    Values values = new Values(given, defaults);
    return new Settings(
        kind,
        target(values),
        arrival(values),
        new Site(values.names("slots"), values.names("purposes"), values.names("categories")),
        staging(values),
        thresholds(values));
  }

  private static Target target(Values values) {
    return new Target(
        values.addresses("baseUrl"),
        values.perhaps("origin"),
        values.perhaps("admin").map(_ -> values.addresses("admin").getFirst()),
        values.text("token"));
  }

  private static Arrival arrival(Values values) {
    return new Arrival(
        values.number("rate", 0.1, 100_000),
        values.seconds("duration", 1, 604_800),
        values.seconds("thinkTime", 0, 600),
        (long) values.number("seed", 0, Long.MAX_VALUE));
  }

  private static Staging staging(Values values) {
    return new Staging(
        values.whole("sessions", 1, 1_000_000),
        values.whole("contextual", 0, 100),
        values.number("peak", 1, 1_000),
        values.number("growth", 1.01, 10),
        values.whole("steps", 2, 100),
        Duration.ofSeconds(values.whole("window", 2, 3_600)),
        values.seconds("every", 0, 3_600),
        values.perhaps("pid").map(_ -> (long) values.number("pid", 1, Integer.MAX_VALUE)),
        values.perhaps("clicks").map(Path::of));
  }

  private static Thresholds thresholds(Values values) {
    return new Thresholds(
        values.whole("p95", 1, 60_000),
        values.whole("p99", 1, 60_000),
        values.number("failed", 0, 100),
        values.number("added", 0, 10_000),
        values.number("drift", 1, 1_000));
  }
}
