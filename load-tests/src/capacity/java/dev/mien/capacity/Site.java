package dev.mien.capacity;

import java.time.Duration;

/**
 * What a site asks of its nodes, and what it has to run for it.
 *
 * @param perSecond decisions
 * @param contextual the share of them without a session
 * @param decisionsOfSession how many a session asks for, the one that begins it included
 * @param stay how long a session lives in memory: how long it lasts, and the silence after it
 */
public record Site(double perSecond, double contextual, double decisionsOfSession, Duration stay) {

  /** So many copies of a half-key there are, where there are so many nodes. */
  private static final int COPIES = 3;

  private static final double BITS = 8;

  /**
   * What a node is.
   *
   * @param load the share of its cores that may be busy, and of its network and heap that may be
   *     full
   * @param linkBitsPerSecond its network, each way
   */
  public record Node(int cores, double load, double heapBytes, double linkBitsPerSecond) {}

  /**
   * What has to run.
   *
   * @param nodes the spare one included
   * @param cores that decisions keep busy, of all nodes together
   * @param sessions that live at any time
   * @param cpu the share of a node's cores that is busy while one node is lost
   * @param heap the same of its heap that sessions take
   * @param link the same of its network, the busier way
   * @param memberBytesPerSecond what members send each other, of all together
   */
  public record Plan(
      int nodes,
      double cores,
      double sessions,
      double cpu,
      double heap,
      double link,
      double memberBytesPerSecond) {

    /** What is used up first when all grows alike. */
    public String first() {
      if (cpu >= heap && cpu >= link) {
        return "cores";
      }
      return heap >= link ? "memory" : "network";
    }
  }

  public Site {
    if (!(contextual >= 0 && contextual <= 1) || !(decisionsOfSession >= 1)) {
      throw new IllegalArgumentException(
          "a share is from 0 to 1 and a session asks at least once; got "
              + contextual
              + ", "
              + decisionsOfSession);
    }
  }

  /** The fewest nodes that bear it, also while one of them is lost. */
  public Plan plan(Costs costs, Node node) {
    // Three are the least that keep every session when any two are lost.
    int nodes = COPIES;
    while (!bears(plan(costs, node, nodes), node)) {
      nodes++;
    }
    return plan(costs, node, nodes);
  }

  private static boolean bears(Plan plan, Node node) {
    return Math.max(plan.cpu(), Math.max(plan.heap(), plan.link())) <= node.load();
  }

  /** What so many nodes have to do, one of which is lost. */
  Plan plan(Costs costs, Node node, int nodes) {
    int left = nodes - 1;
    double begins = perSecond * (1 - contextual) / decisionsOfSession;
    Cost inSession = costs.beginning().mixed(1 / decisionsOfSession, costs.goingOn());
    Cost each = costs.contextual().mixed(contextual, inSession);
    int copies = Math.min(COPIES, left);
    // Sessions spread over all nodes: who has no copy of a half-key asks one that has, and is
    // taken to pay for that what a copy costs, a message there and one back.
    double goesOn = perSecond * (1 - contextual) - begins;
    double asked = goesOn * Math.max(0, 1 - COPIES / (double) left);
    double exchanged = begins * (copies - 1) + asked;
    double cores = (perSecond * each.cpuMicros() + exchanged * costs.copying().cpuMicros()) / 1e6;
    double sessions = begins * stay.toNanos() / 1e9;
    double members = exchanged * costs.copying().bytes();
    double busierWay =
        (perSecond * Math.max(each.inBytes(), each.outBytes()) + members) * BITS / left;
    return new Plan(
        nodes,
        cores,
        sessions,
        cores / (left * (double) node.cores()),
        sessions * copies * costs.sessionBytes() / left / node.heapBytes(),
        busierWay / node.linkBitsPerSecond(),
        members);
  }
}
