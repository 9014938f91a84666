package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of event is good for in an edition.
 *
 * @param measures the positions of the attributes that fold it, rising
 * @param purposes the positions of those attributes' purposes, as bits
 * @param ends the positions of the purposes that end with it, as bits
 */
public record EventUse(List<Integer> measures, long purposes, long ends) {
  public EventUse {
    measures = List.copyOf(measures);
  }

  static List<EventUse> all(Schema schema) {
    List<EventUse> uses = new ArrayList<>();
    for (int event = 0; event < schema.events().size(); event++) {
      uses.add(of(schema, event));
    }
    return List.copyOf(uses);
  }

  private static EventUse of(Schema schema, int event) {
    List<Integer> measures = new ArrayList<>();
    long purposes = 0;
    for (int i = 0; i < schema.attributes().size(); i++) {
      Attribute attribute = schema.attributes().get(i);
      if (folds(attribute.origin(), event)) {
        measures.add(i);
        purposes |= 1L << attribute.purpose();
      }
    }
    return new EventUse(measures, purposes, ends(schema, schema.events().get(event)));
  }

  private static long ends(Schema schema, Event event) {
    long ends = 0;
    for (int i = 0; i < schema.purposes().size(); i++) {
      if (schema.purposes().get(i).endsWith().contains(event.name())) {
        ends |= 1L << i;
      }
    }
    return ends;
  }

  private static boolean folds(Origin origin, int event) {
    return switch (origin) {
      case Origin.Signal _ -> false;
      case Origin.Count count -> isOf(event, count.of());
      case Origin.Sum sum -> isOf(event, sum.of());
      case Origin.Latest latest -> isOf(event, latest.of());
      case Origin.Recency recency -> isOf(event, recency.of());
      case Origin.Sequence sequence ->
          isOf(event, sequence.first()) || isOf(event, sequence.then());
      case Origin.Evidence evidence -> isOf(event, evidence.of());
    };
  }

  private static boolean isOf(int event, EventPattern pattern) {
    return pattern.event() == event;
  }
}
