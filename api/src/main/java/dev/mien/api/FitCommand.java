package dev.mien.api;

import dev.mien.api.config.Settings.LogLevel;
import dev.mien.api.config.Surroundings;
import dev.mien.api.discovery.PatternTable;
import dev.mien.api.fit.FitJson;
import dev.mien.api.fit.FitText;
import dev.mien.api.fit.Fits;
import dev.mien.api.fit.StepsReport;
import dev.mien.api.input.InputFile;
import dev.mien.api.ops.Logging;
import dev.mien.api.replay.Gathering;
import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Stop;
import dev.mien.api.workspace.Rendering;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.engine.fit.Fitting;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien fit}. */
@Command(
    name = "fit",
    description = {
      "Fits the score of a segment to the sessions of a CSV file, says how good it is, and writes"
          + " it into the workspace.",
      "What cannot be inferred, and what leaks the outcome, is refused. No running node is needed,"
          + " but for --grid: that fits to what a node has counted."
    },
    footerHeading = "%nHow a file is read:%n",
    footer = {
      "  With --mapping, as by 'mien replay'. Without, each row is a session, and columns that are",
      "  named like signals of the workspace are these signals.",
      "  The outcome is a column of yes and no (true, 1), or any column and the value that means"
          + " yes.",
      "",
      "  With --counts, a table of attributes, 'sessions', and goals after it; the outcome is a"
          + " goal.",
      "",
      "Example:",
      "  mien fit -w shop -m mapping.yaml -o Revenue --pairs 5 --without page_value \\",
      "    likely-buyers sessions.csv"
    })
final class FitCommand implements Callable<Integer> {
  private static final int PAIRS_MAX = 20;
  private static final double HOLDOUT_MIN = 5;
  private static final double HOLDOUT_MAX = 50;
  private static final int AFTER_MAX = 1_000;
  private static final int ENTER_MAX = 99;

  private final Surroundings surroundings;
  private final Printing printing;
  private final Clock clock;

  @Option(
      names = {"-w", "--workspace"},
      required = true,
      paramLabel = "FOLDER",
      description = "The workspace: a folder of YAML files, or one file.")
  private Path workspace = Path.of(".");

  @Option(
      names = {"-m", "--mapping"},
      paramLabel = "FILE",
      description = "What the columns mean: a YAML file, see 'mien replay --help'.")
  private Optional<Path> mapping = Optional.empty();

  @Option(
      names = {"-o", "--outcome"},
      required = true,
      paramLabel = "COLUMN[=VALUE]",
      description = "What became of a session.")
  private String outcome = "";

