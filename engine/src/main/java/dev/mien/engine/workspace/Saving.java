package dev.mien.engine.workspace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of a change to a draft. */
public sealed interface Saving {
  /** How long after a change by the same person another one belongs to it. */
  Duration SITTING = Duration.ofMinutes(10);

  /**
   * It is done.
   *
   * @param heading of the draft as it is now, or as it was last
   * @param previous as it was before, unless it is new
   */
  record Done(Draft.Heading heading, Optional<Draft.Heading> previous) implements Saving {
    /** How far it was before. */
    public Standing before() {
      return previous.map(Draft.Heading::standing).orElse(Standing.begun());
    }

    /** What of that is lost, in words of the API. */
    public List<String> lost() {
      return before().lostTo(heading.standing());
    }

    /**
     * Whether this only goes on with what its author has saved a moment before: consoles save with
     * every pause of a hand, and an audit of pauses would hide what was done.
     */
    public boolean goesOn() {
      return previous.isPresent()
          && lost().isEmpty()
          && previous.get().change().by().isSame(heading.change().by())
          && Duration.between(previous.get().change().at(), heading.change().at())
                  .compareTo(SITTING)
              < 0;
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
