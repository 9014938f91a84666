package dev.mien.engine.cluster;

import com.hazelcast.internal.partition.IPartition;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import dev.mien.engine.session.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What this member has of the half-keys in its own memory, as owner or as backup, read without
 * asking anybody and without waiting.
 *
 * <p>This is what {@code IMap.get} does first where backups may be read. But {@code get} goes on to
 * wait, for seconds if a member hangs; {@code getAsync} never looks here. So this reads what those
 * read, by Hazelcast's inner types. They are not meant for others and may change with any release:
 * whoever raises the version runs {@code HazelcastHalfKeysTest}.
 */
final class LocalCopies {
  private final String map;
  private final NodeEngine nodeEngine;
  private final MapServiceContext maps;

  LocalCopies(IMap<Handle, Lease> map) {
    if (!(map instanceof MapProxyImpl<?, ?> proxy)) {
      throw new IllegalArgumentException("a map of an embedded member is wanted");
    }
    MapService service = proxy.getService();
    this.map = map.getName();
    this.nodeEngine = proxy.getNodeEngine();
    this.maps = service.getMapServiceContext();
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
    Data data = nodeEngine.toData(handle);
    int number = nodeEngine.getPartitionService().getPartitionId(data);
    IPartition partition = nodeEngine.getPartitionService().getPartition(number, false);
    if (!partition.isOwnerOrBackup(nodeEngine.getThisAddress())) {
      return new Copy.Elsewhere();
    }
    @Nullable Lease lease = read(number, data);
    if (lease != null && !lease.isOver(Clock.currentTimeMillis())) {
      return new Copy.Present(lease);
    }
    // Asked after reading: a partition that has moved away in between is not ours to judge.
    return partition.isLocal() && !partition.isMigrating()
        ? new Copy.Absent()
        : new Copy.Elsewhere();
  }

  /** How long what there is of a handle is kept yet, if there is a copy here. */
  OptionalLong leftMillis(Handle handle) {
    Data data = nodeEngine.toData(handle);
    @Nullable Lease lease = read(nodeEngine.getPartitionService().getPartitionId(data), data);
    return lease == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, lease.leftMillis(Clock.currentTimeMillis())));
  }

  /** All entries that this member is the first to know. */
  List<Crossing.Held> owned() {
    long now = Clock.currentTimeMillis();
    List<Crossing.Held> owned = new ArrayList<>();
    for (int number = 0; number < partitions(); number++) {
      if (nodeEngine.getPartitionService().getPartition(number, false).isLocal()) {
        records(number)
            .ifPresent(
                records ->
                    records.forEach(
                        (key, record) -> {
                          Lease lease = lease(record);
                          if (!lease.isOver(now)) {
                            owned.add(new Crossing.Held(nodeEngine.toObject(key), lease.entry()));
                          }
                        },
                        false));
      }
    }
    return owned;
  }

  /** How many partitions a map has. */
  int partitions() {
    return nodeEngine.getPartitionService().getPartitionCount();
  }

  /** What there is here of one partition, as owner or as backup; none if that is nothing. */
  Optional<RecordStore<?>> records(int partition) {
    @Nullable RecordStore<?> records =
        maps.getPartitionContainer(partition).getExistingRecordStore(map);
    return records == null || records.isEmpty() ? Optional.empty() : Optional.of(records);
  }

  static Lease lease(Record<?> record) {
    return (Lease) record.getValue();
  }

  /** Has the thread of a partition do this, after whatever it has to do before. */
  void execute(PartitionSpecificRunnable task) {
    nodeEngine.getOperationService().execute(task);
  }

  private @Nullable Lease read(int partition, Data key) {
    @Nullable RecordStore<?> records =
        maps.getPartitionContainer(partition).getExistingRecordStore(map);
    @Nullable Record<?> record = records == null ? null : records.getRecord(key);
    return record == null ? null : lease(record);
  }
}
