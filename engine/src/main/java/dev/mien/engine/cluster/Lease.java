package dev.mien.engine.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * An entry as the cluster's map holds it, and until when. There is one for each session and copy,
 * so it is one object of 56 bytes, key and time included: as bytes it would be two of 80, and
 * Hazelcast's own record of a time would be 70 more. It never changes.
 *
 * <p>Times are of Hazelcast's clock, which all members set to that of the cluster: see {@link
 * SteadyClock}.
 */
final class Lease {
  /** Versions begin at one, so that this is none. */
  private static final int ERASED = 0;

  private static final int MILLIS = 1_000;

  /** Without a sign, which lasts until 2106. */
  private final int untilSeconds;

  /** {@link #ERASED}, or that of a live session. */
  private final int version;

  // The half-key; an array would be another object. Zeros where there is none.
  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private Lease(long untilSeconds, int version, ByteBuffer key) {
    this.untilSeconds = (int) untilSeconds;
    this.version = version;
    this.first = key.getLong();
    this.second = key.getLong();
    this.third = key.getLong();
    this.fourth = key.getLong();
  }

  /** What is kept from a moment in milliseconds on; it ends with the last whole second. */
  static Lease of(Entry entry, long nowMillis, Duration kept) {
    long untilSeconds = (nowMillis + kept.toMillis()) / MILLIS;
    return switch (entry) {
      case Entry.Live(int version, HalfKey key) ->
          new Lease(untilSeconds, version, ByteBuffer.wrap(key.bytes()));
      case Entry.Erased _ -> erased(untilSeconds);
      case Entry.Absent _ -> throw new IllegalArgumentException("what is absent has no lease");
    };
  }

  private static Lease erased(long untilSeconds) {
    return new Lease(untilSeconds, ERASED, ByteBuffer.allocate(HalfKey.BYTES));
  }

  boolean isTombstone() {
    return version == ERASED;
  }

  /** What was leased, whether or not it is over. */
  Entry entry() {
    if (isTombstone()) {
      return new Entry.Erased();
    }
    ByteBuffer key = ByteBuffer.allocate(HalfKey.BYTES);
    key.putLong(first).putLong(second).putLong(third).putLong(fourth);
    return new Entry.Live(version, new HalfKey(key.array()));
  }

  /** What there is at a moment in milliseconds. */
  Entry at(long nowMillis) {
    return isOver(nowMillis) ? new Entry.Absent() : entry();
  }

  boolean isOver(long nowMillis) {
    return leftMillis(nowMillis) <= 0;
  }

  /** How long it is kept yet; 0 or less once it is over. */
  long leftMillis(long nowMillis) {
    return Integer.toUnsignedLong(untilSeconds) * MILLIS - nowMillis;
  }

  /** The greater entry; of equal ones, that which is kept for longer. */
  Lease join(Lease other) {
    Entry own = entry();
    Entry theirs = other.entry();
    if (own.equals(theirs)) {
      return Integer.compareUnsigned(untilSeconds, other.untilSeconds) >= 0 ? this : other;
    }
    return own.join(theirs).equals(own) ? this : other;
  }

  /** Writes the time and the version, and of a live session its half-key. */
  void write(ObjectDataOutput out) throws IOException {
    out.writeInt(untilSeconds);
    out.writeInt(version);
    if (!isTombstone()) {
      out.writeLong(first);
      out.writeLong(second);
      out.writeLong(third);
      out.writeLong(fourth);
    }
  }

  static Lease read(ObjectDataInput in) throws IOException {
    long untilSeconds = in.readInt();
    int version = in.readInt();
    if (version == ERASED) {
      return erased(untilSeconds);
    }
    byte[] key = new byte[HalfKey.BYTES];
    in.readFully(key);
    return new Lease(untilSeconds, version, ByteBuffer.wrap(key));
  }

  /** Never the key in it. */
  @Override
  public String toString() {
    return "Lease[…]";
  }
}
