package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Joins what a node has counted to what is known of it, where that is kept, as one step. Backups
 * join what came of it, so that one that missed an earlier step catches up.
 */
@SuppressWarnings("serial") // written as identified data; refuses Java's own serialization
final class CountStep
    implements EntryProcessor<byte[], byte[], @Nullable Void>, IdentifiedDataSerializable {
  private CountJoin join;
  private byte[] operand;
  private long keptMillis;

  /** A step to be read into. */
  CountStep() {
    this(CountJoin.VECTORS, new byte[0], Duration.ZERO);
  }

  CountStep(CountJoin join, byte[] operand, Duration kept) {
    this.join = join;
    this.operand = operand;
    this.keptMillis = kept.toMillis();
  }

  @Override
  public @Nullable Void process(Map.Entry<byte[], byte[]> entry) {
    byte @Nullable [] before = entry.getValue();
    byte[] after = requireNonNull(join.join(before, operand));
    operand = after;
    if (!Arrays.equals(before, after)) {
      ((ExtendedMapEntry<byte[], byte[]>) entry).setValue(after, keptMillis, TimeUnit.MILLISECONDS);
    }
    return null;
  }

  /** Runs after the step, when what came of it is the operand. */
  @Override
  public EntryProcessor<byte[], byte[], @Nullable Void> getBackupProcessor() {
    return new CountStep(join, operand, Duration.ofMillis(keptMillis));
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.COUNT_STEP;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(join.name());
    out.writeByteArray(operand);
    out.writeLong(keptMillis);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    join = CountJoin.valueOf(requireNonNull(in.readString()));
    operand = requireNonNull(in.readByteArray());
    keptMillis = in.readLong();
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("steps are written as identified data");
  }
}
