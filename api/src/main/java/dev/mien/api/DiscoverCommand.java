package dev.mien.api;

import dev.mien.api.config.Settings.LogLevel;
import dev.mien.api.config.Surroundings;
import dev.mien.api.discovery.Discoveries;
import dev.mien.api.discovery.DraftFolder;
import dev.mien.api.discovery.Findings;
import dev.mien.api.discovery.FitProgress;
import dev.mien.api.discovery.JsonReport;
import dev.mien.api.discovery.Looking;
import dev.mien.api.discovery.PatternTable;
import dev.mien.api.discovery.TextReport;
import dev.mien.api.input.InputFile;
import dev.mien.api.ops.Logging;
import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Replays;
import dev.mien.api.workspace.Rendering;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.engine.discovery.Discovery;
import dev.mien.engine.discovery.DraftSegments;
import dev.mien.engine.discovery.SearchRules;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.WorkspaceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien discover}. */
@Command(
    name = "discover",
    description = {
      "Looks for classes of sessions in a CSV file, and proposes a draft segment for each.",
      "Only counts are looked at: how many sessions share which values. What fewer than k share is"
          + " folded first. How many classes there are is chosen by whether they come out again"
          + " when the counts are drawn anew, and by whether rules can say them.",
      "Nothing is activated, and no running node is needed, but for --grid: that looks at what a"
          + " node has counted."
    },
    footerHeading = "%nThe file:%n",
    footer = {
      "  with --mapping: rows as for mien replay; a session counts with what is known at its end",
      "  without it:     a table of counts. The first row names attributes, then 'sessions':",
      "                    device,pages,sessions",
      "                    mobile,3,1204",
      "                  Empty cells are missing values; * is not said; sets are written a+b or"
          + " none."
    })
