package dev.mien.engine.cluster;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/**
 * The types of ours that members send each other, by number. A number keeps its meaning for good:
 * members of different builds talk to each other while a cluster is renewed.
 */
final class ClusterTypes implements DataSerializableFactory {
  static final int FACTORY = 1;
  static final int ENTRY_STEP = 7;
  static final int ENTRY_MERGE = 2;
  static final int ROLL_QUESTION = 3;
  static final int ROLL_ANSWER = 4;
  static final int BLANK = 5;
  static final int SWEEP = 6;
  static final int EDITION_WORD = 20;
  static final int EDITION_FETCH = 21;
  static final int COUNT_STEP = 30;
  static final int VECTOR_MERGE = 31;
  static final int BITMAP_MERGE = 32;
  static final int HOLD_STEP = 50;
  static final int TOKENS_MERGE = 40;

  // What the map of half-keys holds, without the number of a factory; numbers of their own.
  static final int HANDLE = 1;
  static final int LEASE = 2;

  @Override
  public IdentifiedDataSerializable create(int typeId) {
    return switch (typeId) {
      case ENTRY_STEP -> new EntryStep();
      case ENTRY_MERGE -> new EntryMerge();
      case ROLL_QUESTION -> new RollQuestion();
      case ROLL_ANSWER -> new RollAnswer();
      case BLANK -> new Blank();
      case SWEEP -> new Sweep();
      case EDITION_WORD -> new EditionWord();
      case EDITION_FETCH -> new EditionFetch();
      case COUNT_STEP -> new CountStep();
      case VECTOR_MERGE -> new VectorMerge();
      case BITMAP_MERGE -> new BitmapMerge();
      case HOLD_STEP -> new HoldStep();
      case TOKENS_MERGE -> new TokensMerge();
      default -> throw new IllegalArgumentException("no type of ours has the number " + typeId);
    };
  }
}
