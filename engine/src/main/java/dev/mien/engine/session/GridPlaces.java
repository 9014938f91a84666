package dev.mien.engine.session;

import dev.mien.engine.vocabulary.CountedGrid;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Grid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where in grids a session was counted: in each once, so that what noise hides is one pattern of
 * one session. Only a session that began under the grids is counted in them. Once they are others,
 * or no longer all is held that a place tells, the place is forgotten, and that it was taken is
 * not.
 *
 * @param gridsId of the grids that places are those of, see {@link Vocabulary#gridsId}; 0 where
 *     there is none
 * @param requests of the session so far, for as long as it waits to be counted
 * @param places by grid; empty once the grids are others
 */
public record GridPlaces(int gridsId, int requests, List<Place> places) {
  public static final GridPlaces NONE = new GridPlaces(0, 0, List.of());

  public GridPlaces {
    places = gridsId == 0 ? List.of() : List.copyOf(places);
    requests = places.isEmpty() ? 0 : Math.clamp(requests, 0, Grid.AFTER_MAX);
  }

  /**
   * A place in one grid.
   *
   * @param cell the number of a combination; below 0 where there is none
   * @param hours how many hours after that in which the session began it was counted
   * @param reached the goals that were counted with it, by their places, as bits
   */
  public record Place(int cell, int hours, int reached) {
    /** The session is still to be counted. */
    public static final Place WAITING = new Place(-1, 0, 0);

    /** It was counted, and where is forgotten. */
    public static final Place CLOSED = new Place(-2, 0, 0);

    public Place {
      cell = Math.max(cell, -2);
      hours = cell < 0 ? 0 : Math.clamp(hours, 0, Exposure.HOURS_MAX);
      reached = cell < 0 ? 0 : reached & (1 << Grid.GOALS_MAX) - 1;
    }

    /** Whether it was counted, and where is known. */
    public boolean isCounted() {
      return cell >= 0;
    }

    Place reaching(int goals) {
      return new Place(cell, hours, reached | goals);
    }
  }

  /** Something to count. */
  public sealed interface Step {
    /** The place of the grid. */
    int grid();

    Place place();

    /** The session is counted. */
    record Met(int grid, Place place) implements Step {}

    /**
     * It has reached goals since.
     *
     * @param goals their places, as bits
     */
    record Reached(int grid, Place place, int goals) implements Step {}
  }

  /** What a request comes to. */
  public record Counted(GridPlaces after, List<Step> steps) {
    public Counted {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Of one request of a session, what is to be known.
   *
   * @param before what held when it came, with all that was taken back in it gone; asked if need be
   * @param after what holds now
   * @param consented the positions of the purposes that are consented to after it, as bits
   * @param events the positions of the events in it, as bits
   * @param hours how many hours after that in which the session began it came
   */
  record Request(
      Supplier<? extends Facts> before, Facts after, long consented, long events, int hours) {}

  /** Those of a session that begins. */
  static GridPlaces begun(Vocabulary vocabulary) {
    return vocabulary.gridsId() == 0
        ? NONE
        : new GridPlaces(
            vocabulary.gridsId(), 0, Collections.nCopies(vocabulary.grids().size(), Place.WAITING));
  }

  /** The same once something was set right: a place may tell what was wrong. */
  GridPlaces closed() {
    if (places.stream().noneMatch(Place::isCounted)) {
      return this;
    }
    return new GridPlaces(
        gridsId,
        requests,
        places.stream().map(place -> place.isCounted() ? Place.CLOSED : place).toList());
  }

  /**
   * Counts a request: goals for where the session was counted before, and the session where it is
   * to be counted now. Nothing is allocated where nothing changes.
   */
  Counted advance(Vocabulary vocabulary, Request request) {
    if (places.isEmpty()) {
      return new Counted(this, List.of());
    }
    if (gridsId != vocabulary.gridsId() || places.size() != vocabulary.grids().size()) {
      return new Counted(new GridPlaces(gridsId, 0, List.of()), List.of());
    }
    List<Step> steps = List.of();
    List<Place> after = places;
    boolean waits = false;
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      Optional<Step> step = step(vocabulary.grids().get(i), i, request);
      Place next = step.map(Step::place).orElse(place);
      if (next.isCounted() && isLapsed(vocabulary.grids().get(i), next, request.after())) {
        next = Place.CLOSED;
      }
      if (step.isPresent()) {
        steps = steps.isEmpty() ? new ArrayList<>() : steps;
        steps.add(step.get());
      }
      if (!next.equals(place)) {
        after = after.equals(places) ? new ArrayList<>(places) : after;
        after.set(i, next);
      }
      waits |= next.equals(Place.WAITING);
    }
    int counted = waits ? Math.min(requests + 1, Grid.AFTER_MAX) : 0;
    return counted == requests && after.equals(places)
        ? new Counted(this, steps)
        : new Counted(new GridPlaces(gridsId, counted, after), steps);
  }

  private Optional<Step> step(CountedGrid grid, int at, Request request) {
    Place place = places.get(at);
    if (place.isCounted()) {
      int due = grid.goals(request.events()) & ~place.reached();
      return due == 0 || isLapsed(grid, place, request.before().get())
          ? Optional.empty()
          : Optional.of(new Step.Reached(at, place.reaching(due), due));
    }
    boolean permitted = (grid.purposes() & ~request.consented()) == 0;
    if (!place.equals(Place.WAITING) || !permitted || requests + 1 < grid.grid().after()) {
      return Optional.empty();
    }
    int cell = grid.cell(request.after());
    return cell < 0
        ? Optional.empty()
        : Optional.of(new Step.Met(at, new Place(cell, request.hours(), 0)));
  }

  /** Whether a place tells more than is held. */
  private static boolean isLapsed(CountedGrid grid, Place place, Facts held) {
    return place.cell() >= grid.cells() || !grid.isStillHeld(place.cell(), held);
  }
}