final class DiscoverCommand implements Callable<Integer> {
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
      paramLabel = "FILE",
      description = "What the columns mean, as for mien replay; without it the file holds counts.")
  private Optional<Path> mapping = Optional.empty();

  @Option(
      names = {"-a", "--attributes"},
      split = ",",
      paramLabel = "NAME",
      description = "The attributes to look at; all where nothing is said.")
  private List<String> attributes = List.of();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "NAME",
      description = "Attributes to leave out.")
  private List<String> without = List.of();

  @Option(
      names = "--sequence",
      paramLabel = "EVENT.FIELD",
      description =
          "Looks for ways that sessions go, from value to value of this field; the rules still ask"
              + " of attributes.")
  private Optional<String> sequence = Optional.empty();

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "How many sessions share a pattern at least; ${DEFAULT-VALUE}.")
  private int k = SearchRules.K_DEFAULT;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "The most classes that are tried; ${DEFAULT-VALUE}.")
  private int classes = SearchRules.standard().classesMax();

  @Option(
      names = "--refits",
      paramLabel = "N",
      description = "How often the counts are drawn anew; ${DEFAULT-VALUE}.")
  private int refits = SearchRules.standard().refits();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same file and same seed, same result; ${DEFAULT-VALUE}.")
  private long seed = SearchRules.standard().seed();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "ROWS",
      description = "How many rows of a replayed file at the most.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "Adds the proposals to this workspace, as segments that no slot uses.")
  private Optional<Path> write = Optional.empty();

  @Option(names = "--json", description = "Prints the result as JSON.")
  private boolean json;

  @Mixin private final GridOption grid = new GridOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "CSV",
      description = "The file, with a header; none with --grid.")
  private Optional<Path> file = Optional.empty();

  DiscoverCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.printing = new Printing(surroundings);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (k < 1 || refits < 2 || classes < 2 || classes > SearchRules.CLASSES_MAX) {
      return printing.wrong(
          "--k is at least 1, --refits at least 2, and --classes 2 to "
              + SearchRules.CLASSES_MAX
              + ".");
    }
    if (limit.isPresent() && limit.get() < 1) {
      return printing.wrong("--limit is at least 1.");
    }
    if (sequence.isPresent() && mapping.isEmpty()) {
      return printing.wrong("--sequence needs --mapping: a table of counts has no order.");
    }
    if (write.isPresent() && !Files.isDirectory(write.get())) {
      return printing.wrong("there is no folder " + write.get() + " to write to.");
    }
    if (grid.isGiven() == file.isPresent()) {
      return printing.wrong("give a CSV file, or --grid and no file.");
    }
    if (grid.isGiven() && mapping.isPresent()) {
      return printing.wrong("--mapping is for a file, and --grid has none.");
    }
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      return printing.wrong("there is no file " + file.get() + ".");
    }
    return switch (WorkspaceFolder.read(workspace)) {
      case WorkspaceFolder.Reading.Refused(var reason) -> printing.wrong(reason);
      case WorkspaceFolder.Reading.Found(var sources) -> look(sources);
    };
  }

  private int look(List<SourceText> sources) throws IOException, InterruptedException {
    Looking.Wish wish = new Looking.Wish(attributes, without, sequence);
    return switch (Looking.of(sources, wish)) {
      case Looking.Choice.Unsound(var diagnostics) ->
          printing.refused(diagnostics, "nothing was looked for");
      case Looking.Choice.Refused(var why) -> printing.wrong(why + ".");
      case Looking.Choice.Chosen(var looking) -> look(sources, looking, wish);
    };
  }

  private int look(List<SourceText> sources, Looking looking, Looking.Wish wish)
      throws IOException, InterruptedException {
    SearchRules rules = new SearchRules(k, classes, refits, seed);
    FitProgress fits = new FitProgress(surroundings.err(), System::nanoTime);
    Logging.set(LogLevel.WARN);
    Discoveries.Outcome outcome;
    if (grid.isGiven()) {
      Optional<PatternTable.Source> table = grid.table(surroundings);
      if (table.isEmpty()) {
        return Main.REFUSED;
      }
      outcome = Discoveries.counted(looking, wish, table.get(), rules, fits);
    } else if (mapping.isEmpty()) {
      outcome = Discoveries.counted(looking, wish, file.orElseThrow(), rules, fits);
    } else {
      SourceText said;
      switch (InputFile.read(mapping.get())) {
        case InputFile.Reading.Refused(var why) -> {
          return printing.wrong(why);
        }
        case InputFile.Reading.Found(var text) -> said = text;
      }
      Progress rows =
          new Progress(surroundings.err(), Progress.Surface.ofStandardError(), System::nanoTime);
      outcome =
          Discoveries.replayed(
              looking,
              new Replays.Request(sources, said, file.orElseThrow(), limit.orElse(Long.MAX_VALUE)),
              rules,
              new Discoveries.Telling(rows, fits));
    }
    return switch (outcome) {
      case Discoveries.Outcome.Done(var discovery, long contextual) ->
          told(sources, discovery, contextual, rules);
      case Discoveries.Outcome.Refused(var diagnostics) ->
          printing.refused(diagnostics, "nothing was looked for");
      case Discoveries.Outcome.Unfit(var why) ->
          printing.unfit(
              "nothing can be found in "
                  + file.map(Path::toString).orElse("what the node has released")
                  + ": "
                  + why);
    };
  }

  private int told(
      List<SourceText> sources, Discovery discovery, long contextual, SearchRules rules)
      throws IOException {
    List<SourceText> target = sources;
    if (write.isPresent()) {
      switch (WorkspaceFolder.read(write.get())) {
        case WorkspaceFolder.Reading.Refused(var reason) -> {
          return printing.wrong(reason);
        }
        case WorkspaceFolder.Reading.Found(var texts) -> target = texts;
      }
    }
    DraftSegments drafts = new DraftSegments(WorkspaceReader.read(target).workspace());
    Findings findings = new Findings(discovery, drafts.of(discovery), rules);
    if (contextual > 0) {
      surroundings
          .err()
          .println(contextual + " rows had no session, for want of consent, and are left out");
    }
    print(findings);
    return write.isPresent() && !findings.drafts().isEmpty()
        ? written(write.get(), target, findings)
        : Main.DONE;
  }

  private void print(Findings findings) throws IOException {
    if (json) {
      printing.json(out -> JsonReport.write(findings, out));
    } else {
      TextReport.print(findings, surroundings.out());
    }
    surroundings.out().flush();
  }

  private int written(Path folder, List<SourceText> texts, Findings findings) {
    return switch (DraftFolder.write(folder, texts, findings.drafts())) {
      case DraftFolder.Written.Done(var drafts, var diagnostics) -> {
        surroundings.err().print(Rendering.of(diagnostics));
        surroundings
            .err()
            .println(
                "written to "
                    + drafts
                    + ": no slot uses these segments, so they decide nothing until an offer is for"
                    + " one of them");
        surroundings.err().flush();
        yield Main.DONE;
      }
      case DraftFolder.Written.Wrong(var diagnostics) ->
          printing.refused(diagnostics, "nothing was written");
      case DraftFolder.Written.Failed(var why) -> {
        surroundings.err().println("mien: " + why);
        yield printing.refused(List.of(), "nothing was written");
      }
    };
  }
}
