package dev.mien.engine.workspace;

import java.util.List;

/** What came of a change to a draft. */
public sealed interface Saving {
  /**
   * It is done.
   *
   * @param heading of the draft as it is now, or as it was last
   * @param before how far it was before
   */
  record Done(Draft.Heading heading, Standing before) implements Saving {
    /** What of how far it was is lost, in words of the API. */
    public List<String> lost() {
      return before.lostTo(heading.standing());
    }

    /** What the audit calls it, with what was lost. */
    public String subject() {
      String digest = heading.standing().review().digest();
      return heading.subject()
          + (digest.isEmpty() ? "" : " digest " + digest)
          + (lost().isEmpty() ? "" : ", which takes back " + String.join(" and ", lost()));
    }
  }

  /**
   * Nothing changed: the draft is not what was seen.
   *
   * @param revision the one it has; 0 if there is no such draft
   */
  record Conflict(long revision) implements Saving {}

  /** Nothing changed: there are {@link Drafts#DRAFTS_MAX} drafts already. */
  record Full() implements Saving {}
}
