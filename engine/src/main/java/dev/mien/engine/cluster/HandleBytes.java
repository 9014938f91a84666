package dev.mien.engine.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import dev.mien.engine.session.Handle;
import java.io.IOException;

/** How handles are written: their bytes and nothing else, for there is one for each session. */
final class HandleBytes implements StreamSerializer<Handle> {
  @Override
  public void write(ObjectDataOutput out, Handle handle) throws IOException {
    out.writeLong(handle.high());
    out.writeLong(handle.low());
  }

  @Override
  public Handle read(ObjectDataInput in) throws IOException {
    return new Handle(in.readLong(), in.readLong());
  }

  @Override
  public int getTypeId() {
    return ClusterTypes.HANDLE;
  }
}
