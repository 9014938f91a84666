package dev.mien.engine.privacy;

import dev.mien.engine.signal.Notice;
import java.util.List;

/**
 * What consent comes to for one request.
 *
 * @param consent what is in force; it may be empty
 * @param continued the positions of the purposes, as bits, that were in force before and still are:
 *     what is held under any other has ended, even if the visitor allows it again in this request
 * @param permission what may be processed
 * @param change how it stands to what was in force before
 * @param notices which of the stated purposes are not known
 */
public record ConsentInForce(
    Consent consent, long continued, Permission permission, Change change, List<Notice> notices) {
  public ConsentInForce {
    notices = List.copyOf(notices);
  }

  /** How consent stands to what was in force before. */
  public enum Change {
    /**
     * Nothing was taken back: the same purposes for at least as long, or fewer because some lapsed
     * by inactivity. An older capsule says nothing that would not lapse alike. Also: none before,
     * none now.
     */
    NONE,
    /**
     * None was in force, and now some is: a new session begins, and an older one, if there was, is
     * over.
     */
    BEGUN,
    /**
     * The visitor changed it, and some goes on: no older capsule may be read again, or it would
     * bring back what was taken back.
     */
    CHANGED,
    /** The visitor took all of it back: the session is to be destroyed. */
    WITHDRAWN,
    /**
     * The last of it ended by time, by inactivity or with a goal: the session is to be destroyed.
     */
    ENDED
  }
}
