package dev.mien.engine.cluster;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import dev.mien.engine.session.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What this member has of the half-keys in its own memory, as owner or as backup. */
final class LocalCopies {
  private final LocalRecords records;

  LocalCopies(IMap<Handle, Lease> map) {
    this.records = new LocalRecords(map);
  }

  /** What is known here of a handle. */
  sealed interface Copy {
    /** There is this. */
    record Present(Lease lease) implements Copy {}

    /** There is nothing, and this member is the one to know. */
    record Absent() implements Copy {}

    /** Others have to be asked. */
    record Elsewhere() implements Copy {}
  }

  Copy read(Handle handle) {
    Data data = records.nodeEngine().toData(handle);
    int number = records.partitionOf(data);
    if (!records.isHere(number)) {
      return new Copy.Elsewhere();
    }
    @Nullable Lease lease = read(number, data);
    if (lease != null && !lease.isOver(Clock.currentTimeMillis())) {
      return new Copy.Present(lease);
    }
    return records.decides(number) ? new Copy.Absent() : new Copy.Elsewhere();
  }

  /** How long what there is of a handle is kept yet, if there is a copy here. */
  OptionalLong leftMillis(Handle handle) {
    Data data = records.nodeEngine().toData(handle);
    @Nullable Lease lease = read(records.partitionOf(data), data);
    return lease == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, lease.leftMillis(Clock.currentTimeMillis())));
  }

  /** All entries that this member is the first to know. */
  List<Crossing.Held> owned() {
    long now = Clock.currentTimeMillis();
    List<Crossing.Held> owned = new ArrayList<>();
    for (int number = 0; number < partitions(); number++) {
      if (records.partition(number).isLocal()) {
        records(number)
            .ifPresent(
                all ->
                    all.forEach(
                        (key, record) -> {
                          Lease lease = lease(record);
                          if (!lease.isOver(now)) {
                            owned.add(
                                new Crossing.Held(
                                    records.nodeEngine().toObject(key), lease.entry()));
                          }
                        },
                        false));
      }
    }
    return owned;
  }

  /** How many partitions a map has. */
  int partitions() {
    return records.partitions();
  }

  /** What there is here of one partition, as owner or as backup; none if that is nothing. */
  Optional<RecordStore<?>> records(int partition) {
    return records.of(partition);
  }

  static Lease lease(Record<?> record) {
    return (Lease) record.getValue();
  }

  /** Has the thread of a partition do this, after whatever it has to do before. */
  void execute(PartitionSpecificRunnable task) {
    records.nodeEngine().getOperationService().execute(task);
  }

  private @Nullable Lease read(int partition, Data key) {
    @Nullable Record<?> record = records.record(partition, key);
    return record == null ? null : lease(record);
  }
}
