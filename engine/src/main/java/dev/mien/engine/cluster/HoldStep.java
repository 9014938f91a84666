package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a leaf where none is held of its subject, as one step; says which is held from then on. */
@SuppressWarnings("serial") // written as identified data; refuses Java's own serialization
final class HoldStep implements EntryProcessor<String, String, String>, IdentifiedDataSerializable {
  private String leaf;

  /** A step to be read into. */
  HoldStep() {
    this("");
  }

  HoldStep(String leaf) {
    this.leaf = leaf;
  }

  @Override
  public String process(Map.Entry<String, String> entry) {
    @Nullable String held = entry.getValue();
    if (held != null) {
      leaf = held;
    } else {
      entry.setValue(leaf);
    }
    return leaf;
  }

  /** Runs after the step, when the leaf is the one that is held. */
  @Override
  public EntryProcessor<String, String, String> getBackupProcessor() {
    return new HoldStep(leaf);
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.HOLD_STEP;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(leaf);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    leaf = requireNonNull(in.readString());
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("steps are written as identified data");
  }
}
