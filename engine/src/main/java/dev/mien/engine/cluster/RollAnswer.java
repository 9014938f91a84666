package dev.mien.engine.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.mien.engine.session.EpochKey;
import dev.mien.engine.session.EpochSecret;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a member answers when the roll is called: whom it is with, whom of them it does not hear,
 * what its wall clock shows, and its epoch keys.
 */
final class RollAnswer implements IdentifiedDataSerializable {
  /** More than a cluster has members, or a ring has keys. */
  private static final int COUNT_MAX = 10_000;

  private Set<UUID> members;
  private Set<UUID> silent;
  private long wallMillis;
  private List<EpochSecret> secrets;

  /** An answer to be read into. */
  RollAnswer() {
    this(Set.of(), Set.of(), 0, List.of());
  }

  RollAnswer(Set<UUID> members, Set<UUID> silent, long wallMillis, List<EpochSecret> secrets) {
    this.members = members;
    this.silent = silent;
    this.wallMillis = wallMillis;
    this.secrets = secrets;
  }

  Set<UUID> members() {
    return members;
  }

  Set<UUID> silent() {
    return silent;
  }

  long wallMillis() {
    return wallMillis;
  }

  List<EpochSecret> secrets() {
    return secrets;
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.ROLL_ANSWER;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    write(members, out);
    write(silent, out);
    out.writeLong(wallMillis);
    out.writeInt(secrets.size());
    for (EpochSecret secret : secrets) {
      out.writeInt(secret.number());
      out.write(secret.bytes());
      out.writeLong(secret.sealsFrom().toEpochMilli());
      out.writeLong(secret.sealsUntil().toEpochMilli());
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    members = readIds(in);
    silent = readIds(in);
    wallMillis = in.readLong();
    int count = count(in);
    secrets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int number = in.readInt();
      byte[] bytes = new byte[EpochKey.BYTES];
      in.readFully(bytes);
      secrets.add(
          new EpochSecret(
              number,
              bytes,
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong())));
    }
  }

  private static void write(Set<UUID> ids, ObjectDataOutput out) throws IOException {
    out.writeInt(ids.size());
    for (UUID id : ids) {
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    }
  }

  private static Set<UUID> readIds(ObjectDataInput in) throws IOException {
    int count = count(in);
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < count; i++) {
      ids.add(new UUID(in.readLong(), in.readLong()));
    }
    return ids;
  }

  private static int count(ObjectDataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > COUNT_MAX) {
      throw new IOException("an answer of another make");
    }
    return count;
  }

  /** Never the keys in it. */
  @Override
  public String toString() {
    return "RollAnswer[…]";
  }
}
