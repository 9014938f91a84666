package dev.mien.engine.workspace;

/** What came of saving or deleting a draft. */
public sealed interface Saving {
  /**
   * It is done.
   *
   * @param heading of the draft as it is now, or as it was last
   */
  record Done(Draft.Heading heading) implements Saving {}

  /**
   * Nothing changed: the draft is not what was seen.
   *
   * @param revision the one it has; 0 if there is no such draft
   */
  record Conflict(long revision) implements Saving {}

  /** Nothing changed: there are {@link Drafts#DRAFTS_MAX} drafts already. */
  record Full() implements Saving {}
}
