package dev.mien.segments.edit;

import dev.mien.segments.syntax.Layout;
import java.util.List;
import java.util.Optional;

/** What offers are called. */
final class Offers {
  private Offers() {}

  /** Their names in order; where one has none, its audience; where it has neither, nothing. */
  static List<String> names(List<Layout> offers) {
    return offers.stream().map(Value::of).map(Offers::name).toList();
  }

  static String name(Value offer) {
    return said(offer, "name").or(() -> said(offer, "for")).orElse("");
  }

  private static Optional<String> said(Value offer, String key) {
    return offer instanceof Value.Table table
        ? table.find(key).flatMap(Value::said)
        : Optional.empty();
  }
}
