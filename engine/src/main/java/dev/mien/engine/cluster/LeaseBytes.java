package dev.mien.engine.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;

/** How members tell each other leases: without the name or number of a class beside each. */
final class LeaseBytes implements StreamSerializer<Lease> {
  /** The number of this form of half-keys; another one wherever the map or its bytes change. */
  static final String FORM = "2";

  @Override
  public void write(ObjectDataOutput out, Lease lease) throws IOException {
    lease.write(out);
  }

  @Override
  public Lease read(ObjectDataInput in) throws IOException {
    return Lease.read(in);
  }

  @Override
  public int getTypeId() {
    return ClusterTypes.LEASE;
  }
}
