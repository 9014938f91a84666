package dev.mien.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.config.Settings.LogLevel;
import dev.mien.api.config.Surroundings;
import dev.mien.api.ops.Logging;
import dev.mien.api.simulate.JsonReport;
import dev.mien.api.simulate.Simulated;
import dev.mien.api.simulate.Simulations;
import dev.mien.api.simulate.TextReport;
import dev.mien.api.workspace.Rendering;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      "Nothing is kept, and no running node is needed. The same seed prints the same."
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
  private static final long POPULATION_BYTES_MAX = 1 << 20;

  private final Surroundings surroundings;

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
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      return wrong("there is no file " + file + ".");
    }
    if (Files.size(file) > POPULATION_BYTES_MAX) {
      return wrong("a population has at most 1 MiB; " + file + " has more.");
    }
    return switch (WorkspaceFolder.read(workspace)) {
      case WorkspaceFolder.Reading.Refused(var reason) -> wrong(reason);
      case WorkspaceFolder.Reading.Found(var sources) -> simulate(sources);
    };
  }

  private int simulate(List<SourceText> sources) throws IOException {
    SourceText population;
    try {
      population = new SourceText(file.getFileName().toString(), Files.readString(file));
    } catch (CharacterCodingException _) {
      return wrong(file + " is not in UTF-8.");
    }
    Logging.set(LogLevel.WARN);
    return switch (new Simulations(Workspaces::compile).run(sources, population, seed)) {
      case Simulations.Outcome.Done(var simulated) -> print(simulated);
      case Simulations.Outcome.Refused(var diagnostics) -> {
        surroundings.err().print(Rendering.of(diagnostics));
        surroundings.err().println("refused: nothing was simulated");
        surroundings.err().flush();
        yield Main.REFUSED;
      }
    };
  }

  private int print(Simulated simulated) throws IOException {
    if (json) {
      try (JsonGenerator out = new JsonFactory().createGenerator(surroundings.out())) {
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        JsonReport.write(simulated, out);
      }
      surroundings.out().println();
    } else {
      TextReport.print(simulated, surroundings.out());
    }
    surroundings.out().flush();
    return Main.DONE;
  }

  private int wrong(String reason) {
    surroundings.err().println("mien: " + reason);
    return Main.WRONG_USAGE;
  }
}
