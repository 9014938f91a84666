package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an entry that both halves of a healed split have: the greater of the two.
 * Hazelcast's own policies take one side, and so would put back what the other side erased.
 */
public final class EntryMerge
    implements SplitBrainMergePolicy<Lease, MergingValue<Lease>, Lease>,
        IdentifiedDataSerializable {
  /** For Hazelcast, which makes it by its name. */
  public EntryMerge() {}

  @Override
  public Lease merge(MergingValue<Lease> merging, @Nullable MergingValue<Lease> existing) {
    Lease theirs = requireNonNull(merging.getDeserializedValue());
    @Nullable Lease ours = existing == null ? null : existing.getDeserializedValue();
    return ours == null ? theirs : ours.join(theirs);
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.ENTRY_MERGE;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
