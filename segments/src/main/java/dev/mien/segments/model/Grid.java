package dev.mien.segments.model;

import java.util.List;

/**
 * Attributes whose combinations of values are counted, and the goals that are counted with them. A
 * session counts in a grid once, and only while all that the grid asks about may be asked.
 *
 * @param attributes their positions in the schema, in the order they are written
 * @param goals the positions of the events, in the order they are written
 * @param after at which request of a session it is counted, from 1
 */
public record Grid(GridName name, List<Integer> attributes, List<Integer> goals, int after) {
  /** The most grids of a workspace: a session is counted in each, and noise grows with them. */
  public static final int GRIDS_MAX = 3;

  /** The most combinations of one grid: of more, few would be shared by enough sessions. */
  public static final int CELLS_MAX = 1_024;

  /** The most goals of one grid. */
  public static final int GOALS_MAX = 2;

  /** The latest request at which a session is counted. */
  public static final int AFTER_MAX = 31;

  public Grid {
    attributes = List.copyOf(attributes);
    goals = List.copyOf(goals);
    if (attributes.isEmpty() || goals.size() > GOALS_MAX || after < 1 || after > AFTER_MAX) {
      throw new IllegalArgumentException("a grid counts attributes, and few goals, soon");
    }
  }

  /** How many values of an attribute are told apart: its codes, its sets, and that it has none. */
  public static int values(Attribute attribute) {
    int known =
        attribute.isSet()
            ? 1 << Math.min(attribute.alphabet().codes(), Integer.SIZE - 2)
            : attribute.alphabet().codes();
    return known + (attribute.hasNoneAtFirst() ? 1 : 0);
  }

  /** How many combinations there are. */
  public int cells(Schema schema) {
    int cells = 1;
    for (int attribute : attributes) {
      cells = Math.multiplyExact(cells, values(schema.attributes().get(attribute)));
    }
    return cells;
  }

  /** The positions of the purposes that a session must have agreed to, as bits. */
  public long purposes(Schema schema) {
    long purposes = 0;
    for (int attribute : attributes) {
      purposes |= 1L << schema.attributes().get(attribute).purpose();
    }
    return purposes;
  }
}
