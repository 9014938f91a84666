package dev.mien.capacity;

/**
 * What one call costs a node.
 *
 * @param cpuMicros processor time of all of the node's threads
 * @param inBytes what comes in, as HTTP
 * @param outBytes what goes out, as HTTP
 * @param allocatedBytes what is allocated for it
 */
public record Cost(double cpuMicros, double inBytes, double outBytes, double allocatedBytes) {

  /** A mix: so much of this, the rest of {@code other}. */
  Cost mixed(double share, Cost other) {
    return new Cost(
        mixed(share, cpuMicros, other.cpuMicros),
        mixed(share, inBytes, other.inBytes),
        mixed(share, outBytes, other.outBytes),
        mixed(share, allocatedBytes, other.allocatedBytes));
  }

  private static double mixed(double share, double one, double other) {
    return share * one + (1 - share) * other;
  }
}
