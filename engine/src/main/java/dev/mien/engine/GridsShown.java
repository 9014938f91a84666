package dev.mien.engine;

import dev.mien.engine.SessionView.ShownAssignment;
import dev.mien.engine.explain.Words;
import dev.mien.engine.session.GridPlaces;
import dev.mien.engine.session.GridPlaces.Place;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.vocabulary.CountedGrid;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Where in grids a session was counted, in words for its visitor. */
final class GridsShown {
  private final Vocabulary vocabulary;
  private final SessionState state;

  GridsShown(Vocabulary vocabulary, SessionState state) {
    this.vocabulary = vocabulary;
    this.state = state;
  }

  /** All that is held of it; nothing where the session counts in no grid. */
  List<ShownAssignment> all() {
    GridPlaces held = state.grids();
    boolean isDeclared =
        held.gridsId() == vocabulary.gridsId() && held.places().size() == vocabulary.grids().size();
    List<ShownAssignment> shown = new ArrayList<>();
    if (held.gridsId() == 0) {
      return shown;
    }
    if (held.places().isEmpty()) {
      shown.add(
          new ShownAssignment(
              "grids number " + held.gridsId(), "no longer declared; it counts in none"));
    }
    if (held.requests() > 0) {
      shown.add(
          new ShownAssignment(
              "requests", held.requests() + " so far, for it is counted after some"));
    }
    for (int i = 0; i < held.places().size(); i++) {
      Place place = held.places().get(i);
      shown.add(
          isDeclared
              ? declared(vocabulary.grids().get(i), place)
              : new ShownAssignment(
                  "no longer declared, grid " + i + " of number " + held.gridsId(),
                  "number " + place.cell() + ", " + place.hours() + ", " + place.reached()));
    }
    return shown;
  }

  private ShownAssignment declared(CountedGrid grid, Place place) {
    String where = "grid " + grid.grid().name();
    if (place.equals(Place.WAITING)) {
      return new ShownAssignment(where, "is still to be counted");
    }
    if (!place.isCounted()) {
      return new ShownAssignment(where, "was counted, and where is forgotten");
    }
    return new ShownAssignment(
        where,
        "was counted among sessions with "
            + (place.cell() < grid.cells()
                ? values(grid, place.cell())
                : "values of number " + place.cell())
            + ", in the hour from "
            + state.startedAt().truncatedTo(ChronoUnit.HOURS).plus(place.hours(), ChronoUnit.HOURS)
            + reached(grid, place));
  }

  private String values(CountedGrid grid, int cell) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < grid.grid().attributes().size(); i++) {
      Attribute attribute = vocabulary.attributeAt(grid.grid().attributes().get(i));
      values.add(attribute.name() + " " + value(attribute.alphabet(), grid.value(cell, i)));
    }
    return String.join(", ", values);
  }

  private static String value(Alphabet alphabet, OptionalLong value) {
    if (value.isEmpty()) {
      return "unknown";
    }
    return alphabet instanceof Alphabet.Choices(var labels)
        ? Words.labels(labels, value.getAsLong())
        : Words.value(alphabet, (int) value.getAsLong());
  }

  private static String reached(CountedGrid grid, Place place) {
    List<String> goals = new ArrayList<>();
    for (int i = 0; i < Integer.SIZE; i++) {
      if ((place.reached() >>> i & 1) != 0) {
        goals.add(i < grid.goalNames().size() ? grid.goalNames().get(i) : "goal number " + i);
      }
    }
    return goals.isEmpty() ? "" : ", counted for " + String.join(", ", goals);
  }
}
