package dev.mien.api;

import dev.mien.api.config.Settings.LogLevel;
import dev.mien.api.config.Surroundings;
import dev.mien.api.input.InputFile;
import dev.mien.api.ops.Logging;
import dev.mien.api.replay.JsonReport;
import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Replayed;
import dev.mien.api.replay.Replays;
import dev.mien.api.replay.Stop;
import dev.mien.api.replay.TextReport;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien replay}. */
@Command(
    name = "replay",
    description = {
      "Feeds a CSV file through the pipeline that requests go through, and prints how many sessions"
          + " each segment admits and what each slot shows.",
      "Nothing is kept, and no running node is needed."
    },
    footerHeading = "%nThe mapping file, in YAML:%n",
    footer = {
      "  sessions: { column: C, order: C }   rows with one value of C are one session;",
      "                                      without it every row is one",
      "  clock:    { start: T, step: 10 seconds }   each row comes one step later",
      "  csv:      { delimiter: \";\" }",
      "  consent:  [purpose, …]              what every session consents to",
      "  slots:    [slot, …]                 what every row asks for",
      "  signals:  { name: SOURCE, … }",
      "  events:   [{ type: name, fields: { name: SOURCE }, when: TESTS,",
      "               times: { column: C, upTo: N } }, …]",
      "",
      "  SOURCE    { column: C }             the cell as it is",
      "            { column: C, values: { cell: value, … }, otherwise: value }",
      "            { column: C, separator: \"+\" }   several labels in one cell",
      "            { value: V }              the same in every row",
      "            { labels: { label: TESTS, … } }   the labels whose tests hold",
      "  TESTS     { C: { is: V }, … }   or isNot, in, above, atLeast, below, atMost",
      "",
      "Examples are in api/src/examples."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Printing printing;

  @Option(
      names = {"-w", "--workspace"},
      required = true,
      paramLabel = "FOLDER",
      description = "The workspace: a folder of YAML files, or one file.")
  private Path workspace = Path.of(".");

  @Option(
      names = {"-m", "--mapping"},
      required = true,
      paramLabel = "FILE",
      description = "What the columns mean: a YAML file.")
  private Path mapping = Path.of(".");

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "ROWS",
      description = "How many rows at the most.")
  private Optional<Long> limit = Optional.empty();

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Parameters(paramLabel = "CSV", description = "The file, with a header.")
  private Path file = Path.of(".");

  ReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.printing = new Printing(surroundings);
  }

  @Override
  public Integer call() throws IOException {
    if (limit.isPresent() && limit.get() < 1) {
      return printing.wrong("--limit is at least 1.");
    }
    if (!Files.isRegularFile(file)) {
      return printing.wrong("there is no file " + file + ".");
    }
    return switch (InputFile.read(mapping)) {
      case InputFile.Reading.Refused(var why) -> printing.wrong(why);
      case InputFile.Reading.Found(var rules) ->
          switch (WorkspaceFolder.read(workspace)) {
            case WorkspaceFolder.Reading.Refused(var reason) -> printing.wrong(reason);
            case WorkspaceFolder.Reading.Found(var sources) -> replay(sources, rules);
          };
    };
  }

  private int replay(List<SourceText> sources, SourceText rules) throws IOException {
    Progress progress =
        new Progress(surroundings.err(), Progress.Surface.ofStandardError(), System::nanoTime);
    var request = new Replays.Request(sources, rules, file, limit.orElse(Long.MAX_VALUE));
    Logging.set(LogLevel.WARN);
    try (Stop stop = Stop.atEndOfProcess()) {
      Replays replays = new Replays(Workspaces::compile);
      return switch (replays.run(request, progress, stop)) {
        case Replays.Outcome.Done(var replayed) -> print(replayed);
        case Replays.Outcome.Refused(var diagnostics) ->
            printing.refused(diagnostics, "nothing was replayed");
        case Replays.Outcome.Unfit(var why) -> printing.unfit(file + " cannot be replayed: " + why);
      };
    }
  }

  private int print(Replayed replayed) throws IOException {
    if (json) {
      printing.json(out -> JsonReport.write(replayed, out));
    } else {
      TextReport.print(replayed, surroundings.out());
    }
    surroundings.out().flush();
    return replayed.ending() instanceof Replayed.Ending.Broken ? Main.REFUSED : Main.DONE;
  }
}
