package dev.mien.engine.workspace;

import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A workspace that is worked on and not published; it need not even be correct. */
public record Draft(Heading heading, List<SourceText> sources) {
  public Draft {
    sources = List.copyOf(sources);
  }

  /**
   * What a list says of a draft.
   *
   * @param revision above that of every earlier change to any draft
   * @param change the last one
   * @param base the number of the edition that it is a change to
   * @param authors everybody who has saved it, in the order in which they came
   * @param standing of this revision
   */
  public record Heading(
      DraftName name,
      long revision,
      Change change,
      long base,
      List<Actor> authors,
      Standing standing) {
    public Heading {
      authors = List.copyOf(authors);
    }

    /**
     * That of a draft as it is saved.
     *
     * @param before the one it takes the place of, if there is one
     */
    public static Heading saved(
        DraftName name, long revision, Optional<Heading> before, Text text, Change change) {
      List<Actor> authors = new ArrayList<>(before.map(Heading::authors).orElse(List.of()));
      if (authors.stream().noneMatch(change.by()::isSame)) {
        authors.add(change.by());
      }
      long base = text.base().orElse(before.map(Heading::base).orElse(0L));
      return new Heading(name, revision, change, base, authors, Standing.begun());
    }

    /** The same, further on or back. */
    public Heading at(Standing next) {
      return new Heading(name, revision, change, base, authors, next);
    }

    /** What the audit calls it. */
    public String subject() {
      return "draft " + name.text() + " revision " + revision;
    }

    /** Whether somebody has saved it. */
    public boolean isBy(Actor actor) {
      return authors.stream().anyMatch(actor::isSame);
    }
  }

  /**
   * What is saved of a draft.
   *
   * @param base the edition it is a change to from now on; none to leave it as it is, and 0 where
   *     the draft is new
   */
  public record Text(List<SourceText> sources, OptionalLong base) {
    public Text {
      sources = List.copyOf(sources);
    }
  }

  /**
   * Whether {@code text} can be part of a draft: Unicode without a NUL or half a surrogate pair,
   * which databases do not take and no workspace can hold.
   */
  public static boolean takes(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }
}
