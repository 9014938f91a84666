package dev.mien.engine.cluster;

import com.hazelcast.internal.partition.IPartition;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this member has of a map in its own memory, as owner or as backup, read without asking
 * anybody and without waiting.
 *
 * <p>This is what {@code IMap.get} does first where backups may be read. But {@code get} goes on to
 * wait, for seconds if a member hangs; {@code getAsync} never looks here. So this reads what those
 * read, by Hazelcast's inner types. They are not meant for others and may change with any release:
 * whoever raises the version runs {@code HazelcastHalfKeysTest}.
 */
final class LocalRecords {
  private final String map;
  private final NodeEngine nodeEngine;
  private final MapServiceContext maps;

  LocalRecords(IMap<?, ?> map) {
    if (!(map instanceof MapProxyImpl<?, ?> proxy)) {
      throw new IllegalArgumentException("a map of an embedded member is wanted");
    }
    MapService service = proxy.getService();
    this.map = map.getName();
    this.nodeEngine = proxy.getNodeEngine();
    this.maps = service.getMapServiceContext();
  }

  NodeEngine nodeEngine() {
    return nodeEngine;
  }

  /** How many partitions a map has. */
  int partitions() {
    return nodeEngine.getPartitionService().getPartitionCount();
  }

  IPartition partition(int number) {
    return nodeEngine.getPartitionService().getPartition(number, false);
  }

  /** The partition of a key. */
  int partitionOf(Data key) {
    return nodeEngine.getPartitionService().getPartitionId(key);
  }

  /** Whether this member is one of those that keep a partition. */
  boolean isHere(int partition) {
    return partition(partition).isOwnerOrBackup(nodeEngine.getThisAddress());
  }

  /**
   * Whether what is not here is nowhere: this member is the first to know. To be asked after
   * reading, for a partition that has moved away in between is not ours to judge.
   */
  boolean decides(int partition) {
    return partition(partition).isLocal() && !partition(partition).isMigrating();
  }

  /** What there is here of one partition; none if that is nothing. */
  Optional<RecordStore<?>> of(int partition) {
    @Nullable RecordStore<?> records =
        maps.getPartitionContainer(partition).getExistingRecordStore(map);
    return records == null || records.isEmpty() ? Optional.empty() : Optional.of(records);
  }

  /** The record of a key, if there is one here. */
  @Nullable Record<?> record(int partition, Data key) {
    @Nullable RecordStore<?> records =
        maps.getPartitionContainer(partition).getExistingRecordStore(map);
    return records == null ? null : records.getRecord(key);
  }
}
