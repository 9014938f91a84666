package dev.mien.api.discovery;

import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Replayed;
import dev.mien.api.replay.Replays;
import dev.mien.api.replay.Stop;
import dev.mien.engine.discovery.Discovery;
import dev.mien.engine.discovery.DiscoveryProgress;
import dev.mien.engine.discovery.SearchRules;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.Diagnostic;
import java.nio.file.Path;
import java.util.List;

/** Finds classes in files: the front door of this package. On the calling thread. */
public final class Discoveries {
  private Discoveries() {}

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * Something was looked for.
     *
     * @param contextual rows that had no session, and so are not looked at
     */
    record Done(Discovery discovery, long contextual) implements Outcome {}

    /** The mapping or the workspace is wrong. */
    record Refused(List<Diagnostic> diagnostics) implements Outcome {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /** The file is none that anything can be found in. */
    record Unfit(String why) implements Outcome {}
  }

  /** Who is told how far it has come. */
  public record Telling(Progress rows, DiscoveryProgress fits) {}

  /** Replays a file, and looks at the sessions in it. */
  public static Outcome replayed(
      Looking looking, Replays.Request request, SearchRules rules, Telling telling) {
    Watching watching = new Watching(looking);
    Replays.Outcome outcome;
    // What is counted when somebody stops it is not looked at, so fits end with the process.
    try (Stop stop = Stop.atEndOfProcess()) {
      outcome = new Replays(Workspaces::compile).run(request, watching, telling.rows, stop);
    }
    return switch (outcome) {
      case Replays.Outcome.Refused(var diagnostics) -> new Outcome.Refused(diagnostics);
      case Replays.Outcome.Unfit(var why) -> new Outcome.Unfit(why);
      case Replays.Outcome.Done(var replayed) -> looked(watching, replayed, rules, telling.fits);
    };
  }

  private static Outcome looked(
      Watching watching, Replayed replayed, SearchRules rules, DiscoveryProgress fits) {
    return switch (replayed.ending()) {
      case Replayed.Ending.Broken(var why) -> new Outcome.Unfit(why);
      case Replayed.Ending.Stopped _ -> new Outcome.Unfit("it was stopped before all was counted");
      case Replayed.Ending.Complete _, Replayed.Ending.Limited _ -> {
        Discovery.Result result =
            watching.journeys().isPresent()
                ? Discovery.ofJourneys(watching.journeys().get(), rules, fits)
                : Discovery.ofPatterns(watching.patterns(), rules, fits);
        yield outcome(result, replayed.contextual());
      }
    };
  }

  /** Looks at a table of pattern counts that is no file. */
  public static Outcome counted(
      Looking looking,
      Looking.Wish wish,
      PatternTable.Source table,
      SearchRules rules,
      DiscoveryProgress fits) {
    return counted(PatternTable.read(table, looking.model(), wish), rules, fits);
  }

  /** Looks at a table of pattern counts. */
  public static Outcome counted(
      Looking looking, Looking.Wish wish, Path table, SearchRules rules, DiscoveryProgress fits) {
    return counted(PatternTable.read(table, looking.model(), wish), rules, fits);
  }

  private static Outcome counted(
      PatternTable.Reading reading, SearchRules rules, DiscoveryProgress fits) {
    return switch (reading) {
      case PatternTable.Reading.Refused(var why) -> new Outcome.Unfit(why);
      case PatternTable.Reading.Found(var patterns, _) ->
          outcome(Discovery.ofPatterns(patterns, rules, fits), 0);
    };
  }

  private static Outcome outcome(Discovery.Result result, long contextual) {
    return switch (result) {
      case Discovery.Result.Done(var discovery) -> new Outcome.Done(discovery, contextual);
      case Discovery.Result.Refused(var why) -> new Outcome.Unfit(why);
    };
  }
}
