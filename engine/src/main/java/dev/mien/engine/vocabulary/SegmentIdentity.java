package dev.mien.engine.vocabulary;

/**
 * What a segment is known by across editions: half of the SHA-256 of its name, its rules in
 * canonical text, and all that these refer to. It is the same for as long as the same sessions are
 * meant, and another once a rule, or a definition below it, has changed.
 *
 * <p>128 bits, for whoever writes rules could search for two of one identity, and let one have what
 * was counted for the other: that takes about 2<sup>64</sup> tries.
 */
public record SegmentIdentity(long high, long low) implements Comparable<SegmentIdentity> {
  @Override
  public int compareTo(SegmentIdentity other) {
    return high == other.high ? Long.compare(low, other.low) : Long.compare(high, other.high);
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
