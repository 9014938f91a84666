package dev.mien.segments.edit;

import java.util.List;
import java.util.Optional;

/**
 * Where definitions of one kind stand.
 *
 * @param kind what one of them is called
 * @param path the keys that lead to their table
 * @param home the file where the first one goes
 * @param order their keys as they are written, first to last
 */
record Section(String kind, List<String> path, String home, List<String> order) {
  static final String HEADING = "workspace";

  private static final String SCHEMA_FILE = "schema.yaml";

  static final List<Section> KNOWN =
      List.of(
          new Section(
              HEADING, List.of(HEADING), SCHEMA_FILE, List.of("name", "timezone", "holdout")),
          new Section(
              "purpose",
              List.of("schema", "purposes"),
              SCHEMA_FILE,
              List.of(
                  "title",
                  "thirdParties",
                  "contextual",
                  "bits",
                  "consentMax",
                  "idle",
                  "endsWith",
                  "tcf",
                  "optOuts")),
          new Section(
              "attribute",
              List.of("schema", "attributes"),
              SCHEMA_FILE,
              List.of(
                  "choice",
                  "choices",
                  "number",
                  "flag",
                  "count",
                  "sum",
                  "latest",
                  "recency",
                  "sequence",
                  "evidence",
                  "steps",
                  "edges",
                  "step",
                  "upTo",
                  "after",
                  "within",
                  "from",
                  "purpose",
                  "retention",
                  "benefit")),
          new Section("event", List.of("schema", "events"), SCHEMA_FILE, List.of("goal")),
          new Section(
              "segment",
              List.of("segments"),
              "segments.yaml",
              List.of("title", "when", "rules", "score")),
          new Section(
              "slot",
              List.of("slots"),
              "slots.yaml",
              List.of("title", "purpose", "purposes", "content", "fallback", "holdout", "offers")),
          new Section(
              "recipient",
              List.of("recipients"),
              "recipients.yaml",
              List.of("title", "purpose", "segments", "most", "epsilon")),
          new Section(
              "persona",
              List.of("personas"),
              "personas.yaml",
              List.of("title", "consent", "signals", "events", "expect", "expectNot")),
          new Section("grid", List.of("grids"), "grids.yaml", List.of("of", "goals", "after")));

  static final List<String> SCORE =
      List.of("base", "points", "enter", "leave", "calibration", "fitted");

  static final List<String> OFFER =
      List.of("name", "for", "priority", "variants", "weights", "learn", "from", "until");

  Section {
    path = List.copyOf(path);
    order = List.copyOf(order);
  }

  static Optional<Section> of(String kind) {
    return KNOWN.stream().filter(section -> section.kind().equals(kind)).findFirst();
  }

  /** The section under a key at the top of a document, whether the language knows it or not. */
  static Section under(String key) {
    return KNOWN.stream()
        .filter(section -> section.path().equals(List.of(key)))
        .findFirst()
        .orElseGet(
            () ->
                new Section(
                    key.endsWith("s") ? key.substring(0, key.length() - 1) : key,
                    List.of(key),
                    key + ".yaml",
                    List.of()));
  }

  /** The sections below {@code schema}. */
  static List<Section> ofSchema() {
    return KNOWN.stream().filter(section -> section.path().size() == 2).toList();
  }

  boolean isHeading() {
    return kind.equals(HEADING);
  }
}
