package dev.mien.engine.cluster;

import com.hazelcast.internal.partition.IPartition;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.map.impl.recordstore.expiry.ExpiryMetadata;
import com.hazelcast.map.impl.recordstore.expiry.ExpiryReason;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What this member has of a map in its own memory, as owner or as backup, read without asking
 * anybody and without waiting.
 *
 * <p>This is what {@code IMap.get} does first where backups may be read. But {@code get} goes on to
 * wait, for seconds if a member hangs, and it shows what is past its time; {@code getAsync} never
 * looks here. So this reads what those read, by Hazelcast's inner types. They are not meant for
 * others and may change with any release: whoever raises the version runs {@code
 * HazelcastHalfKeysTest}.
 */
final class LocalCopies {
  private final String map;
  private final NodeEngine nodeEngine;
  private final MapServiceContext maps;

  LocalCopies(IMap<byte[], byte[]> map) {
    if (!(map instanceof MapProxyImpl<?, ?> proxy)) {
      throw new IllegalArgumentException("a map of an embedded member is wanted");
    }
    MapService service = proxy.getService();
    this.map = map.getName();
    this.nodeEngine = proxy.getNodeEngine();
    this.maps = service.getMapServiceContext();
  }

  /** What is known here of a key. */
  sealed interface Copy {
    /** This is its value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Present(byte[] value) implements Copy {
      /** Never the value. */
      @Override
      public String toString() {
        return "Present[…]";
      }
    }

    /** It has none, and this member is the one to know. */
    record Absent() implements Copy {}

    /** Others have to be asked. */
    record Elsewhere() implements Copy {}
  }

  Copy read(byte[] key) {
    Data data = nodeEngine.toData(key);
    int number = nodeEngine.getPartitionService().getPartitionId(data);
    IPartition partition = nodeEngine.getPartitionService().getPartition(number, false);
    if (!partition.isOwnerOrBackup(nodeEngine.getThisAddress())) {
      return new Copy.Elsewhere();
    }
    byte @Nullable [] value = read(number, data);
    if (value != null) {
      return new Copy.Present(value);
    }
    // Asked after reading: a partition that has moved away in between is not ours to judge.
    return partition.isLocal() && !partition.isMigrating()
        ? new Copy.Absent()
        : new Copy.Elsewhere();
  }

  /** How long a key is kept yet, if there is a copy here. */
  OptionalLong leftMillis(byte[] key) {
    Data data = nodeEngine.toData(key);
    int number = nodeEngine.getPartitionService().getPartitionId(data);
    @Nullable RecordStore<?> records =
        maps.getPartitionContainer(number).getExistingRecordStore(map);
    if (records == null) {
      return OptionalLong.empty();
    }
    ExpiryMetadata expiry = records.getExpirySystem().getExpiryMetadata(data);
    return expiry.hasExpiry() && expiry.getExpirationTime() != Long.MAX_VALUE
        ? OptionalLong.of(Math.max(0, expiry.getExpirationTime() - Clock.currentTimeMillis()))
        : OptionalLong.empty();
  }

  /** All entries that this member is the first to know. */
  List<Crossing.Held> owned() {
    List<Crossing.Held> owned = new ArrayList<>();
    for (int number = 0; number < nodeEngine.getPartitionService().getPartitionCount(); number++) {
      @Nullable RecordStore<?> records =
          maps.getPartitionContainer(number).getExistingRecordStore(map);
      if (records != null
          && nodeEngine.getPartitionService().getPartition(number, false).isLocal()) {
        int partition = number;
        records.forEach(
            (key, _) -> {
              byte @Nullable [] value = read(partition, key);
              if (value != null) {
                byte[] handle = nodeEngine.toObject(key);
                owned.add(new Crossing.Held(handle, EntryBytes.read(value)));
              }
            },
            false);
      }
    }
    return owned;
  }

  private byte @Nullable [] read(int partition, Data key) {
    @Nullable RecordStore<?> records =
        maps.getPartitionContainer(partition).getExistingRecordStore(map);
    if (records == null) {
      return null;
    }
    ExpiryReason expiry =
        records.getExpirySystem().hasExpired(key, Clock.currentTimeMillis(), false);
    if (expiry != ExpiryReason.NOT_EXPIRED) {
      return null;
    }
    @Nullable Data value = records.readBackupData(key);
    return value == null ? null : nodeEngine.<byte[]>toObject(value);
  }
}
