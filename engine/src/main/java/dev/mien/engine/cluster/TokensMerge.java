package dev.mien.engine.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.jspecify.annotations.Nullable;

/** What becomes of crowds that both halves of a healed split have: what {@link CountJoin} says. */
public final class TokensMerge
    implements SplitBrainMergePolicy<byte[], MergingValue<byte[]>, byte @Nullable []>,
        IdentifiedDataSerializable {
  /** For Hazelcast, which makes it by its name. */
  public TokensMerge() {}

  @Override
  public byte @Nullable [] merge(
      MergingValue<byte[]> merging, @Nullable MergingValue<byte[]> existing) {
    byte @Nullable [] ours = existing == null ? null : existing.getDeserializedValue();
    byte @Nullable [] theirs = merging.getDeserializedValue();
    return CountJoin.TOKENS.join(ours, theirs);
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.TOKENS_MERGE;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