  @Option(
      names = "--after",
      paramLabel = "ROWS",
      description =
          "Sessions of several rows are looked at after so many; what became of them is what later"
              + " rows say. 1 where nothing is said.")
  private int after = 1;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "How many pair tables at the most; 0 where nothing is said, 20 at the most.")
  private int pairs;

  @Option(
      names = "--holdout",
      paramLabel = "PERCENT",
      description = "Which share of sessions it is judged by, 5 to 50; 30 where nothing is said.")
  private double holdout = 30;

  @Option(
      names = "--last",
      description = "Holds out the last sessions of the file, not any: harder, and more honest.")
  private boolean last;

  @Option(
      names = "--enter",
      paramLabel = "PERCENT",
      description =
          "From which probability a session is in, 1 to 99; without it, where precision and recall"
              + " are in the best balance.")
  private Optional<Integer> enter = Optional.empty();

  @Option(
      names = "--without",
      paramLabel = "ATTRIBUTE",
      split = ",",
      description = "Attributes not to use.")
  private List<String> without = List.of();

  @Option(
      names = "--trust",
      paramLabel = "ATTRIBUTE",
      split = ",",
      description = "Attributes that may tell as much as they do, though they look like a leak.")
  private List<String> trusted = List.of();

  @Option(
      names = "--evidence",
      paramLabel = "EVENT.FIELD",
      description =
          "Fits no segment but an attribute of that name, which gathers evidence from the order of"
              + " a field's values over the first rows of a session, see --after.")
  private Optional<String> evidence = Optional.empty();

  @Option(
      names = "--counts",
      description =
          "The file is a table of counts, as mien discover reads them, with a column for the goal"
              + " after 'sessions'.")
  private boolean counts;

  @Mixin private final GridOption grid = new GridOption();

  @Option(names = "--dry-run", description = "Writes nothing; prints the files as they would be.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Parameters(
      index = "0",
      paramLabel = "SEGMENT",
      description = "The segment to give a score, or with --evidence the attribute.")
  private String segment = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CSV",
      description = "The file, with a header; none with --grid.")
  private Optional<Path> file = Optional.empty();

  FitCommand(Surroundings surroundings, Clock clock) {
    this.surroundings = surroundings;
    this.printing = new Printing(surroundings);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<String> wrong = wrong();
    if (wrong.isPresent()) {
      return printing.wrong(wrong.get());
    }
    return switch (WorkspaceFolder.read(workspace)) {
      case WorkspaceFolder.Reading.Refused(var reason) -> printing.wrong(reason);
      case WorkspaceFolder.Reading.Found(var sources) -> fit(sources);
    };
  }

  private Optional<String> wrong() {
    if (pairs < 0 || pairs > PAIRS_MAX) {
      return Optional.of("--pairs is 0 to " + PAIRS_MAX + ".");
    }
    if (!(holdout >= HOLDOUT_MIN && holdout <= HOLDOUT_MAX)) {
      return Optional.of("--holdout is 5 to 50, in per cent.");
    }
    if (after < 1 || after > AFTER_MAX) {
      return Optional.of("--after is 1 to " + AFTER_MAX + ".");
    }
    if (enter.isPresent() && (enter.get() < 1 || enter.get() > ENTER_MAX)) {
      return Optional.of("--enter is 1 to " + ENTER_MAX + ", in per cent.");
    }
    if (grid.isGiven() == file.isPresent()) {
      return Optional.of("give a CSV file, or --grid and no file.");
    }
    if (isCounted() && (mapping.isPresent() || evidence.isPresent() || last)) {
      return Optional.of(
          "a table of counts has neither rows nor an order: leave out --mapping, --evidence and"
              + " --last.");
    }
    return file.isEmpty() || Files.isRegularFile(file.get())
        ? Optional.empty()
        : Optional.of("there is no file " + file.get() + ".");
  }

  private boolean isCounted() {
    return counts || grid.isGiven();
  }

  private int fit(List<SourceText> sources) throws IOException, InterruptedException {
    Optional<SourceText> rules = Optional.empty();
    if (mapping.isPresent()) {
      switch (InputFile.read(mapping.get())) {
        case InputFile.Reading.Refused(var why) -> {
          return printing.wrong(why);
        }
        case InputFile.Reading.Found(var text) -> rules = Optional.of(text);
      }
    }
    var request =
        new Fits.Request(
            new Gathering.Request(sources, rules, file.orElse(Path.of("")), outcome, after),
            segment,
            pairs,
            holdout / 100,
            last ? Fits.Held.LAST : Fits.Held.DRAWN,
            Set.copyOf(trusted),
            Set.copyOf(without),
            enter.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            LocalDate.now(clock));
    Progress progress =
        new Progress(surroundings.err(), Progress.Surface.ofStandardError(), System::nanoTime);
    Logging.set(LogLevel.WARN);
    Fits fits = new Fits(Workspaces::compile);
    if (isCounted()) {
      Optional<PatternTable.Source> table = table();
      return table.isEmpty()
          ? Main.REFUSED
          : told(fits.counted(request, table.get(), progress), table.get().name());
    }
    try (Stop stop = Stop.atEndOfProcess()) {
      Fits.Outcome outcome =
          evidence.isPresent()
              ? fits.steps(request, evidence.get(), progress, stop)
              : fits.run(request, progress, stop);
      return told(outcome, file.map(Path::toString).orElse(""));
    }
  }

  /** The counts, or none after saying why. */
  private Optional<PatternTable.Source> table() throws IOException, InterruptedException {
    if (file.isEmpty()) {
      return grid.table(surroundings);
    }
    return switch (InputFile.read(file.get())) {
      case InputFile.Reading.Found(var text) ->
          Optional.of(new PatternTable.Source(file.get().toString(), text.text()));
      case InputFile.Reading.Refused(var why) -> {
        int _ = printing.wrong(why);
        yield Optional.empty();
      }
    };
  }

  private int told(Fits.Outcome outcome, String from) throws IOException {
    return switch (outcome) {
      case Fits.Outcome.Done done -> done(done);
      case Fits.Outcome.Steps(var report, var changed) -> done(report, changed);
      case Fits.Outcome.Refused(var diagnostics) ->
          printing.refused(diagnostics, "nothing was written");
      case Fits.Outcome.Wrong(var why) -> printing.wrong(why + ".");
      case Fits.Outcome.Unfit(var why) -> printing.unfit(from + " cannot be fitted to: " + why);
      case Fits.Outcome.Stopped() -> {
        surroundings.err().println("stopped: nothing was fitted");
        yield Main.REFUSED;
      }
    };
  }

  private int done(Fits.Outcome.Done done) throws IOException {
    if (json) {
      printing.json(out -> FitJson.write(done.report(), out));
    } else {
      FitText.print(done.report(), surroundings.out());
      surroundings.out().println();
      surroundings.out().print(Rendering.of(done.findings()));
    }
    for (SourceText text : done.changed()) {
      write(text);
    }
    surroundings.out().flush();
    return done.report().fitting() instanceof Fitting.Refused ? Main.REFUSED : Main.DONE;
  }

  private int done(StepsReport report, List<SourceText> changed) throws IOException {
    if (json) {
      printing.json(out -> FitJson.write(report, out));
    } else {
      FitText.print(report, surroundings.out());
    }
    for (SourceText text : changed) {
      write(text);
    }
    surroundings.out().flush();
    return report.reasons().isEmpty() ? Main.DONE : Main.REFUSED;
  }

  private void write(SourceText text) throws IOException {
    Path place = Files.isDirectory(workspace) ? workspace.resolve(text.name()) : workspace;
    if (!dryRun) {
      InputFile.replace(place, text.text());
    }
    if (!json) {
      surroundings.out().println((dryRun ? "would write " : "wrote ") + place);
      if (dryRun) {
        surroundings.out().println(text.text());
      }
    }
  }
}
