package dev.mien.engine.promise;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One promise, as it stands in the log: a {@link FlatJson} with a version, a kind and a time to the
 * minute. Whatever else it says depends on the kind.
 */
public final class Leaf {
  /** The most bytes of a leaf. */
  static final int BYTES_MAX = 4_096;

  private static final int VERSION = 1;

  private final FlatJson json;
  private final Kind kind;

  private Leaf(FlatJson json, Kind kind) {
    this.json = json;
    this.kind = kind;
    if (bytes().length > BYTES_MAX) {
      throw new IllegalArgumentException("a leaf has at most " + BYTES_MAX + " bytes");
    }
  }

  /** What leaves speak of. */
  public enum Kind {
    /** A half-key was destroyed. */
    ERASURE(Recurrence.ONCE),
    /** An edition was published. */
    EDITION(Recurrence.ONCE),
    /** The public registry changed. */
    POLICY(Recurrence.ON_CHANGE),
    /** What protects sessions was set: the least crowd, noise. */
    PARAMETERS(Recurrence.ON_CHANGE),
    /** A release was paid for from the budget. */
    BUDGET(Recurrence.ONCE);

    private final Recurrence recurrence;

    Kind(Recurrence recurrence) {
      this.recurrence = recurrence;
    }

    /** As leaves have it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public Recurrence recurrence() {
      return recurrence;
    }

    static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
  }

  /** When a subject that the log has already is logged again. */
  public enum Recurrence {
    /** Never: whoever says it again is shown the leaf that there is. */
    ONCE,
    /** Unless the last leaf of this kind was about it. */
    ON_CHANGE
  }

  /**
   * The half-key of the session that a capsule belongs to is destroyed.
   *
   * @param entry the handle and the half-key; empty where they were destroyed before
   */
  public static Leaf erasure(Instant at, String capsule, Optional<Erased> entry) {
    Commitments commitments = Commitments.of(capsule);
    FlatJson.Builder json =
        begun(Kind.ERASURE, at)
            .put("capsule", commitments.ofCapsule(capsule).hex())
            .put("salt", commitments.ofSalt().hex());
    entry.ifPresent(
        erased -> json.put("handle", erased.handle().hex()).put("key", erased.key().hex()));
    return new Leaf(json.build(), Kind.ERASURE);
  }

  /** The commitments to what was destroyed. */
  public record Erased(Hash handle, Hash key) {}

  /** An edition was published, whose text has this digest. */
  public static Leaf edition(Instant at, long number, Hash digest) {
    return new Leaf(
        begun(Kind.EDITION, at).put("edition", number).put("digest", digest.hex()).build(),
        Kind.EDITION);
  }

  /** The public registry under an edition has this digest. */
  public static Leaf policy(Instant at, long edition, Hash digest) {
    return new Leaf(
        begun(Kind.POLICY, at).put("edition", edition).put("digest", digest.hex()).build(),
        Kind.POLICY);
  }

  /**
   * What protects sessions from now on.
   *
   * @param text a sentence or a list that says all of it, as short as the public registry does
   */
  public static Leaf parameters(Instant at, String text) {
    return new Leaf(begun(Kind.PARAMETERS, at).put("text", text).build(), Kind.PARAMETERS);
  }

  /**
   * A release was paid for.
   *
   * @param release what was released, by a name of its own
   * @param rho what it cost, in decimal digits; these add up
   */
  public static Leaf budget(Instant at, String release, String rho) {
    return new Leaf(
        begun(Kind.BUDGET, at).put("release", release).put("rho", rho).build(), Kind.BUDGET);
  }

  private static FlatJson.Builder begun(Kind kind, Instant at) {
    return new FlatJson.Builder()
        .put("v", VERSION)
        .put("kind", kind.code())
        .put("at", at.truncatedTo(ChronoUnit.MINUTES).toString());
  }

  /** A leaf as it stands in the log, if it is one that this build can read. */
  public static Optional<Leaf> read(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX
        ? Optional.empty()
        : FlatJson.read(text)
            .filter(json -> json.whole("v").equals(Optional.of((long) VERSION)))
            .flatMap(json -> json.text("kind").flatMap(Kind::of).map(kind -> new Leaf(json, kind)));
  }

  public Kind kind() {
    return kind;
  }

  /** When it was made, to the minute. */
  public String at() {
    return json.text("at").orElse("an unknown time");
  }

  /** A member that is a text. */
  public Optional<String> text(String name) {
    return json.text(name);
  }

  /** A member that is a whole number. */
  public Optional<Long> whole(String name) {
    return json.whole(name);
  }

  /** What it is about: two leaves about one thing have one subject. */
  public String subject() {
    return switch (kind) {
      case ERASURE -> "erasure " + text("capsule").orElse("");
      case EDITION -> "edition " + whole("edition").orElse(0L);
      case POLICY -> "policy " + text("digest").orElse("");
      case PARAMETERS -> "parameters " + text("text").orElse("");
      case BUDGET -> "budget " + text("release").orElse("");
    };
  }

  /** The bytes that are hashed. */
  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** The hash that the tree has of it. */
  public Hash hash() {
    return Merkle.leaf(bytes());
  }

  public String text() {
    return json.text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Leaf leaf && json.equals(leaf.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
