package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.session.HalfKeys.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryLatticeTest {
  private static final List<Entry> ALL = all();

  private static List<Entry> all() {
    List<Entry> all = new ArrayList<>(List.of(new Entry.Absent(), new Entry.Erased()));
    for (int version = 1; version <= 3; version++) {
      for (int key = -1; key <= 1; key++) {
        byte[] bytes = new byte[HalfKey.BYTES];
        Arrays.fill(bytes, (byte) key);
        all.add(new Entry.Live(version, new HalfKey(bytes)));
      }
    }
    return all;
  }

  @Test
  void joiningIsIdempotentCommutativeAndAssociative() {
    for (Entry a : ALL) {
      assertEquals(a, a.join(a));
      for (Entry b : ALL) {
        assertEquals(a.join(b), b.join(a));
        for (Entry c : ALL) {
          assertEquals(a.join(b).join(c), a.join(b.join(c)));
        }
      }
    }
  }

  @Test
  void nothingIsBelowAbsentAndNothingAboveErased() {
    for (Entry entry : ALL) {
      assertEquals(entry, entry.join(new Entry.Absent()));
      assertEquals(new Entry.Erased(), entry.join(new Entry.Erased()));
    }
  }

  @Test
  void raisingNeverTakesAnEntryDown() {
    for (Entry entry : ALL) {
      for (int from = 0; from <= 4; from++) {
        Entry raised = entry.raised(from);
        assertEquals(raised, raised.join(entry));
        assertEquals(raised, raised.raised(from));
      }
    }
  }
}
