package dev.mien.engine.cluster;

import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Nothing, written at length over whatever a buffer holds. Never sent. While it is written, another
 * is, and another: a thread keeps three buffers, and each that is in use makes it take the next.
 */
final class Blank implements IdentifiedDataSerializable {
  /** Hazelcast keeps no more for a thread. */
  private static final int BUFFERS = 3;

  /** An entry stands within the first few hundred bytes of a message. */
  private static final byte[] ZEROS = new byte[4_096 - 64];

  private final @Nullable SerializationService serialization;
  private final int buffers;

  Blank(SerializationService serialization) {
    this(serialization, BUFFERS);
  }

  private Blank(@Nullable SerializationService serialization, int buffers) {
    this.serialization = serialization;
    this.buffers = buffers;
  }

  /** One to be read into; there is nothing to read. */
  Blank() {
    this(null, 0);
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.BLANK;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    if (serialization != null && buffers > 1) {
      var _ = serialization.toData(new Blank(serialization, buffers - 1));
    }
    out.write(ZEROS);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    in.skipBytes(ZEROS.length);
  }
}
