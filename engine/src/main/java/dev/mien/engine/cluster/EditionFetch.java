package dev.mien.engine.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.mien.engine.edition.EditionText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Asks a member for an edition. Answers with its text in UTF-8; with nothing if it has none. */
final class EditionFetch
    implements Callable<byte[]>, IdentifiedDataSerializable, HazelcastInstanceAware {
  private static final byte[] NOTHING = {};

  private long number;
  private @Nullable HazelcastInstance member;

  /** A request to be read into. */
  EditionFetch() {
    this(0);
  }

  EditionFetch(long number) {
    this.number = number;
  }

  @Override
  public byte[] call() {
    byte[] text =
        EditionWord.calls(member)
            .fetch(number)
            .map(edition -> EditionText.write(edition).getBytes(StandardCharsets.UTF_8))
            .orElse(NOTHING);
    return text.length > EditionText.CHARACTERS_MAX ? NOTHING : text;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    member = instance;
  }

  @Override
  public int getFactoryId() {
    return ClusterTypes.FACTORY;
  }

  @Override
  public int getClassId() {
    return ClusterTypes.EDITION_FETCH;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(number);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    number = in.readLong();
  }
}
