package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import dev.mien.segments.reference.Interpreter;
import java.util.BitSet;

/** The immutable matching index of one program. For any number of threads. */
public final class MatchIndex {
  private final Program program;

  private MatchIndex(Program program) {
    this.program = program;
  }

  public static MatchIndex of(Program program) {
    return new MatchIndex(program);
  }

  /** The positions of the segments that admit these facts. */
  public BitSet admitted(Facts facts) {
    return new Interpreter(program.model()).admitted(facts);
  }

  /** The segments that hold; lent until the next match on this thread. */
  public Membership match(Facts facts) {
    return Membership.of(program.model().segments().size(), admitted(facts));
  }
}
