package dev.mien.engine.cluster;

import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries as steps carry them; a tombstone keeps nothing of what it stands for. */
final class EntryBytes {
  private static final byte LIVE = 1;
  private static final byte ERASED = 2;
  private static final int LIVE_BYTES = 1 + Integer.BYTES + HalfKey.BYTES;

  private EntryBytes() {}

  /** Null for what is absent. */
  static byte @Nullable [] write(Entry entry) {
    return switch (entry) {
      case Entry.Absent _ -> null;
      case Entry.Erased _ -> new byte[] {ERASED};
      case Entry.Live(int version, HalfKey key) ->
          ByteBuffer.allocate(LIVE_BYTES).put(LIVE).putInt(version).put(key.bytes()).array();
    };
  }

  static Entry read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Entry.Absent();
    }
    if (bytes.length == 1 && bytes[0] == ERASED) {
      return new Entry.Erased();
    }
    if (bytes.length == LIVE_BYTES && bytes[0] == LIVE) {
      int version = ByteBuffer.wrap(bytes).getInt(1);
      return new Entry.Live(
          version, new HalfKey(Arrays.copyOfRange(bytes, 1 + Integer.BYTES, LIVE_BYTES)));
    }
    throw new IllegalStateException("an entry of " + bytes.length + " bytes is none of ours");
  }
}
