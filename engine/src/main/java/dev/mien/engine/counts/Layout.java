package dev.mien.engine.counts;

import java.util.List;

/**
 * Which cells are counted, and where. Cells come in parts, each of which is counted and told as a
 * whole, so that neither a workspace of a thousand slots is told as a whole each second, nor each
 * slot alone. Never changes.
 */
public interface Layout {
  int parts();

  /** How many cells a part has. */
  int size(int part);

  /** The cells of a part, each at its place; several places may be of one cell. */
  List<Cell> of(int part);
}
