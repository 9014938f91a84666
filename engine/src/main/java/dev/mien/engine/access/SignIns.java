package dev.mien.engine.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where it is kept who is signed in, by the hash of what their browser holds. What is ended on one
 * node is ended on all. Blocks; for any number of threads, and any number of nodes.
 */
public interface SignIns {
  /** The most sign-ins of one person; those longest unused end for a new one. */
  int OF_PERSON_MAX = 20;

  /**
   * How long a sign-in lasts.
   *
   * @param idle without being used
   * @param longest in all
   */
  record Terms(Duration idle, Duration longest) {
    private static final Duration NOTED_EVERY_MAX = Duration.ofMinutes(1);

    /** How often its use is noted, so that not every call writes. */
    public Duration notedEvery() {
      Duration tenth = idle.dividedBy(10);
      return tenth.compareTo(NOTED_EVERY_MAX) < 0 ? tenth : NOTED_EVERY_MAX;
    }

    /** When a sign-in ends unless it is used again. */
    public Instant end(SignIn signIn) {
      Instant idleEnd = signIn.used().plus(idle);
      Instant last = signIn.begun().plus(longest);
      return idleEnd.isBefore(last) ? idleEnd : last;
    }

    public boolean isOver(SignIn signIn, Instant now) {
      return !now.isBefore(end(signIn));
    }
  }

  /**
   * Keeps a sign-in. The person is as they are here from now on, unless they came with a token that
   * somebody made, which may have fewer roles than they have.
   */
  void begin(String hash, SignIn signIn) throws IOException;

  /**
   * A sign-in that is not over, with roles the person still has; notes that it is used.
   *
   * @return none also where it was ended
   */
  Optional<SignIn> use(String hash, Instant now, Terms terms) throws IOException;

  /** Ends a sign-in, if there is one. */
  Optional<SignIn> end(String hash) throws IOException;

  /**
   * Ends all sign-ins of a person.
   *
   * @return how many there were
   */
  int endAll(String person) throws IOException;

  /** Forgets those that are over. */
  void sweep(Instant now, Terms terms) throws IOException;
}
