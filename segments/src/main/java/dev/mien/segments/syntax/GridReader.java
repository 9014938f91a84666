package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.GridDeclaration;
import dev.mien.segments.syntax.Entries.Named;

/** Reads what stands under {@code grids:}. */
final class GridReader {
  private final Findings findings;
  private final Declarations declarations;

  GridReader(Findings findings, Declarations declarations) {
    this.findings = findings;
    this.declarations = declarations;
  }

  /** Reads one grid. */
  void read(Named entry) {
    Fields.of(Shapes.GRID, entry, findings)
        .ifPresentOrElse(
            fields ->
                declarations.keep(
                    Shapes.GRID.noun(),
                    new GridDeclaration(
                        entry.name(),
                        fields.words("of"),
                        fields.words("goals"),
                        fields.word("after"))),
            () -> declarations.omit(Shapes.GRID.noun(), entry.name()));
  }
}
