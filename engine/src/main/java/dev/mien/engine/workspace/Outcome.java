package dev.mien.engine.workspace;

import dev.mien.engine.edition.Edition;
import dev.mien.segments.source.Diagnostic;
import java.util.List;

/** What came of asking for something to be published. */
public sealed interface Outcome {
  /** It is in force. */
  record Published(Edition edition) implements Outcome {}

  /** It will be, unless something comes in between. */
  record Scheduled(Draft.Heading heading) implements Outcome {}

  /** Nothing changed; at least one of the diagnostics is an error. */
  record Refused(List<Diagnostic> diagnostics) implements Outcome {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * Nothing changed: a second person has not agreed.
   *
   * @param digest what they have to agree to
   */
  record Unapproved(String digest, List<Diagnostic> diagnostics) implements Outcome {
    public Unapproved {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * Nothing changed: another edition is in force than the one it is a change to.
   *
   * @param base the one it is a change to
   */
  record Superseded(long base, long inForce) implements Outcome {}

  /**
   * Nothing changed: the draft is not what was seen.
   *
   * @param revision the one it has; 0 if there is no such draft
   */
  record Changed(long revision) implements Outcome {}

  /** There is no edition of that number. */
  record NoSuchEdition() implements Outcome {}
}
