package dev.mien.engine.crowd;

import dev.mien.engine.vocabulary.SegmentIdentity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The segments that drive a response together, or would, by what they mean and not by their place
 * in an edition. This is what a crowd has in common.
 *
 * @param kind whose crowd it is
 * @param segments each once, in their order; 1 to {@link #SEGMENTS_MAX}
 */
public record Combination(Kind kind, List<SegmentIdentity> segments) {
  /** The most segments that may drive one response. */
  public static final int SEGMENTS_MAX = 3;

  private static final int IDENTITY_BYTES = 2 * Long.BYTES;

  /** Who is counted, and for what. None of these counts for another. */
  public enum Kind {
    /** Sessions, each once. */
    SESSIONS(0),
    /** Requests without a session, of which nobody knows who they are from. */
    REQUESTS(1),
    /** Sessions, each once, by what others than the site were told of them. */
    EXPOSURES(2);

    /** It keeps its meaning for good: crowds outlive programs. */
    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    private static Kind of(byte code) {
      return switch (code) {
        case 0 -> SESSIONS;
        case 1 -> REQUESTS;
        case 2 -> EXPOSURES;
        default -> throw new IllegalArgumentException("there is no kind " + code);
      };
    }
  }

  public Combination {
    segments = rising(segments);
    if (segments.isEmpty() || segments.size() > SEGMENTS_MAX) {
      throw new IllegalArgumentException(
          "a combination has 1 to " + SEGMENTS_MAX + " segments; got " + segments.size());
    }
  }

  // One is made for each response, and from there they come in order.
  private static List<SegmentIdentity> rising(List<SegmentIdentity> given) {
    for (int i = 1; i < given.size(); i++) {
      if (given.get(i - 1).compareTo(given.get(i)) > 0) {
        return given.stream().sorted().toList();
      }
    }
    return List.copyOf(given);
  }

  /** Its kind in a byte, then its identities. */
  public byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(1 + segments.size() * IDENTITY_BYTES);
    bytes.put(kind.code);
    for (SegmentIdentity each : segments) {
      bytes.putLong(each.high()).putLong(each.low());
    }
    return bytes.array();
  }

  /**
   * The combination that {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException if it did not write them
   */
  public static Combination of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length % IDENTITY_BYTES != 1) {
      throw new IllegalArgumentException("these bytes are no combination");
    }
    Kind kind = Kind.of(in.get());
    List<SegmentIdentity> segments = new ArrayList<>(SEGMENTS_MAX);
    while (in.hasRemaining()) {
      segments.add(new SegmentIdentity(in.getLong(), in.getLong()));
    }
    return new Combination(kind, segments);
  }

  /** {@link #bytes} in hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }

  /** The combination that {@link #toString} wrote. */
  public static Combination parse(String text) {
    return of(HexFormat.of().parseHex(text));
  }
}
