package dev.mien.engine.discovery;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patterns of one attribute that says outright which class a session is in. */
final class Alone {
  private Alone() {}

  static Classes classes(int[] labels, Cases cases) {
    int classes = Discovery.parts(labels);
    List<String> names = new ArrayList<>();
    List<Long> levels = new ArrayList<>();
    long[] sessions = new long[classes];
    for (int k = 0; k < classes; k++) {
      names.add("class-" + k);
      levels.add(1L << k);
    }
    for (int i = 0; i < labels.length; i++) {
      sessions[labels[i]] += Math.round(cases.weight(i));
    }
    Attribute attribute =
        new Attribute(
            new AttributeName("kind"),
            new Alphabet.Choice(names),
            new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
            0,
            "");
    Patterns.Counter counter =
        new Patterns.Counter(
            new Schema(List.of(), List.of(attribute), List.of()),
            List.of(new Column.Levels(0, levels)));
    int[] ofPattern = new int[classes];
    for (int k = 0; k < classes; k++) {
      counter.add(List.of((long) k), sessions[k]);
      ofPattern[k] = k;
    }
    return Classes.of(counter.patterns(), ofPattern, classes);
  }
}
