package dev.mien.api.http;

import dev.mien.api.json.PointedError;
import dev.mien.api.json.Read;
import java.util.List;
import java.util.OptionalInt;

/**
 * Why a call got no answer, as RFC 9457 has it.
 *
 * @param detail what to do about it; never a value that the caller sent
 * @param errors what is wrong with the body, by pointer
 * @param retryAfterSeconds when asking again may help
 */
public record Problem(
    Kind kind, String detail, List<PointedError> errors, OptionalInt retryAfterSeconds) {
  /** What kinds there are; the codes are part of the API and keep their meaning. */
  public enum Kind {
    MALFORMED_REQUEST(
        400,
        "malformed-request",
        "Send one Host header, at most 64 headers, a well-formed path, and a body framed by"
            + " Content-Length or by Transfer-Encoding: chunked."),
    MALFORMED_JSON(400, "malformed-json", "Send one JSON text in UTF-8."),
    JSON_LIMITS(400, "json-limits", "Send a body within the limits of nesting and length."),
    INVALID_BODY(400, "invalid-body", "Correct the body where errors points."),
    SIGNALS_REFUSED(
        400,
        "signals-refused",
        "Correct the signals and events where errors points, or call without strict to have them"
            + " left out."),
    INVALID_QUERY(400, "invalid-query", "Send strict as true or as false."),
    UNKNOWN_SITE(400, "unknown-site", "Send the name of a site in Mien-Site, or leave it out."),
    CAPSULE_MISSING(400, "capsule-missing", "Send the capsule in the header Mien-Capsule."),
    TOKEN_NEEDED(
        401,
        "token-needed",
        "Send a token as Authorization: Bearer, followed by it, or sign in at /console/."),
    TOKEN_UNKNOWN(
        401, "token-unknown", "This token is nobody's, or has expired; sign in with another one."),
    PERMISSION_NEEDED(
        403,
        "permission-needed",
        "This call takes the permission that stands here, which the roles beside it have; GET"
            + " /admin/v1/me says which you have. The admin token never approves: that takes"
            + " another person, such as whoever holds MIEN_APPROVER_TOKEN."),
    PERSON_NEEDED(
        403,
        "person-needed",
        "Tokens are made and ended by a person who is signed in, not with another token."),
    CROSS_SITE(
        403,
        "cross-site",
        "Calls with the cookie come from pages of this host, and changes with the csrf of GET"
            + " /admin/v1/me in the header Mien-Csrf beside it."),
    OWN_WORK(
        403,
        "own-work",
        "Somebody who has not saved this draft has to agree to it; you are one of its authors."),
    UNKNOWN_ORIGIN(
        403,
        "unknown-origin",
        "Pages of this origin may not call; MIEN_SITES lists those that may."),
    NOT_FOUND(
        404, "not-found", "There is nothing at this path; /openapi.yaml lists what there is."),
    NO_SUCH_EDITION(
        404,
        "no-such-edition",
        "There is no edition of this number; list them to see which are kept."),
    NO_SUCH_DRAFT(
        404, "no-such-draft", "There is no draft of this name; list them to see which are kept."),
    NO_PROVIDER(
        404,
        "no-provider",
        "People sign in here with a token; MIEN_OIDC_ISSUER names a provider to sign in at."),
    NO_SUCH_TOKEN(
        404, "no-such-token", "You have no token of this id; list them to see which there are."),
    NO_SUCH_PERSON(
        404, "no-such-person", "Nobody of this id has signed in; list people to see who has."),
    NO_SUCH_PROMISE(
        404,
        "no-such-promise",
        "The log has no leaf of this hash; one that was pending may be there a little later."),
    NO_SUCH_RECIPIENT(
        404,
        "no-such-recipient",
        "There is no recipient of this name; recipients of the policy lists those there are."),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Use one of the methods that Allow names."),
    BODY_TIMEOUT(408, "body-timeout", "Send the whole body sooner."),
    DRAFT_CONFLICT(
        409,
        "draft-conflict",
        "The draft is not what you saw; take the one that is kept, and send its revision in"
            + " If-Match."),
    BASE_SUPERSEDED(
        409,
        "base-superseded",
        "Another edition was published since: take over what it has changed, look at it again, and"
            + " send the number that inForce says."),
    TOO_MANY_DRAFTS(
        409,
        "too-many-drafts",
        "There are as many drafts as are kept; delete one that nobody needs."),
    TOO_MANY_TOKENS(
        409, "too-many-tokens", "You have as many tokens as are kept; end one that none needs."),
    SESSION_ERASED(
        410, "session-erased", "The session was erased; drop the capsule and start afresh."),
    BODY_TOO_LARGE(413, "body-too-large", "Send a smaller body."),
    URI_TOO_LONG(414, "uri-too-long", "Send a shorter path and query."),
    WRONG_CONTENT_TYPE(415, "wrong-content-type", "Send the body as a type that the call takes."),
    WRONG_CONTENT_ENCODING(
        415, "wrong-content-encoding", "Send the body as it is, without Content-Encoding."),
    CAPSULE_UNREADABLE(
        422, "capsule-unreadable", "Drop the capsule and send the request again without it."),
    APPROVAL_NEEDED(
        422,
        "approval-needed",
        "A second person has to approve this workspace: a draft by POST to its approval; files by"
            + " POST /admin/v1/approvals with the digest that stands here and a reason, and not by"
            + " whoever sends them. Then publish it again, unchanged."),
    EDIT_REFUSED(422, "edit-refused", "Nothing was edited; correct the edit where errors points."),
    WORKSPACE_REFUSED(422, "workspace-refused", "Correct the workspace where diagnostics points."),
    RATE_EXCEEDED(429, "rate-exceeded", "Wait as long as Retry-After says, then send fewer."),
    HEADERS_TOO_LARGE(431, "headers-too-large", "Send fewer or shorter headers."),
    INTERNAL(500, "internal", "This is a fault of the server; its log says more."),
    OVERLOADED(503, "overloaded", "The node is busy; wait as long as Retry-After says."),
    EDITION_BEHIND(
        503,
        "edition-behind",
        "This node has no edition as new as the one you have seen; ask again, best another node."),
    NOT_KEPT(
        503,
        "not-kept",
        "The database did not take it in time. Look whether it did after all before you send it"
            + " again; the log of the node says more."),
    UNAVAILABLE(
        503, "unavailable", "The cluster did not answer in time; keep the capsule and ask again.");

    private final int status;
    private final String code;
    private final String detail;

    Kind(int status, String code, String detail) {
      this.status = status;
      this.code = code;
      this.detail = detail;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }

    public String detail() {
      return detail;
    }
  }

  public Problem {
    errors = List.copyOf(errors);
  }

  public static Problem of(Kind kind) {
    return new Problem(kind, kind.detail(), List.of(), OptionalInt.empty());
  }

  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of(), OptionalInt.empty());
  }

  public static Problem of(Kind kind, List<PointedError> errors) {
    return new Problem(kind, kind.detail(), errors, OptionalInt.empty());
  }

  /** What stood in the way of reading a body that is not sound. */
  public static Problem of(Read<?> read) {
    return switch (read) {
      case Read.Sound<?> _ -> throw new IllegalArgumentException("a sound body is no problem");
      case Read.Malformed<?>(var line, var column) ->
          of(
              Kind.MALFORMED_JSON,
              Kind.MALFORMED_JSON.detail()
                  + " Reading stopped at line "
                  + line
                  + ", column "
                  + column
                  + ".");
      case Read.BeyondLimits<?> _ -> of(Kind.JSON_LIMITS);
      case Read.Wrong<?>(var errors) -> of(Kind.INVALID_BODY, errors);
    };
  }

  public Problem retryAfter(int seconds) {
    return new Problem(kind, detail, errors, OptionalInt.of(seconds));
  }
}
