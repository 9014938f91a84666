package dev.mien.engine.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.mien.engine.edition.EditionCalls;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A word about an edition, from one member to another. Answers with the number that is in force
 * there afterwards.
 */
final class EditionWord
    implements Callable<Long>, IdentifiedDataSerializable, HazelcastInstanceAware {
  private enum Word {
    NEWEST,
    PREPARE,
    PUT_IN_FORCE
  }

  private Word word;
  private long number;
  private @Nullable HazelcastInstance member;

  /** A word to be read into. */
  EditionWord() {
    this(Word.NEWEST, 0);
  }

  private EditionWord(Word word, long number) {
    this.word = word;
    this.number = number;
  }

  static EditionWord newest() {
    return new EditionWord(Word.NEWEST, 0);
  }

  static EditionWord prepare(long number) {
    return new EditionWord(Word.PREPARE, number);
  }

  static EditionWord putInForce(long number) {
    return new EditionWord(Word.PUT_IN_FORCE, number);
  }

  /** What a member may be asked of its editions. */
  static EditionCalls calls(@Nullable HazelcastInstance member) {
    if (member != null
        && member.getUserContext().get(HazelcastEditionPeers.CALLS) instanceof EditionCalls calls) {
      return calls;
    }
    throw new IllegalStateException("this member has no editions yet");
  }

  @Override
  public Long call() {
    EditionCalls calls = calls(member);
    switch (word) {
      case NEWEST -> {}
      case PREPARE -> calls.prepare(number);
      case PUT_IN_FORCE -> calls.putInForce(number);
    }
    return calls.newest();
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
    return ClusterTypes.EDITION_WORD;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(word.name());
    out.writeLong(number);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    try {
      word = Word.valueOf(String.valueOf(in.readString()));
    } catch (IllegalArgumentException e) {
      throw new IOException("a word about an edition that this build does not know", e);
    }
    number = in.readLong();
  }
}
