package dev.mien.api.replay;

import dev.mien.api.input.Findings;
import dev.mien.api.input.Placed;
import dev.mien.api.replay.Mapping.Source;
import dev.mien.api.replay.Mapping.Target;
import dev.mien.api.replay.Table.Row;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Origin;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sessions of a file as facts of a workspace, each at one moment, with what became of it
 * after. Nothing is decided for them, and no row is kept.
 */
public final class Gathering {
  /** The most sessions whose rows may be strewn over a file. */
  static final int SESSIONS_MAX = 2_000_000;

  private final Plan plan;
  private final Vocabulary vocabulary;
  private final OutcomeColumn outcome;
  private final Request request;
  private final Sink sink;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Drop> drops = new TreeMap<>();
  private final List<String> outcomes = new ArrayList<>();
  private final List<Long> ragged = new ArrayList<>();
  private long raggedRows;
  private long rows;
  private long sessions;
  private long tooShort;

  private Gathering(
      Plan plan, Vocabulary vocabulary, OutcomeColumn outcome, Request request, Sink sink) {
    // Where a session goes on, its earlier rows may well say what its later ones are to be.
    this.plan = plan.sessionKey().isPresent() ? plan : withoutOutcome(plan, outcome.position());
    this.vocabulary = vocabulary;
    this.outcome = outcome;
    this.request = request;
    this.sink = sink;
  }

  /**
   * What is asked for.
   *
   * @param mapping what the columns mean; without one, those that are named like a signal are that
   *     signal, every row is a session, and all purposes are consented to
   * @param outcome the column that says what became of a session, or the column and a value
   * @param after sessions of several rows are looked at after so many, and what became of them is
   *     what any later row says
   */
  public record Request(
      List<SourceText> workspace,
      Optional<SourceText> mapping,
      Path file,
      String outcome,
      int after) {
    public Request {
      workspace = List.copyOf(workspace);
    }
  }

  /**
   * A session when it was looked at.
   *
   * @param events that it had reported, in their order
   * @param share of the file that was read then
   */
  public record Seen(Facts facts, List<CodedEvent> events, double share) {
    public Seen {
      events = List.copyOf(events);
    }
  }

  /** Whoever is told of sessions. */
  public interface Sink {
    void session(Seen seen, boolean outcome);
  }

  /** What came of it. */
  public sealed interface Result {
    record Done(Gathered gathered) implements Result {}

    /** The workspace or the mapping is wrong. */
    record Refused(List<Diagnostic> diagnostics) implements Result {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /** The file is none that could be read so. */
    record Unfit(String why) implements Result {}

    record Stopped() implements Result {}
  }

  /** A session of which more rows may come. */
  private static final class Open {
    private Optional<SessionState> state = Optional.empty();
    private int rows;
    private boolean outcome;
    private double share;
    private final List<CodedEvent> events = new ArrayList<>();
    private @Nullable Facts facts;
  }

  private static final class Drop {
    private final String code;
    private final String where;
    private final long line;
    private long times;

    Drop(String code, String where, long line) {
      this.code = code;
      this.where = where;
      this.line = line;
    }
  }

  /**
   * Reads a file on the calling thread.
   *
   * @param sinks makes whoever is told of sessions, once it is known what there is to tell
   */
  public static Result run(
      Request request,
      Function<List<SourceText>, Compilation> compiler,
      Function<Vocabulary, Sink> sinks,
      Progress progress,
      Stop stop) {
    Findings findings = new Findings();
    Optional<Mapping> mapping =
        request.mapping().flatMap(text -> MappingReader.read(text, findings));
    if (!findings.isEmpty()) {
      return new Result.Refused(findings.all());
    }
    Mapping.Clock clock = mapping.map(Mapping::clock).orElse(MappingReader.CLOCK);
    return switch (Rig.assemble(request.workspace(), compiler, clock)) {
      case Rig.Assembly.Refused(var diagnostics) ->
          new Result.Refused(Stream.concat(diagnostics.stream(), findings.all().stream()).toList());
      case Rig.Assembly.Ready(var rig) -> {
        Vocabulary vocabulary = rig.edition().vocabulary();
        yield switch (Table.open(request.file(), mapping.map(Mapping::delimiter).orElse(','))) {
          case Table.Opening.Refused(var why) -> new Result.Unfit(why);
          case Table.Opening.Opened(var table) -> {
            try (table) {
              Mapping used = mapping.orElseGet(() -> byName(vocabulary, table.header()));
              Plan plan = MappingCheck.plan(used, table.header(), vocabulary, findings);
              yield findings.isEmpty()
                  ? gathered(request, plan, vocabulary, table, sinks, progress, stop)
                  : new Result.Refused(findings.all());
            } catch (IOException _) {
              yield new Result.Unfit("it cannot be closed");
            }
          }
        };
      }
    };
  }

