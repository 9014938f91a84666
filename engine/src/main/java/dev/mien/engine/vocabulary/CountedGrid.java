package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Grid;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A grid of one edition, with its combinations numbered from 0: the last attribute changes first,
 * and of each attribute that nothing is known comes after all that can be. Immutable.
 */
public final class CountedGrid {
  /** What {@link #cell} answers where a session cannot be counted. */
  public static final int NONE = -1;

  private final Grid grid;
  private final int[] attributes;
  private final int[] values;
  private final boolean[] areSets;
  private final boolean[] mayLack;
  private final long purposes;
  private final long goals;
  private final int cells;
  private final List<String> goalNames;
  private final String meaning;

  private CountedGrid(Grid grid, Schema schema) {
    this.grid = grid;
    int size = grid.attributes().size();
    this.attributes = new int[size];
    this.values = new int[size];
    this.areSets = new boolean[size];
    this.mayLack = new boolean[size];
    for (int i = 0; i < size; i++) {
      Attribute attribute = schema.attributes().get(grid.attributes().get(i));
      attributes[i] = grid.attributes().get(i);
      values[i] = Grid.values(attribute);
      areSets[i] = attribute.isSet();
      mayLack[i] = attribute.hasNoneAtFirst();
    }
    this.purposes = grid.purposes(schema);
    this.goals = grid.goals().stream().mapToLong(goal -> 1L << goal).reduce(0, (a, b) -> a | b);
    this.cells = grid.cells(schema);
    this.goalNames =
        grid.goals().stream().map(goal -> schema.events().get(goal).name().text()).toList();
    this.meaning = Meaning.digest(text(grid, schema));
  }

  /** Those of a model, each at its place. */
  static List<CountedGrid> all(Model model) {
    return model.grids().stream().map(grid -> new CountedGrid(grid, model.schema())).toList();
  }

  /** What all grids of a model mean together; empty where there is none. */
  static String meaning(Model model) {
    List<String> texts = model.grids().stream().map(grid -> text(grid, model.schema())).toList();
    return texts.isEmpty() ? "" : Meaning.digest(texts.toString());
  }

  private static String text(Grid grid, Schema schema) {
    List<String> lines = new ArrayList<>();
    lines.add("grid " + grid.name() + " after " + grid.after());
    for (int attribute : grid.attributes()) {
      lines.add(Keys.attribute(schema, schema.attributes().get(attribute)));
    }
    for (int goal : grid.goals()) {
      lines.add("goal " + schema.events().get(goal).name());
    }
    return lines.toString();
  }

  public Grid grid() {
    return grid;
  }

  /** A digest of all that it means: once it is another, so is what is counted. */
  public String meaning() {
    return meaning;
  }

  /** How many combinations there are. */
  public int cells() {
    return cells;
  }

  /** The names of its goals, each at its place. */
  public List<String> goalNames() {
    return goalNames;
  }

  /** The positions of the purposes that all have to be consented to, as bits. */
  public long purposes() {
    return purposes;
  }

  /**
   * Those of its goals that are among events, by their places, as bits.
   *
   * @param events their positions, as bits
   */
  public int goals(long events) {
    if ((goals & events) == 0) {
      return 0;
    }
    int reached = 0;
    for (int place = 0; place < goalNames.size(); place++) {
      reached |= (int) (events >>> grid.goals().get(place) & 1) << place;
    }
    return reached;
  }

  /** The number of the combination that a session has, or {@link #NONE}. */
  public int cell(Facts facts) {
    int cell = 0;
    for (int i = 0; i < attributes.length; i++) {
      int value =
          switch (facts.standing(attributes[i])) {
            case KNOWN ->
                areSets[i] ? (int) facts.labels(attributes[i]) : facts.code(attributes[i]);
            case MISSING -> mayLack[i] ? values[i] - 1 : NONE;
            case WITHHELD -> NONE;
          };
      if (value < 0) {
        return NONE;
      }
      cell = cell * values[i] + value;
    }
    return cell;
  }

  /** Whether a session still has a value of every attribute that had one in {@code cell}. */
  public boolean isStillHeld(int cell, Facts facts) {
    for (int i = 0; i < attributes.length; i++) {
      Facts.Standing standing = facts.standing(attributes[i]);
      boolean had = value(cell, i).isPresent();
      if (standing == Facts.Standing.WITHHELD || (had && standing != Facts.Standing.KNOWN)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The value of an attribute in a combination: its code, or of a set its labels as bits; none
   * where nothing is known.
   *
   * @param place of the attribute in the grid
   */
  public OptionalLong value(int cell, int place) {
    int left = cell;
    for (int i = attributes.length - 1; i > place; i--) {
      left /= values[i];
    }
    int value = left % values[place];
    return mayLack[place] && value == values[place] - 1
        ? OptionalLong.empty()
        : OptionalLong.of(value);
  }
}
