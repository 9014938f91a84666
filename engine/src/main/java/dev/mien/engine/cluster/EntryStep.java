package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.Handle;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of one entry, made where the entry is kept, as one step. Answers with the entry as it
 * is afterwards.
 *
 * <p>Backups do not do it again: they join what came of it with what they have. So a backup that
 * missed an earlier change catches up, and none is ever taken down.
 */
@SuppressWarnings("serial") // written as identified data; refuses Java's own serialization
final class EntryStep
    implements EntryProcessor<Handle, Lease, @Nullable Lease>,
        IdentifiedDataSerializable,
        HazelcastInstanceAware {
  private enum Change {
    /** Puts the operand where nothing is. */
    BEGIN,
    /** Runs the lease of what is live anew. */
    RENEW,
    /** Overtakes a version of what is live. */
    RAISE,
    /** Joins the operand to whatever there is. */
    JOIN
  }

  private Change change;
  private Entry operand;
  private int fromVersion;
  private long keptMillis;

  /** What came of it; nothing before. */
  private transient @Nullable Lease result;

  private transient @Nullable HazelcastInstance instance;

  /** A step to be read into. */
  EntryStep() {
    this(Change.JOIN, new Entry.Absent(), 0, Duration.ZERO);
  }

  private EntryStep(Change change, Entry operand, int fromVersion, Duration kept) {
    this.change = change;
    this.operand = operand;
    this.fromVersion = fromVersion;
    this.keptMillis = kept.toMillis();
  }

  static EntryStep begin(HalfKey key, Duration lease) {
    return new EntryStep(Change.BEGIN, new Entry.Live(HalfKeys.FIRST_VERSION, key), 0, lease);
  }

  static EntryStep renew(Duration lease) {
    return new EntryStep(Change.RENEW, new Entry.Absent(), 0, lease);
  }

  static EntryStep raise(int fromVersion, Duration lease) {
    return new EntryStep(Change.RAISE, new Entry.Absent(), fromVersion, lease);
  }

  static EntryStep join(Entry entry, Duration kept) {
    return new EntryStep(Change.JOIN, entry, 0, kept);
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
    instance = hazelcastInstance;
  }

  @Override
  public @Nullable Lease process(Map.Entry<Handle, Lease> mapEntry) {
    long now = Clock.currentTimeMillis();
    @Nullable Lease found = mapEntry.getValue();
    // What is over is as good as gone: soon it will be.
    @Nullable Lease before = found == null || found.isOver(now) ? null : found;
    result = after(before, now);
    if (result != null && result != before) {
      mapEntry.setValue(result);
    }
    // All steps of one entry are made on one thread of a member, which may have sent on its key.
    if (instance != null && result != null && result.isTombstone()) {
      Residue.ofThisThread(instance);
    }
    return result;
  }

  private @Nullable Lease after(@Nullable Lease lease, long now) {
    Entry before = lease == null ? new Entry.Absent() : lease.entry();
    Entry after = after(before);
    if (after instanceof Entry.Absent || (lease != null && !runsAnew(before, after))) {
      return lease;
    }
    Lease fresh = Lease.of(after, now, Duration.ofMillis(keptMillis));
    // A tombstone stays for the longer of two times, one that is told anew for a shorter included.
    return lease != null && after instanceof Entry.Erased ? lease.join(fresh) : fresh;
  }

  private Entry after(Entry before) {
    return switch (change) {
      case BEGIN -> before instanceof Entry.Absent ? operand : before;
      case RENEW -> before;
      case RAISE -> before.raised(fromVersion);
      case JOIN -> before.join(operand);
    };
  }

  /** Whether the time that the entry is kept begins again. */
  private boolean runsAnew(Entry before, Entry after) {
    return switch (change) {
      case RENEW, RAISE -> after instanceof Entry.Live;
      case BEGIN -> !after.equals(before);
      case JOIN -> true;
    };
  }

  @Override
  public @Nullable EntryProcessor<Handle, Lease, @Nullable Lease> getBackupProcessor() {
    if (result == null) {
      return null;
    }
    long leftMillis = result.leftMillis(Clock.currentTimeMillis());
    return join(result.entry(), Duration.ofMillis(Math.max(0, leftMillis)));
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.ENTRY_STEP;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(change.name());
    out.writeByteArray(EntryBytes.write(operand));
    out.writeInt(fromVersion);
    out.writeLong(keptMillis);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    change = Change.valueOf(requireNonNull(in.readString()));
    operand = EntryBytes.read(in.readByteArray());
    fromVersion = in.readInt();
    keptMillis = in.readLong();
  }

  /** Never the key in it. */
  @Override
  public String toString() {
    return "EntryStep[" + change + "]";
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("steps are written as identified data");
  }
}
