package dev.mien.faults;

import com.fasterxml.jackson.databind.JsonNode;

/** The workspace under test: one slot for everybody, one that is personal. */
final class Workspace {
  static final String PERSONAL_SLOT = "home.hero";
  static final String OPEN_SLOT = "home.strip";
  static final String BASICS = "basics";
  static final String PERSONALIZATION = "personalization";

  private Workspace() {}

  /** As one stream of YAML, with a serial in all of its content. */
  static String of(long serial) {
    return """
    workspace: { name: faults, timezone: UTC }
    schema:
      purposes:
        basics: { title: "Fit the page", contextual: true, bits: 4 }
        personalization: { title: "Show what is relevant", bits: 16, consentMax: 30 days, idle: 30 minutes }
      events:
        page_view: { category: { choice: [sale, shoes] } }
      attributes:
        device: { choice: [mobile, desktop], from: client-hints, purpose: basics, benefit: "Pages that fit" }
        interest: { choices: [running, hiking], from: visitor, purpose: personalization, benefit: "Gear comes first" }
        sale_views: { count: page_view where category is sale, upTo: 6, within: 30 minutes, purpose: personalization, benefit: "Bargains first" }
    segments:
      runners: { title: Runners, when: "interest has any of [running]" }
      small: { title: Small screens, when: device is mobile }
    slots:
      home.hero:
        purpose: personalization
        content: { headline: text, serial: number }
        fallback: { headline: "For all", serial: %1$d }
        offers:
          - for: runners
            variants: { run: { headline: "For runners", serial: %1$d } }
      home.strip:
        purpose: basics
        content: { headline: text, serial: number }
        fallback: { headline: "Wide", serial: %1$d }
        offers:
          - for: small
            variants: { small: { headline: "Narrow", serial: %1$d } }
    """
        .formatted(serial);
  }

  /** Whether an answer shows what only a visitor who allows it may be shown. */
  static boolean isPersonal(JsonNode body) {
    return body.path("decisions").path(PERSONAL_SLOT).path("reason").asText().equals("matched");
  }

  /** The serial an answer shows; 0 if it shows no content. */
  static long serial(JsonNode body) {
    return body.path("decisions").path(OPEN_SLOT).path("content").path("serial").asLong();
  }
}
