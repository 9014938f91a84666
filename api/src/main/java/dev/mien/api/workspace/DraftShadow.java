package dev.mien.api.workspace;

import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.workspace.DraftName;
import java.util.List;

/** How it stands with counting the sessions that a draft's segments would cover. */
public sealed interface DraftShadow {
  /**
   * They are counted.
   *
   * @param revision of the draft
   * @param segments those that are not in force as they stand there
   */
  record Counted(long revision, List<ShadowSegment> segments) implements DraftShadow {
    public Counted {
      segments = List.copyOf(segments);
    }
  }

  /** They are not. */
  enum Uncounted implements DraftShadow {
    /** This node has not looked at the draft yet. */
    NOT_YET("not-yet"),
    /** Nobody has saved it for long. */
    TOO_OLD("too-old"),
    /** As many others as are counted were saved after it. */
    NOT_AMONG_NEWEST("not-among-newest"),
    /** It does not compile. */
    UNSOUND("unsound"),
    /** It has sensitive definitions that nobody has agreed to yet. */
    NEEDS_APPROVAL("needs-approval");

    private final String code;

    Uncounted(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Who knows. */
  interface Source {
    DraftShadow of(DraftName draft);
  }
}
