package dev.mien.engine.signal;

import dev.mien.segments.identifying.Detector;
import dev.mien.segments.identifying.Tripwire;
import java.util.List;
import java.util.Optional;

/**
 * Something of a request that was left out, and where it stood.
 *
 * @param pointer the place, as a JSON pointer (RFC 6901); it may hold names the caller chose, never
 *     values, and never a name that identifies
 * @param detector what found that it identifies, if that is why
 */
public record Notice(String pointer, Kind kind, Optional<Detector> detector) {
  public Notice(String pointer, Kind kind) {
    this(pointer, kind, Optional.empty());
  }

  /** The notice of a text that is none of those declared: it identifies, or else {@code kind}. */
  public static Notice ofText(String text, String pointer, Kind kind) {
    return Tripwire.find(text)
        .map(detector -> new Notice(pointer, Kind.IDENTIFYING, Optional.of(detector)))
        .orElseGet(() -> new Notice(pointer, kind));
  }

  /**
   * The notice of a name that nothing declares, and of what stands under it. If the name
   * identifies, the place is the one above it.
   *
   * @param values its texts, if it has any
   * @param pointer ends with the name
   */
  static Notice ofName(String name, List<String> values, String pointer, Kind kind) {
    return Tripwire.find(name)
        .map(
            detector ->
                new Notice(
                    pointer.substring(0, pointer.lastIndexOf('/')),
                    Kind.IDENTIFYING,
                    Optional.of(detector)))
        .orElseGet(
            () ->
                values.stream()
                    .map(value -> ofText(value, pointer, kind))
                    .filter(notice -> notice.kind() == Kind.IDENTIFYING)
                    .findFirst()
                    .orElseGet(() -> new Notice(pointer, kind)));
  }

  /** Why something was left out; the codes are part of the API and keep their meaning. */
  public enum Kind {
    UNKNOWN_SIGNAL("unknown-signal", "No attribute of the edition in force has this name."),
    NOT_A_SIGNAL("not-a-signal", "This attribute is a measure; send the events it folds."),
    WRONG_TYPE("wrong-type", "The value has another type than the attribute or field declares."),
    IDENTIFYING(
        "identifying",
        "This looks as if it pointed to one person or one device; it was let go unread. Send none"
            + " such."),
    UNKNOWN_LABEL("unknown-label", "The value is none of the declared labels."),
    NOT_FINITE("not-finite", "A number has to be finite."),
    UNKNOWN_EVENT("unknown-event", "No event of the edition in force has this name."),
    UNKNOWN_FIELD("unknown-field", "The event declares no field of this name."),
    NOT_PERMITTED("not-permitted", "No purpose that is consented to permits this."),
    EVENTS_NEED_CONSENT("events-need-consent", "Events are folded only within a session."),
    SESSION_NOT_KEPT(
        "session-not-kept",
        "The cluster did not answer in time, so this answer stands without the session; keep the"
            + " capsule, if there is one, and say again what you said of consent."),
    CONSENT_UNREADABLE(
        "consent-unreadable", "The consent string cannot be read, so it counts as a refusal."),
    VENDORS_NOT_DISCLOSED(
        "vendors-not-disclosed",
        "The TC string does not say that this site's vendor was disclosed, so it counts as a"
            + " refusal."),
    VENDOR_NOT_ALLOWED(
        "vendor-not-allowed",
        "The TC string does not allow this site's vendor, so it counts as a refusal."),
    GLOBAL_PRIVACY_CONTROL(
        "global-privacy-control",
        "The browser asks not to share, and nobody said yes to this: not objecting is not enough."),
    UNKNOWN_SEGMENT("unknown-segment", "The edition in force declares no segment of this name."),
    UNKNOWN_PURPOSE("unknown-purpose", "The edition in force declares no purpose of this name."),
    TOO_MANY("too-many", "There are more of these than a request may carry; the rest is left out.");

    private final String code;
    private final String detail;

    Kind(String code, String detail) {
      this.code = code;
      this.detail = detail;
    }

    public String code() {
      return code;
    }

    public String detail() {
      return detail;
    }
  }
}
