package dev.mien.engine.index;

import dev.mien.engine.index.Workload.Session;
import java.util.BitSet;
import java.util.List;

/** The naive tree-walk. */
record TreeWalkPeer(List<Session> sessions, NaiveTreeWalk treeWalk) implements Peer {
  static Peer of(Workload workload, Time time) {
    time.check(0);
    return new TreeWalkPeer(workload.sessions(), workload.treeWalk());
  }

  @Override
  public int match(int session) {
    return admitted(session).length();
  }

  @Override
  public BitSet admitted(int session) {
    return treeWalk.admitted(sessions.get(session).values());
  }
}
