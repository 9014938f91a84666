package dev.mien.load;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of run there are, each by its word, with what it shows and its own defaults. */
// Its maps are those of Map.of, its functions are constructors: neither changes.
@SuppressWarnings("ImmutableEnumChecker")
enum Kind {
  DAY("day", "an ordinary day of a shop: five kinds of visitors", Map.of(), VisitorTraffic::new),
  SMOKE(
      "smoke",
      "half a minute of the same, for every build: is anything wrong at all?",
      Map.of("rate", "5", "duration", "26", "thinkTime", "0.3", "p95", "200", "p99", "500"),
      VisitorTraffic::new),
  BASELINE(
      "baseline",
      "decisions at a steady rate, to compare one release with the next",
      Map.of("rate", "200"),
      Baseline::new),
  SATURATION(
      "saturation",
      "steps that rise until p99 or failures break: the rate that still holds",
      Map.of("rate", "100"),
      Saturation::new),
  SPIKE(
      "spike",
      "a third of the time many times the rate: does it come back?",
      Map.of("rate", "100"),
      Spike::new),
  SOAK(
      "soak",
      "an hour of visitors and decisions: does anything creep?",
      Map.of("rate", "20", "duration", "3600"),
      Soak::new),
  CLICKS(
      "clicks",
      "journeys as they were recorded in a shop, page by page",
      Map.of("rate", "10"),
      RecordedJourneys::new),
  CONSENT_STORM(
      "consent-storm",
      "many sessions consent to less, withdraw and erase at one moment, beside ordinary decisions",
      Map.of("duration", "30", "p99", "500"),
      ConsentStorm::new),
  PUBLISH(
      "publish",
      "windows with and without publications: what do they add to p99?",
      Map.of("rate", "200", "duration", "80"),
      PublishUnderLoad::new),
  NODE_KILLED(
      "node-killed",
      "a cluster behind a balancer, one node of which dies",
      Map.of("rate", "100"),
      NodeKilled::new);

  private final String word;
  private final String shows;
  private final Map<String, String> defaults;
  private final Function<Settings, Plan> plan;

  Kind(String word, String shows, Map<String, String> defaults, Function<Settings, Plan> plan) {
    this.word = word;
    this.shows = shows;
    this.defaults = defaults;
    this.plan = plan;
  }

  /** The kind of that word; any other word throws, with all that there are. */
  static Kind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Dmien.simulation must be one of:"
                        + Arrays.stream(values())
                            .map(kind -> "%n  %-14s %s".formatted(kind.word, kind.shows))
                            .collect(Collectors.joining())));
  }

  String word() {
    return word;
  }

  String shows() {
    return shows;
  }

  /** The defaults that are its own. */
  Map<String, String> defaults() {
    return defaults;
  }

  Plan plan(Settings settings) {
    return plan.apply(settings);
  }
}
