package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.spi.merge.MergingValue;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import java.time.Duration;
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

  @Test
  void ofEqualEntriesTheLongerTimeIsKept() {
    for (Entry entry : List.of(FIRST, ERASED)) {
      assertEquals(9_000, merge.merge(side(entry, 5), side(entry, 9)).leftMillis(0));
      assertEquals(9_000, merge.merge(side(entry, 9), side(entry, 5)).leftMillis(0));
    }
    assertEquals(5_000, merge.merge(side(ERASED, 5), side(FIRST, 9)).leftMillis(0));
    assertEquals(5_000, merge.merge(side(FIRST, 9), side(ERASED, 5)).leftMillis(0));
  }

  private Entry merged(Entry merging, Entry existing) {
    return merge
        .merge(side(merging, 7), existing.equals(ABSENT) ? null : side(existing, 7))
        .entry();
  }

  private static Side side(Entry entry, int seconds) {
    return new Side(Lease.of(entry, 0, Duration.ofSeconds(seconds)));
  }

  /** One side's value. */
  private record Side(Lease lease) implements MergingValue<Lease> {
    @Override
    public Lease getDeserializedValue() {
      return lease;
    }

    @Override
    public Lease getRawValue() {
      return lease;
    }
  }
}
