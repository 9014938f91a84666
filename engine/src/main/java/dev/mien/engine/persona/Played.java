package dev.mien.engine.persona;

import dev.mien.engine.explain.Decided;
import dev.mien.engine.explain.Deciding;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.Turn;
import dev.mien.engine.vocabulary.ScoredSegment;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Persona.Expectation;
import dev.mien.segments.model.Segment;
import dev.mien.segments.reference.Interpreter;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/**
 * What the personas of a workspace come to. All begin at the same moment, so that they come out
 * alike wherever and whenever they are played. Immutable, for any number of threads.
 */
public final class Played {
  /** Any would do, except the first second of all time, which the session state takes for none. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Model model;
  private final List<Turn> last;

  private Played(Model model, List<Turn> last) {
    this.model = model;
    this.last = last;
  }

  /** Plays the personas of the model that {@code vocabulary} is of. */
  public static Played of(Vocabulary vocabulary) {
    Model model = vocabulary.model();
    return new Played(
        model,
        model.personas().stream()
            .map(persona -> Visit.of(model.schema(), persona).last(vocabulary, START))
            .toList());
  }

  /**
   * In which segments a persona is, by their positions.
   *
   * @param in those that hold
   * @param unknown those that need what is not known of it, or not permitted
   */
  public record Standing(BitSet in, BitSet unknown) {}

  /** In which segments of the workspace a persona is. */
  public Standing standing(int persona) {
    Interpreter interpreter = new Interpreter(model);
    Standing standing = new Standing(new BitSet(), new BitSet());
    for (int segment = 0; segment < model.segments().size(); segment++) {
      switch (interpreter.segment(segment, last.get(persona).facts())) {
        case TRUE -> standing.in().set(segment);
        case UNKNOWN -> standing.unknown().set(segment);
        case FALSE -> {}
      }
    }
    return standing;
  }

  /** How the segment at a position comes out for a persona, and what settled it. */
  public Decided decided(int persona, int segment) {
    return new Deciding(model, last.get(persona).facts()).segment(segment);
  }

  /** How a segment comes out that is written over the workspace; a score comes after the others. */
  public Decided written(int persona, Segment segment) {
    Turn turn = last.get(persona);
    SessionFacts facts =
        segment
            .scored()
            .map(scored -> ScoredSegment.purposes(scored.score(), model.schema()))
            .map(purposes -> turn.facts().withScore(purposes, turn.permission()))
            .orElseGet(turn::facts);
    return new Deciding(model, facts).segment(segment);
  }

  /** Whether what is expected of a persona is so; who only may be in a segment is not in it. */
  public static boolean isMet(Expectation expectation, Decided decided) {
    return decided.truth().admits() == (expectation.side() == Persona.Side.IN);
  }
}
