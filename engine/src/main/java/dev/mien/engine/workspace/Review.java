package dev.mien.engine.workspace;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far the agreement of a second person has come, to a draft as it stands at its revision.
 *
 * @param asked who asked for it last, if anybody did
 * @param answered who answered, where somebody has
 * @param digest of the workspace and its findings that was agreed to; empty unless it was
 */
public record Review(
    State state, Optional<Remark> asked, Optional<Remark> answered, String digest) {
  /** What a review can have come to; the codes are part of the API. */
  public enum State {
    NONE("none"),
    ASKED("asked"),
    APPROVED("approved"),
    CHANGES_ASKED("changes-asked");

    private final String code;

    State(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /** The state of a code that a database has kept. */
    public static State of(String code) {
      return Arrays.stream(values())
          .filter(state -> state.code.equals(code))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("a newer Mien has kept the state of a review"));
    }
  }

  public Review {
    if ((state == State.APPROVED) != Approvals.isDigest(digest)
        || (state == State.APPROVED || state == State.CHANGES_ASKED) != answered.isPresent()) {
      throw new IllegalArgumentException("only an answer has somebody who gave it");
    }
  }

  /** That of a draft nobody has asked about. */
  public static Review none() {
    return new Review(State.NONE, Optional.empty(), Optional.empty(), "");
  }

  Review ask(Remark remark) {
    return new Review(State.ASKED, Optional.of(remark), Optional.empty(), "");
  }

  Review approve(Remark remark, String agreed) {
    return new Review(State.APPROVED, asked, Optional.of(remark), agreed);
  }

  Review object(Remark remark) {
    return new Review(State.CHANGES_ASKED, asked, Optional.of(remark), "");
  }

  /** Who agreed to exactly this, if anybody did. */
  Optional<Actor> approver(String wanted) {
    return state == State.APPROVED && digest.equals(wanted)
        ? answered.map(Remark::by)
        : Optional.empty();
  }
}
