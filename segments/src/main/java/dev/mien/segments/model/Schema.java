package dev.mien.segments.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The catalogue of purposes, attributes and events that an edition knows, each by its position. */
public record Schema(List<Purpose> purposes, List<Attribute> attributes, List<Event> events) {
  public Schema {
    purposes = List.copyOf(purposes);
    attributes = List.copyOf(attributes);
    events = List.copyOf(events);
  }

  /** Positions by name; work for once per edition. */
  public Map<String, Integer> attributePositions() {
    Map<String, Integer> positions = HashMap.newHashMap(attributes.size());
    for (int i = 0; i < attributes.size(); i++) {
      positions.put(attributes.get(i).name().text(), i);
    }
    return Collections.unmodifiableMap(positions);
  }

  public OptionalInt purpose(PurposeName name) {
    for (int i = 0; i < purposes.size(); i++) {
      if (purposes.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
