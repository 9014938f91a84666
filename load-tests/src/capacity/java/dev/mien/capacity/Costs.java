package dev.mien.capacity;

/**
 * What was measured of a node, all that a plan needs.
 *
 * @param contextual a decision without a session
 * @param goingOn a decision that goes on with a session
 * @param beginning a decision that begins one
 * @param sessionBytes heap of one live session, for each copy
 * @param copying what it takes to keep a copy of a session that begins
 */
public record Costs(
    Cost contextual, Cost goingOn, Cost beginning, double sessionBytes, Copying copying) {

  /**
   * What it takes members of a cluster to keep one more copy of a session that begins.
   *
   * @param cpuMicros processor time of all members together
   * @param bytes on the wire between them, as TCP carries it
   */
  public record Copying(double cpuMicros, double bytes) {}
}
