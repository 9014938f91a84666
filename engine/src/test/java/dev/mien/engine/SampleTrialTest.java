package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.EditionTrial.Flaw;
import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.index.Matcher;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.samples.SampleModels;
import dev.mien.engine.samples.SampleModels.Size;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.compile.Compiled;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Segment;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Editions that are as they should be pass, and each kind of poison is told. */
class SampleTrialTest {
  private static final int CASES = 100;

  private static Edition edition(Program program) {
    return new Edition(
        1,
        Instant.parse("2026-11-21T10:00:00Z"),
        List.of(),
        List.of(),
        program,
        Vocabulary.of(program.model(), Vocabulary.extend(StableIds.none(), program.model())),
        MatchIndex.of(program));
  }

  /** Segments of every kind over attributes of every kind; the first that is within the limits. */
  private static Edition random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Model shop = Shop.vocabulary().model();
    while (true) {
      List<Segment> segments = SampleModels.segments(random, shop.schema(), Size.USUAL);
      Model model = new Model("sample", shop.schema(), segments, shop.slots());
      if (SampleModels.compile(model) instanceof Compiled.Done(var program)) {
        return edition(program);
      }
    }
  }

  private static Optional<String> code(Optional<Flaw> flaw) {
    return flaw.map(Flaw::code);
  }

  @Test
  void whatAuthorsCanWritePasses() {
    for (long seed = 0; seed < CASES; seed++) {
      assertEquals(Optional.empty(), new SampleTrial().flaw(random(seed)), "seed " + seed);
    }
  }

  /** An index that is wrong about one segment only, for those whom it admits. */
  @Test
  void anIndexThatAdmitsOneTooFewIsFound() {
    int found = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Edition edition = random(seed);
      int segments = edition.model().segments().size();
      Matcher matcher = edition.index().matcher();
      Optional<Flaw> flaw =
          SampleTrial.flaw(
              edition,
              turn -> {
                BitSet admitted = matcher.match(turn.facts()).toBitSet();
                admitted.clear(admitted.length() > 0 ? admitted.length() - 1 : 0);
                return Membership.of(segments, admitted);
              });
      found += code(flaw).equals(Optional.of("index-disagrees")) ? 1 : 0;
    }
    assertTrue(found > CASES / 2, found + " of " + CASES);
  }

  @Test
  void whatThrowsIsFound() {
    Optional<Flaw> flaw =
        SampleTrial.flaw(
            random(1),
            _ -> {
              throw new ArrayIndexOutOfBoundsException(7);
            });
    assertEquals(Optional.of("trial-failed"), code(flaw));
  }

  @Test
  void aMatchThatTakesTooLongIsFound() {
    Edition edition = random(1);
    Matcher matcher = edition.index().matcher();
    Optional<Flaw> flaw =
        SampleTrial.flaw(
            edition,
            turn -> {
              long until = System.nanoTime() + SampleTrial.MATCH_MAX.toNanos();
              while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
              }
              return matcher.match(turn.facts());
            });
    assertEquals(Optional.of("too-slow-to-match"), code(flaw));
  }
}
