package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The roll being called: what one member asks another, or tells it when it goes. */
final class RollQuestion
    implements Callable<RollAnswer>, IdentifiedDataSerializable, HazelcastInstanceAware {
  /** Under which a member has what answers. */
  static final String DESK = "mien-roll";

  private boolean leaving;
  private UUID asker;
  private @Nullable HazelcastInstance instance;

  /** What answers the roll on a member. */
  interface Desk {
    RollAnswer answer();

    /** A member says that it goes. */
    void farewell(UUID member);
  }

  /** A question to be read into. */
  RollQuestion() {
    this(new UUID(0, 0), false);
  }

  RollQuestion(UUID asker, boolean leaving) {
    this.asker = asker;
    this.leaving = leaving;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
    instance = hazelcastInstance;
  }

  @Override
  public RollAnswer call() {
    Object desk = requireNonNull(instance).getUserContext().get(DESK);
    if (!(desk instanceof Desk open)) {
      throw new IllegalStateException("this member is not ready yet");
    }
    if (leaving) {
      open.farewell(asker);
    }
    return open.answer();
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.ROLL_QUESTION;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(asker.getMostSignificantBits());
    out.writeLong(asker.getLeastSignificantBits());
    out.writeBoolean(leaving);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    asker = new UUID(in.readLong(), in.readLong());
    leaving = in.readBoolean();
  }
}
