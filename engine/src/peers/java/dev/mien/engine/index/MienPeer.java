package dev.mien.engine.index;

import dev.mien.engine.index.Workload.Session;
import dev.mien.segments.compile.Compiled.Done;
import dev.mien.segments.compile.Compiled.TooLarge;
import dev.mien.segments.compile.Compiled.TooMany;
import dev.mien.segments.compile.Compiler;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.compile.Program;
import java.util.BitSet;
import java.util.List;

/** Mien's index. */
final class MienPeer implements Peer {
  private static final int CONJUNCTIONS_MAX = 1_000_000;

  private final List<Session> sessions;
  private final Matcher matcher;

  private MienPeer(List<Session> sessions, Matcher matcher) {
    this.sessions = sessions;
    this.matcher = matcher;
  }

  static Peer of(Workload workload, Time time) {
    Program program =
        switch (new Compiler(Limits.standard().withProgramConjunctions(CONJUNCTIONS_MAX))
            .compile(workload.model())) {
          case Done(var compiled) -> compiled;
          case TooLarge _, TooMany _ ->
              throw new IllegalStateException("the workload is within the limits");
        };
    time.check(program.model().segments().size());
    return new MienPeer(workload.sessions(), MatchIndex.of(program).matcher());
  }

  @Override
  public int match(int session) {
    return matcher.match(sessions.get(session).facts()).next(0);
  }

  @Override
  public BitSet admitted(int session) {
    return matcher.match(sessions.get(session).facts()).toBitSet();
  }
}
