package dev.mien.faults;

import java.io.IOException;
import java.util.List;

/** One way to hurt, and what must come of it. */
interface Case {
  /** What it is asked for by. */
  String name();

  /** What the nodes are. */
  default Bed.Form form(Options options) throws IOException {
    return Bed.Form.cluster();
  }

  /** Whether sessions are there afterwards. */
  default Stage.Sessions sessions() {
    return Stage.Sessions.KEPT;
  }

  /** Hurts, and adds what it found to the stage. */
  void play(Stage stage) throws IOException, InterruptedException;

  /** What is to be reported of all that was found. */
  default List<Goal> judged(List<Goal> found) {
    return found;
  }
}
