package dev.mien.engine.shadow;

import dev.mien.engine.vocabulary.SegmentIdentity;
import java.util.List;

/**
 * A segment of a draft that is not in force as it stands there.
 *
 * @param relatives the segments in force that its sessions are compared with
 */
public record ShadowSegment(
    String name, SegmentIdentity identity, Standing standing, List<Relative> relatives) {
  public ShadowSegment {
    relatives = List.copyOf(relatives);
  }

  /** What it is known by across editions, as counts and releases name it. */
  public String knownBy() {
    return identity.toString();
  }

  /** A segment in force. */
  public record Relative(String name, SegmentIdentity identity) {
    /** What it is known by across editions, as counts and releases name it. */
    public String knownBy() {
      return identity.toString();
    }
  }

  /** Whether its sessions are counted. */
  public sealed interface Standing {
    record Counted() implements Standing {}

    /** It asks for a fact that the edition in force does not collect in this form. */
    record NotCountable(String attribute) implements Standing {}

    /** So many others are counted that there is no room for it. */
    record TooMany() implements Standing {}
  }
}
