package dev.mien.load;

import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The JSON bodies of requests. Every text in them is one of the words that visitors draw. */
final class Bodies {
  private final Settings.Site site;

  Bodies(Settings.Site site) {
    this.site = site;
  }

  /** Asks for every slot, and says nothing of consent. */
  String contextual(Session visitor) {
    return object(List.of(slots(), arrival(visitor)));
  }

  /** Asks for every slot, and refuses. */
  String refusal(Session visitor) {
    return object(List.of(slots(), arrival(visitor), consent(List.of())));
  }

  /** Asks for every slot, consents and says what the visitor likes. */
  String consenting(Session visitor) {
    String signals =
        "\"signals\":{%s,\"interest\":%s}"
            .formatted(arrivalFields(visitor), texts(visitor.getList("interest")));
    return object(List.of(slots(), signals, consent(site.purposes())));
  }

  /** Asks for every slot within a session, and reports one event. */
  String page(Session visitor, String event) {
    return object(List.of(slots(), events(event), capsule(visitor)));
  }

  /** As {@link #page}, with what the basket has come to. */
  String basket(Session visitor, String event) {
    String signals = "\"signals\":{\"basket_value\":" + visitor.getInt("price") + "}";
    return object(List.of(slots(), signals, events(event), capsule(visitor)));
  }

  /** Reports one event and asks for nothing. */
  String report(Session visitor, String event) {
    return object(List.of(events(event), capsule(visitor)));
  }

  /** Takes all consent back. */
  static String nothingAllowed() {
    return "{\"purposes\":[]}";
  }

  /** Consents to less than before: the last purpose no more. */
  String lessAllowed() {
    List<String> purposes = site.purposes();
    return object(List.of("\"purposes\":" + texts(purposes.subList(0, purposes.size() - 1))));
  }

  static String pageView(String category) {
    return "{\"type\":\"page_view\",\"fields\":{\"category\":\"" + category + "\"}}";
  }

  /** A look at the kind of thing that this visitor came for. */
  static String likedView(Session visitor) {
    return pageView(Objects.requireNonNull(visitor.getString("category")));
  }

  static String askHelp(String topic) {
    return "{\"type\":\"ask_help\",\"fields\":{\"topic\":\"" + topic + "\"}}";
  }

  static String addToBasket(Session visitor) {
    return "{\"type\":\"add_to_basket\",\"fields\":{\"category\":\"sale\",\"price\":%d}}"
        .formatted(visitor.getInt("price"));
  }

  static String purchase(Session visitor) {
    return "{\"type\":\"purchase\",\"fields\":{\"value\":%d}}".formatted(visitor.getInt("price"));
  }

  private String slots() {
    return "\"slots\":" + texts(site.slots());
  }

  private static String arrival(Session visitor) {
    return "\"signals\":{" + arrivalFields(visitor) + "}";
  }

  private static String arrivalFields(Session visitor) {
    return "\"device\":\"%s\",\"referrer\":\"%s\""
        .formatted(visitor.getString("device"), visitor.getString("referrer"));
  }

  private static String events(String event) {
    return "\"events\":[" + event + "]";
  }

  private static String consent(List<String> purposes) {
    return "\"consent\":{\"purposes\":" + texts(purposes) + "}";
  }

  private static String capsule(Session visitor) {
    return "\"capsule\":\"" + Objects.requireNonNull(visitor.getString("capsule")) + "\"";
  }

  private static String texts(List<?> words) {
    return words.stream()
        .map(word -> "\"" + word + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String object(List<String> parts) {
    return "{" + String.join(",", parts) + "}";
  }
}
