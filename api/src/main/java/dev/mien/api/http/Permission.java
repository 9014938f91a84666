package dev.mien.api.http;

import java.util.Locale;

/** What a route of the admin listener needs of its caller. The codes are part of the API. */
public enum Permission {
  /** Nothing was said; the admin listener serves no such route. */
  UNSAID,

  /** Nothing: anybody may call. */
  OPEN,

  /** To be known, whatever as. */
  SIGNED_IN,

  /** To see workspaces and figures, to check, compare and preview. */
  READ,

  /** To work on drafts and to ask for a review. */
  EDIT,

  /** To agree to what others wrote. */
  APPROVE,

  /** To put in force, now or at a time, and to roll back. */
  PUBLISH,

  /** To read the audit. */
  AUDIT,

  /** To end the sign-ins and the tokens of others. */
  ADMINISTER;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
