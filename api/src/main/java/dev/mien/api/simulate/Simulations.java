package dev.mien.api.simulate;

import dev.mien.api.input.Findings;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Simulates workspaces: the front door of this package. */
public final class Simulations {
  private final Function<List<SourceText>, Compilation> compiler;

  /** Simulates workspaces that {@code compiler} accepts. */
  public Simulations(Function<List<SourceText>, Compilation> compiler) {
    this.compiler = compiler;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Done(Simulated simulated) implements Outcome {}

    /** Nothing was simulated, for the workspace or the population is wrong. */
    record Refused(List<Diagnostic> diagnostics) implements Outcome {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /**
   * Runs one simulation on the calling thread. Blocks until it is done.
   *
   * @param population a file of what is true
   * @param seed the same seed gives the same result
   */
  public Outcome run(List<SourceText> workspace, SourceText population, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Two sources, so that what sessions are and do is the same whatever they are shown.
    SplittableRandom draws = random.split();
    return switch (Stage.assemble(workspace, compiler, Instant.EPOCH, draws)) {
      case Stage.Assembly.Refused(var diagnostics) -> new Outcome.Refused(diagnostics);
      case Stage.Assembly.Ready(var stage) -> {
        try (stage) {
          Findings findings = new Findings();
          Optional<Population> read =
              PopulationReader.read(population, stage.edition().vocabulary(), findings);
          yield read.isPresent() && findings.isEmpty()
              ? new Outcome.Done(new Simulation(stage, read.get(), random).run(seed))
              : new Outcome.Refused(findings.all());
        }
      }
    };
  }
}
