package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.mien.engine.cluster.Residue.Due;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A message without meaning that is longer than the buffers it goes through, there and back, and
 * which may ask the member that gets it to do the same to all others.
 */
final class Sweep implements Callable<byte[]>, IdentifiedDataSerializable, HazelcastInstanceAware {
  /** Three times a connection's buffer, which takes what comes in parts of any length. */
  private static final int BYTES = 3 << 17;

  private Due due;
  private @Nullable HazelcastInstance instance;

  /** One to be read into. */
  Sweep() {
    this(Due.NOTHING);
  }

  Sweep(Due due) {
    this.due = due;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
    instance = hazelcastInstance;
  }

  @Override
  public byte[] call() {
    if (requireNonNull(instance).getUserContext().get(Residue.DESK) instanceof Residue residue) {
      residue.isDue(due);
    }
    return new byte[BYTES];
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.SWEEP;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(due.name());
    out.writeByteArray(new byte[BYTES]);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    due = Due.valueOf(requireNonNull(in.readString()));
    var _ = in.readByteArray();
  }
}
