package dev.mien.engine.cluster;

import dev.mien.engine.session.EpochKey;
import dev.mien.engine.session.EpochKeys;
import dev.mien.engine.session.EpochRing;
import java.time.Instant;

/** The epoch keys that the members of a cluster share. What a node lacks another may have. */
final class SharedEpochKeys implements EpochKeys {
  private final EpochRing ring;
  private final Standing standing;

  SharedEpochKeys(EpochRing ring, Standing standing) {
    this.ring = ring;
    this.standing = standing;
  }

  @Override
  public EpochKey current(Instant now) {
    return ring.current(now);
  }

  @Override
  public Sought find(int epoch, Instant now) {
    Sought here = ring.find(epoch, now);
    return here instanceof Sought.Gone && !standing.isSettled() ? new Sought.Unsure() : here;
  }
}
