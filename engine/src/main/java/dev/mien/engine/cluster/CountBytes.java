package dev.mien.engine.cluster;

import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.Source;
import dev.mien.engine.crowd.Combination;
import dev.mien.engine.crowd.CrowdKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of counts as the cluster's maps hold them: plain bytes, as those of sessions are. */
final class CountBytes {
  private static final int REACH_NUMBERS = 2 * Long.BYTES;

  private CountBytes() {}

  static byte[] write(CountKey key) {
    return ByteBuffer.allocate(4 * Long.BYTES)
        .putLong(key.source().high())
        .putLong(key.source().low())
        .putLong(key.edition())
        .putLong(key.hour())
        .array();
  }

  static CountKey countKey(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new CountKey(new Source(in.getLong(), in.getLong()), in.getLong(), in.getLong());
  }

  static byte[] write(ReachKey key) {
    byte[] segment = key.segment().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(REACH_NUMBERS + segment.length)
        .putLong(key.edition())
        .putLong(key.hour())
        .put(segment)
        .array();
  }

  static byte[] write(CrowdKey key) {
    byte[] combination = key.combination().bytes();
    return ByteBuffer.allocate(Long.BYTES + combination.length)
        .putLong(key.hour())
        .put(combination)
        .array();
  }

  static CrowdKey crowdKey(byte[] bytes) {
    return new CrowdKey(
        Combination.of(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)),
        ByteBuffer.wrap(bytes).getLong());
  }

  static ReachKey reachKey(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new ReachKey(
        in.getLong(),
        in.getLong(),
        new String(bytes, REACH_NUMBERS, bytes.length - REACH_NUMBERS, StandardCharsets.UTF_8));
  }
}
