package dev.mien.engine.workspace;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be done that is kept in the audit. The codes are part of the API and keep their meaning.
 */
public enum Action {
  PUBLISHED("published"),
  ROLLED_BACK("rolled-back"),
  DRAFT_SAVED("draft-saved"),
  DRAFT_DELETED("draft-deleted"),
  REVIEW_ASKED("review-asked"),
  REVIEW_WITHDRAWN("review-withdrawn"),
  APPROVED("approved"),
  CHANGES_ASKED("changes-asked"),
  SCHEDULED("scheduled"),
  UNSCHEDULED("unscheduled"),
  PUBLICATION_FAILED("publication-failed"),
  SIGNED_IN("signed-in"),
  SIGNED_OUT("signed-out"),
  SIGN_INS_ENDED("sign-ins-ended"),
  TOKEN_MADE("token-made"),
  TOKEN_ENDED("token-ended");

  private final String code;

  Action(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The action that has a code; none where a newer Mien knows it. */
  public static Optional<Action> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code.equals(code)).findFirst();
  }
}
