package dev.mien.engine.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import com.hazelcast.wan.impl.CallerProvenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes what is past its lease out of this member's memory: half-keys of sessions that went silent,
 * and tombstones that nobody needs any more. From the end of its lease on nobody is shown it
 * ({@link LocalCopies}, {@link EntryStep}); this is what destroys it.
 *
 * <p>Every member does so with each copy that it has, as owner or as backup, and asks nobody: so it
 * goes on in a part of a split, with members that died or hang, and whatever moves to this member
 * is seen to like the rest. It goes by Hazelcast's clock, which no wall clock moves. One partition
 * is looked through at a time, one each {@link #BETWEEN}; and that on the partition's own thread,
 * {@value #AT_ONCE} entries at a time, about 0.2 ms, behind which whatever else waits for the
 * thread has its turn. For one thread.
 */
final class Overdue {
  /**
   * From one partition to the next. Hazelcast has 271, so that all are seen to in 25 s, and within
   * the half minute that is promised also where that takes its time.
   */
  static final Duration BETWEEN = Duration.ofMillis(92);

  private static final int AT_ONCE = 1_024;

  private final Supplier<HazelcastInstance> foothold;
  private int next;

  Overdue(Supplier<HazelcastInstance> foothold) {
    this.foothold = foothold;
  }

  /** Has what is past its lease in the next partition dropped, soon. */
  void next() {
    try {
      LocalCopies copies = copies();
      next = (next + 1) % copies.partitions();
      copies.records(next).ifPresent(records -> new Dropping(copies, records).goOn());
    } catch (RuntimeException _) {
      // Out of the cluster, where nothing is held; again when it is back.
      next = 0;
    }
  }

  private LocalCopies copies() {
    return new LocalCopies(foothold.get().getMap(HazelcastHalfKeys.MAP));
  }

  /** Goes through the entries of one partition, some at a time. */
  private static final class Dropping implements PartitionSpecificRunnable {
    private final LocalCopies copies;
    private final RecordStore<?> records;

    // Shows every entry that was there when it began and still is, whatever comes and goes
    // meanwhile.
    private final Iterator<? extends Map.Entry<Data, ?>> entries;

    Dropping(LocalCopies copies, RecordStore<?> records) {
      this.copies = copies;
      this.records = records;
      this.entries = records.iterator();
    }

    void goOn() {
      copies.execute(this);
    }

    @Override
    public int getPartitionId() {
      return records.getPartitionId();
    }

    @Override
    public void run() {
      long now = Clock.currentTimeMillis();
      List<Data> over = new ArrayList<>();
      for (int seen = 0; seen < AT_ONCE && entries.hasNext(); seen++) {
        Map.Entry<Data, ?> entry = entries.next();
        if (LocalCopies.lease((Record<?>) entry.getValue()).isOver(now)) {
          over.add(entry.getKey());
        }
      }
      over.forEach(key -> drop(key, now));
      if (entries.hasNext()) {
        goOn();
      }
    }

    /** Unless another has taken its place since it was listed. */
    private void drop(Data key, long now) {
      Record<?> present = records.getRecord(key);
      if (present != null && LocalCopies.lease(present).isOver(now)) {
        // The way of a backup, of which nobody else is told; for an owner there is no other such.
        records.removeBackup(key, CallerProvenance.NOT_WAN);
      }
    }
  }
}
