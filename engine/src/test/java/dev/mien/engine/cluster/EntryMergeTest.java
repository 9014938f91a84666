package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.spi.merge.MergingValue;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryMergeTest {
  private static final HalfKey KEY = new HalfKey(new byte[HalfKey.BYTES]);
  private static final Entry ABSENT = new Entry.Absent();
  private static final Entry ERASED = new Entry.Erased();
  private static final Entry FIRST = new Entry.Live(1, KEY);
  private static final Entry SECOND = new Entry.Live(2, KEY);

  private final EntryMerge merge = new EntryMerge();

  @Test
  void theGreaterOfTwoEntriesIsKeptWhicheverSideHasIt() {
    List<Entry> rising = List.of(ABSENT, FIRST, SECOND, ERASED);
    for (int a = 1; a < rising.size(); a++) {
      for (int b = 0; b < rising.size(); b++) {
        assertEquals(
            rising.get(Math.max(a, b)),
            merged(rising.get(a), rising.get(b)),
            rising.get(a) + " into " + rising.get(b));
      }
    }
  }

  @Test
  void whatOneSideErasedTheOtherDoesNotPutBack() {
    assertEquals(ERASED, merged(SECOND, ERASED));
    assertEquals(ERASED, merged(ERASED, SECOND));
  }

  private Entry merged(Entry merging, Entry existing) {
    return EntryBytes.read(
        merge.merge(side(merging), existing.equals(ABSENT) ? null : side(existing)));
  }

  private static Side side(Entry entry) {
    return new Side(requireNonNull(EntryBytes.write(entry)));
  }

  /** One side's value. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Side(byte[] bytes) implements MergingValue<byte[]> {
    @Override
    public byte[] getDeserializedValue() {
      return bytes;
    }

    @Override
    public byte[] getRawValue() {
      return bytes;
    }
  }
}
