package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final long SEED = 20_261_122;
  private static final long NOW = Instant.parse("2026-11-22T12:00:00.250Z").toEpochMilli();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void whatIsLeasedIsThereUntilItsLastWholeSecondAndThenAbsent() {
    for (Entry entry : List.of(live(3), new Entry.Erased())) {
      Lease lease = Lease.of(entry, NOW, MINUTE);

      assertEquals(59_750, lease.leftMillis(NOW));
      assertEquals(entry, lease.at(NOW));
      assertEquals(entry, lease.at(NOW + 59_749));
      assertEquals(new Entry.Absent(), lease.at(NOW + 59_750));
      assertEquals(entry, lease.entry());
    }
  }

  @Test
  void whatMembersTellEachOtherIsWhatOneHad() {
    SerializationService bytes =
        new DefaultSerializationServiceBuilder()
            .setConfig(
                new SerializationConfig()
                    .addSerializerConfig(
                        new SerializerConfig()
                            .setTypeClass(Lease.class)
                            .setImplementation(new LeaseBytes())))
            .build();
    // Times after 2038 included, for which the sign is needed.
    for (long now : new long[] {NOW, Instant.parse("2100-01-01T00:00:00Z").toEpochMilli()}) {
      for (Entry entry : List.of(live(1), live(Integer.MAX_VALUE), new Entry.Erased())) {
        Lease lease = Lease.of(entry, now, MINUTE);
        Data data = bytes.toData(lease);

        Lease read = bytes.toObject(data);

        assertEquals(entry, read.entry());
        assertEquals(lease.leftMillis(now), read.leftMillis(now));
      }
    }
  }

  @Test
  void theGreaterEntryIsKeptAndOfEqualOnesTheLongerTime() {
    Entry live = live(1);
    Lease shorter = Lease.of(live, NOW, MINUTE);
    Lease longer = Lease.of(live, NOW, MINUTE.multipliedBy(2));
    Lease raised = Lease.of(live.raised(1), NOW, Duration.ZERO);
    Lease tombstone = Lease.of(new Entry.Erased(), NOW, Duration.ZERO);

    for (List<Lease> pair :
        List.of(List.of(shorter, longer), List.of(longer, raised), List.of(raised, tombstone))) {
      assertSame(pair.getLast(), pair.getFirst().join(pair.getLast()));
      assertSame(pair.getLast(), pair.getLast().join(pair.getFirst()));
    }
  }

  @Test
  void aTombstoneKeepsNothingOfWhatItStandsFor() {
    assertTrue(Lease.of(new Entry.Erased(), NOW, MINUTE).isTombstone());
    assertFalse(Lease.of(live(1), NOW, MINUTE).isTombstone());
    assertEquals("Lease[…]", Lease.of(live(1), NOW, MINUTE).toString());
  }

  private Entry live(int version) {
    byte[] key = new byte[HalfKey.BYTES];
    random.nextBytes(key);
    return new Entry.Live(version, new HalfKey(key));
  }
}
