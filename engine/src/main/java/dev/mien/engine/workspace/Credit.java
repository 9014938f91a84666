package dev.mien.engine.workspace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose work an edition is.
 *
 * @param edition its number
 * @param published who put it in force, when, and what they said
 * @param authors who wrote it, as far as that is known
 * @param approval who agreed to it, and with which words, where somebody had to or did
 * @param origin where it came from
 */
public record Credit(
    long edition, Remark published, List<Actor> authors, Optional<Remark> approval, Origin origin) {
  public Credit {
    authors = List.copyOf(authors);
  }

  /**
   * Where an edition came from; neither where its files were sent.
   *
   * @param draft the name of the draft, if it was one
   * @param rolledBackTo the earlier edition whose workspace it has, if it is a rollback
   */
  public record Origin(Optional<DraftName> draft, OptionalLong rolledBackTo) {
    static Origin files() {
      return new Origin(Optional.empty(), OptionalLong.empty());
    }

    static Origin draft(DraftName name) {
      return new Origin(Optional.of(name), OptionalLong.empty());
    }

    static Origin rollback(long number) {
      return new Origin(Optional.empty(), OptionalLong.of(number));
    }
  }
}
