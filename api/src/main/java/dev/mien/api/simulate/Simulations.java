package dev.mien.api.simulate;

import dev.mien.api.input.Findings;
import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
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
   * How far a run has come.
   *
   * @param day that is simulated, from 1
   * @param sessions that have begun
   */
  public record Progress(int day, int days, long sessions) {}

  /** Who is told, on the thread that simulates and every simulated half hour, how far it is. */
  @FunctionalInterface
  public interface Watch {
    /** Whether the run goes on; where it does not, what came of it until then is its result. */
    boolean goesOn(Progress progress);
  }

  /**
   * Runs one simulation on the calling thread. Blocks until it is done, or its watch ends it.
   *
   * @param population a file of what is true
   * @param seed the same seed gives the same result
   */
  public Outcome run(List<SourceText> workspace, SourceText population, long seed, Watch watch) {
    SplittableRandom random = new SplittableRandom(seed);
    // Two sources, so that what sessions are and do is the same whatever they are shown.
    SplittableRandom draws = random.split();
    Findings findings = new Findings();
    Optional<Population> read = Optional.empty();
    // The population names what is in the workspace, and may say how it learns: so it is read in
    // between.
    switch (Stage.assemble(workspace, compiler, Instant.EPOCH, draws)) {
      case Stage.Assembly.Refused(var diagnostics) -> {
        return new Outcome.Refused(diagnostics);
      }
      case Stage.Assembly.Ready(var stage) -> {
        try (stage) {
          read = PopulationReader.read(population, stage.edition().vocabulary(), findings);
        }
      }
    }
    if (read.isEmpty() || !findings.isEmpty()) {
      return new Outcome.Refused(findings.all());
    }
    Population of = read.get();
    return switch (Stage.assemble(workspace, learning(of.learn()), Instant.EPOCH, draws)) {
      case Stage.Assembly.Refused(var diagnostics) -> new Outcome.Refused(diagnostics);
      case Stage.Assembly.Ready(var stage) -> {
        try (stage) {
          yield new Outcome.Done(new Simulation(stage, of, random, watch).run(seed));
        }
      }
    };
  }

  /** Compiles workspaces whose offers learn as is said, where they do not say so themselves. */
  private Function<List<SourceText>, Compilation> learning(Optional<Learning> learn) {
    return learn.isEmpty() ? compiler : sources -> learning(compiler.apply(sources), learn);
  }

  private static Compilation learning(Compilation compilation, Optional<Learning> learn) {
    return switch (compilation) {
      case Compilation.Rejected rejected -> rejected;
      case Compilation.Accepted(var program, var diagnostics) ->
          new Compilation.Accepted(
              new Program(learning(program.model(), learn), program.conjunctions()), diagnostics);
    };
  }

  private static Model learning(Model model, Optional<Learning> learn) {
    return new Model(
        model.name(),
        model.schema(),
        model.segments(),
        model.slots().stream().map(slot -> learning(slot, learn)).toList(),
        model.recipients(),
        model.personas(),
        model.holdoutBasisPoints());
  }

  private static Slot learning(Slot slot, Optional<Learning> learn) {
    return new Slot(
        slot.name(),
        slot.title(),
        slot.purposes(),
        slot.types(),
        slot.fallback(),
        slot.holdoutBasisPoints(),
        slot.offers().stream()
            .map(
                offer ->
                    new Offer(
                        offer.name(),
                        offer.audience(),
                        offer.priority(),
                        offer.variants(),
                        offer.schedule(),
                        offer.learn().or(() -> learn)))
            .toList());
  }
}