  private static Result gathered(
      Request request,
      Plan plan,
      Vocabulary vocabulary,
      Table table,
      Function<Vocabulary, Sink> sinks,
      Progress progress,
      Stop stop) {
    if (request.after() < 1) {
      throw new IllegalArgumentException(
          "a session is looked at after a row; got " + request.after());
    }
    if (plan.signals().isEmpty() && plan.events().isEmpty()) {
      return new Result.Unfit(
          "none of its columns is named like a signal of the workspace; say with --mapping what"
              + " they mean");
    }
    return switch (OutcomeColumn.find(request.outcome(), table.header())) {
      case OutcomeColumn.Finding.Missing(var why) -> new Result.Unfit(why);
      case OutcomeColumn.Finding.Found(var outcome) ->
          new Gathering(plan, vocabulary, outcome, request, sinks.apply(vocabulary))
              .run(table, plan.clock(), progress, stop);
    };
  }

  /** Each column that is named like a signal is that signal. */
  private static Mapping byName(Vocabulary vocabulary, Header header) {
    SourceText names = new SourceText("header", String.join("\n", header.names()));
    List<Target> targets = new ArrayList<>();
    int start = 0;
    for (String name : header.names()) {
      Placed placed = new Placed(name, names.span(start, start + name.length()));
      start += name.length() + 1;
      int attribute = vocabulary.attribute(name);
      if (attribute >= 0
          && vocabulary.attributeAt(attribute).origin() instanceof Origin.Signal
          && !vocabulary.attributeAt(attribute).isSet()) {
        targets.add(
            new Target(placed, new Source.Column(placed, Optional.empty(), Optional.empty())));
      }
    }
    List<Placed> purposes =
        vocabulary.schema().purposes().stream()
            .map(purpose -> new Placed(purpose.name().text(), names.span(0, 0)))
            .toList();
    return new Mapping(
        Optional.empty(), MappingReader.CLOCK, ',', purposes, List.of(), targets, List.of());
  }

  private Result run(Table table, Mapping.Clock clock, Progress progress, Stop stop) {
    progress.begin();
    for (Row row = table.next(); !(row instanceof Row.End); row = table.next()) {
      if (stop.isWanted()) {
        return new Result.Stopped();
      }
      switch (row) {
        case Row.Broken(var why) -> {
          return new Result.Unfit(why);
        }
        case Row.Ragged(long line) -> {
          raggedRows++;
          if (ragged.size() < Replayed.Lines.FIRST_MAX) {
            ragged.add(line);
          }
        }
        case Row.Whole(var cells, long line) -> {
          Instant now = clock.start().plus(clock.step().multipliedBy(rows));
          Optional<String> fault = take(cells, line, now, table.shareRead());
          if (fault.isPresent()) {
            return new Result.Unfit(fault.get());
          }
        }
        case Row.End _ -> throw new IllegalStateException("the loop ends before");
      }
      rows++;
      progress.at(rows, table.shareRead());
    }
    open.values().forEach(this::tell);
    progress.end();
    return new Result.Done(
        new Gathered(
            rows,
            sessions,
            tooShort,
            new Replayed.Lines(raggedRows, ragged),
            drops.values().stream()
                .map(drop -> new Gathered.DropCount(drop.code, drop.where, drop.times, drop.line))
                .toList(),
            outcomes));
  }

