package dev.mien.api;

import dev.mien.api.config.Settings.LogLevel;
import dev.mien.api.config.Surroundings;
import dev.mien.api.input.InputFile;
import dev.mien.api.ops.Logging;
import dev.mien.api.simulate.JsonReport;
import dev.mien.api.simulate.Simulated;
import dev.mien.api.simulate.Simulations;
import dev.mien.api.simulate.TextReport;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien simulate}. */
@Command(
    name = "simulate",
    description = {
      "Plays a workspace among sessions that are made up, and prints what the engine finds and"
          + " learns beside what is true.",
      "Nothing is kept, and no running node is needed. The same seed prints the same. A run that is"
          + " interrupted (Ctrl-C) prints what was learned until then."
    },
    footerHeading = "%nThe population file, in YAML:%n",
    footer = {
      "  start:    2026-01-05T00:00:00Z",
      "  days:     14",
      "  sessionsPerDay: 2000",
      "  slots:    [slot, …]                 what every page asks for; all, if nothing is said",
      "  learn:    { goal: event, by: bandit, floor: 1 %% }   of offers that say nothing of it",
      "  kinds:",
      "    name:",
      "      share:   40 %%                   the shares of all kinds come to 100 %%",
      "      belongs: [segment, …]           where its sessions should be found",
      "      consent: [purpose, …]           all, if nothing is said",
      "      pages:   VALUES                 how many pages a session sees; 1",
      "      pause:   40 seconds             between pages",
      "      signals: { name: VALUES, … }    drawn once a session",
      "      events:  [{ name: event, chance: 80 %%, fields: { name: VALUES } }, …]   on every"
          + " page",
      "      reaches:",
      "        goal:",
      "          chance: 4 %%                 where all slots show their fallbacks",
      "          slot:   { variant: 6 %%, … } where this slot shows that variant last",
      "",
      "  VALUES    value                     always",
      "            { value: 60 %%, value: 30 %% }   what is left says nothing; of labels in a set,",
      "                                      each comes by a chance of its own",
      "            { 20 to 80: 50 %% }        any number between",
      "",
      "An example is in api/src/examples/demo-population.yaml."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final Printing printing;

  @Option(
      names = {"-w", "--workspace"},
      required = true,
      paramLabel = "FOLDER",
      description = "The workspace: a folder of YAML files, or one file.")
  private Path workspace = Path.of(".");

  @Option(
      names = {"-s", "--seed"},
      paramLabel = "NUMBER",
      description = "Where draws start; ${DEFAULT-VALUE} if nothing is said.")
  private long seed = 1;

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Parameters(paramLabel = "POPULATION", description = "What is true of sessions: a YAML file.")
  private Path file = Path.of(".");

  SimulateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.printing = new Printing(surroundings);
  }

  @Override
  public Integer call() throws IOException {
    return switch (InputFile.read(file)) {
      case InputFile.Reading.Refused(var why) -> printing.wrong(why);
      case InputFile.Reading.Found(var population) ->
          switch (WorkspaceFolder.read(workspace)) {
            case WorkspaceFolder.Reading.Refused(var reason) -> printing.wrong(reason);
            case WorkspaceFolder.Reading.Found(var sources) -> simulate(sources, population);
          };
    };
  }

  private int simulate(List<SourceText> sources, SourceText population) throws IOException {
    Logging.set(LogLevel.WARN);
    try (Interruption interruption = Interruption.awaited()) {
      Telling telling = new Telling(surroundings.err(), interruption);
      return switch (new Simulations(Workspaces::compile).run(sources, population, seed, telling)) {
        case Simulations.Outcome.Done(var simulated) -> print(simulated);
        case Simulations.Outcome.Refused(var diagnostics) ->
            printing.refused(diagnostics, "nothing was simulated");
      };
    }
  }

  /** Says on standard error how far a long run is, and ends it where the process is interrupted. */
  private static final class Telling implements Simulations.Watch {
    private final PrintWriter err;
    private final Interruption interruption;
    private long toldNanos = System.nanoTime();

    Telling(PrintWriter err, Interruption interruption) {
      this.err = err;
      this.interruption = interruption;
    }

    @Override
    public boolean goesOn(Simulations.Progress progress) {
      boolean ends = interruption.isCalled();
      if (ends || System.nanoTime() - toldNanos > BETWEEN_LINES.toNanos()) {
        toldNanos = System.nanoTime();
        err.printf(
            Locale.ROOT,
            "%s day %d of %d, %,d sessions%n",
            ends ? "stopped on" : "simulated until",
            progress.day(),
            progress.days(),
            progress.sessions());
        err.flush();
      }
      return !ends;
    }
  }

  private int print(Simulated simulated) throws IOException {
    if (json) {
      printing.json(out -> JsonReport.write(simulated, out));
    } else {
      TextReport.print(simulated, surroundings.out());
    }
    surroundings.out().flush();
    return Main.DONE;
  }
}
