package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Grid;
import dev.mien.segments.model.GridName;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.syntax.Declaration.GridDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Grids: which attributes are counted together, and with which goals. */
final class GridCheck {
  private final Findings findings;
  private final Scalars scalars;
  private final Declared declared;

  /** What grids build on. */
  record Declared(
      Register<EventEntry> events, Register<Purpose> purposes, Register<Attribute> attributes) {}

  GridCheck(Findings findings, Declared declared) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.declared = declared;
  }

  /** The sound grids, as written. */
  List<Grid> check(List<GridDeclaration> declarations) {
    scalars.atMost(Grid.GRIDS_MAX, declarations, GridDeclaration::name, "grid");
    NameCheck names = new NameCheck(Named.GRID, findings);
    List<Grid> sound = new ArrayList<>();
    for (GridDeclaration declaration : declarations) {
      Standing standing = names.check(declaration.name());
      grid(declaration, standing).ifPresent(sound::add);
    }
    return sound;
  }

  private Optional<Grid> grid(GridDeclaration said, Standing standing) {
    scalars.atMost(Grid.GOALS_MAX, said.goals(), word -> word, "goal");
    once(said.of());
    once(said.goals());
    Optional<List<Integer>> attributes = attributes(said);
    List<Integer> goals = goals(said.goals());
    OptionalInt after =
        said.after()
            .map(word -> scalars.whole(word, "'after'", 1, Grid.AFTER_MAX))
            .orElse(OptionalInt.of(1));
    boolean sound =
        standing == Standing.NEW
            && attributes.isPresent()
            && goals.size() == said.goals().size()
            && goals.size() <= Grid.GOALS_MAX
            && after.isPresent();
    return sound
        ? Optional.of(
            new Grid(
                new GridName(said.name().text()),
                attributes.orElseThrow(),
                goals,
                after.getAsInt()))
        : Optional.empty();
  }

  private void once(List<Word> names) {
    Set<String> seen = new HashSet<>();
    for (Word name : names) {
      if (!seen.add(name.text())) {
        findings.report(
            Code.COUNTED_TWICE,
            name.span(),
            "'" + Phrases.shortened(name.text()) + "' is counted twice in one grid",
            "name it once");
      }
    }
  }

  private Optional<List<Integer>> attributes(GridDeclaration said) {
    if (said.of().isEmpty()) {
      findings.report(
          Code.ALPHABET_EMPTY,
          said.name().span(),
          "the grid '" + said.name() + "' counts nothing",
          "name at least one attribute after 'of'");
      return Optional.empty();
    }
    List<Integer> positions = new ArrayList<>();
    long cells = 1;
    boolean tooLarge = false;
    for (Word name : said.of()) {
      switch (declared.attributes().find(name.text())) {
        case Entry.Sound(int position, Attribute attribute) -> {
          positions.add(position);
          forOthers(name, attribute);
          cells *= Grid.values(attribute);
          if (cells > Grid.CELLS_MAX && !tooLarge) {
            tooLarge = true;
            tooLarge(name, attribute, cells);
          }
        }
        case Entry.Unsound<Attribute> _ -> {}
        case Entry.Absent<Attribute> _ ->
            new Unknowns(findings).attribute(name, declared.attributes(), Set.of());
      }
      cells = Math.min(cells, Integer.MAX_VALUE);
    }
    return positions.size() == said.of().size() && !tooLarge
        ? Optional.of(positions)
        : Optional.empty();
  }

  private void tooLarge(Word name, Attribute attribute, long cells) {
    findings.report(
        Code.GRID_TOO_LARGE,
        name.span(),
        "with '"
            + name
            + "', which has "
            + Phrases.number(Grid.values(attribute))
            + " values, the grid has "
            + Phrases.number(cells)
            + " combinations, and at most "
            + Phrases.number(Grid.CELLS_MAX)
            + " are counted",
        "leave it out, or take an attribute with fewer labels, edges or counts");
  }

  /** Nobody was asked whether what others are told may be counted for this site's own ends. */
  private void forOthers(Word name, Attribute attribute) {
    Purpose purpose = declared.purposes().sound().get(attribute.purpose());
    if (!purpose.thirdParties().isEmpty()) {
      findings.report(
          Code.COUNTED_FOR_OTHERS,
          name.span(),
          "'" + name + "' serves the purpose '" + purpose.name() + "', which names third parties",
          "count only attributes of purposes that stay on this site");
    }
  }

  private List<Integer> goals(List<Word> names) {
    GoalCheck goals = new GoalCheck(findings, declared.events());
    List<Integer> positions = new ArrayList<>();
    for (Word name : names) {
      goals.position(name, "only goals are counted in a grid").ifPresent(positions::add);
    }
    return positions;
  }
}