  /** What is wrong with a row, if that stops everything. */
  private Optional<String> take(CSVRecord cells, long line, Instant now, double share) {
    Optional<Boolean> said = outcome.read(cells.get(outcome.position()));
    if (said.isEmpty()) {
      return Optional.of(
          "line "
              + line
              + ", column '"
              + outcome.name()
              + "' is neither yes nor no; write --outcome \""
              + outcome.name()
              + "=VALUE\" with the value that means yes");
    }
    String key = key(plan.sessionKey(), cells);
    Open session = key.isEmpty() ? new Open() : open.computeIfAbsent(key, _ -> new Open());
    if (open.size() > SESSIONS_MAX) {
      return Optional.of("it has more than " + SESSIONS_MAX + " sessions; fit a part of it");
    }
    if (session.rows < request.after()) {
      look(session, cells, line, now);
      session.share = share;
    }
    // Of a row alone there is no later one.
    boolean later = key.isEmpty() || session.rows >= request.after();
    session.outcome |= later && said.get();
    session.rows++;
    if (key.isEmpty()) {
      tell(session);
    }
    return Optional.empty();
  }

  /** Without what is read from the outcome itself: it would tell, and end purposes that it ends. */
  private Plan withoutOutcome(Plan whole, int column) {
    List<Plan.Feed> signals =
        whole.signals().stream().filter(feed -> !told(feed.cells(), column, feed.name())).toList();
    List<Plan.EventFeed> events =
        whole.events().stream().filter(feed -> !told(feed, column)).toList();
    return new Plan(
        whole.sessionKey(),
        whole.order(),
        whole.clock(),
        whole.consent(),
        whole.slots(),
        signals,
        events,
        whole.columns());
  }

  private boolean told(Plan.EventFeed event, int column) {
    boolean asked =
        event.when().stream().anyMatch(condition -> condition.column() == column)
            || event.times().filter(times -> times.column() == column).isPresent();
    if (asked) {
      outcomes.add(event.type());
    }
    return asked
        || event.fields().stream().anyMatch(field -> told(field.cells(), column, event.type()));
  }

  private boolean told(Cells cells, int column, String name) {
    boolean asked =
        switch (cells) {
          case Cells.Cell cell -> cell.column() == column;
          case Cells.Constant _ -> false;
          case Cells.Labelled(var labels) ->
              labels.stream()
                  .flatMap(label -> label.when().stream())
                  .anyMatch(condition -> condition.column() == column);
        };
    if (asked) {
      outcomes.add(name);
    }
    return asked;
  }

  private static String key(OptionalInt column, CSVRecord cells) {
    return column.isPresent() ? cells.get(column.getAsInt()) : Sessions.UNNAMED;
  }

  private void look(Open session, CSVRecord cells, long line, Instant now) {
    SignalReader reader = new SignalReader(vocabulary);
    plan.feed(cells, reader, (code, pointer) -> drop(code, pointer, line));
    boolean first = session.state.isEmpty();
    ConsentStatement consent =
        first && !plan.consent().isEmpty()
            ? new ConsentStatement.Stated(plan.consent(), Optional.empty())
            : new ConsentStatement.Unsaid();
    RequestSignals signals = reader.finish();
    session.events.addAll(signals.events());
    Turn.Said said = new Turn.Said(consent, signals);
    Turn turn =
        first
            ? Turn.first(vocabulary, said, now)
            : Turn.next(vocabulary, session.state.get(), said, now);
    for (Notice notice : turn.notices()) {
      drop(notice.kind().code(), notice.pointer(), line);
    }
    session.state = turn.state();
    session.facts = turn.facts();
  }

  private void drop(String code, String pointer, long line) {
    String where = plan.columns().getOrDefault(pointer, pointer);
    drops.computeIfAbsent(code + " " + where, _ -> new Drop(code, where, line)).times++;
  }

  private void tell(Open session) {
    if (session.facts == null
        || (plan.sessionKey().isPresent() && session.rows < request.after())) {
      tooShort++;
      return;
    }
    sessions++;
    sink.session(new Seen(session.facts, session.events, session.share), session.outcome);
  }
}
