package dev.mien.engine.promise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Leaves as the log has them. */
public final class SampleLeaves {
  private static final Instant AT = Instant.parse("2026-11-22T05:50:12Z");

  private SampleLeaves() {}

  /** The erasure of the session of a capsule. */
  public static Leaf erasure(String capsule) {
    Commitments commitments = Commitments.of(capsule);
    return Leaf.erasure(
        AT,
        capsule,
        Optional.of(
            new Leaf.Erased(commitments.ofHandle(new byte[16]), commitments.ofKey(new byte[32]))));
  }

  /** The erasures of so many sessions. */
  public static List<Leaf> erasures(int count, RandomGenerator random) {
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(erasure(Long.toHexString(random.nextLong())));
    }
    return leaves;
  }
}
