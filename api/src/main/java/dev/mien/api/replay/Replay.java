package dev.mien.api.replay;

import dev.mien.api.input.Numbers;
import dev.mien.api.replay.Replayed.Ending;
import dev.mien.api.replay.Sessions.Live;
import dev.mien.api.replay.Table.Row;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.Engine;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.commons.csv.CSVRecord;

/**
 * One run of a file through the pipeline: each row is one request, and the rows of a session hand
 * its capsule on. On one thread, in the order of the file.
 */
final class Replay {
  private static final Site SITE = new Site("replay");

  // How long rows of one key belong together where no session is kept that could say so.
  private static final Duration CONTEXTUAL_IDLE = Duration.ofMinutes(30);

  private final Engine engine;
  private final Edition edition;
  private final Plan plan;
  private final Witness witness;
  private final SyntheticClock clock;
  private final Counts counts;
  private final Sessions sessions;

  Replay(Rig rig, Plan plan, Spectator spectator) {
    this.engine = rig.engine();
    this.edition = rig.edition();
    this.witness = rig.witness();
    this.clock = rig.clock();
    this.plan = plan;
    this.counts = new Counts(edition, plan);
    this.sessions = new Sessions(counts, spectator);
  }

  /** Replays at most {@code rowsMax} rows of {@code table}. */
  Replayed run(Table table, long rowsMax, Progress progress, Stop stop) {
    progress.begin();
    Optional<Ending> ending = Optional.empty();
    for (long position = 0; ending.isEmpty(); position++) {
      if (stop.isWanted()) {
        ending = Optional.of(new Ending.Stopped());
      } else if (position == rowsMax) {
        ending = Optional.of(new Ending.Limited());
      } else {
        ending = step(table.next(), position);
        double limitShare = (position + 1) / (double) rowsMax;
        progress.at(position + 1, Math.max(limitShare, table.shareRead()));
      }
    }
    sessions.endAll();
    progress.end();
    return counts.result(ending.get(), progress.took());
  }

  private Optional<Ending> step(Row row, long position) {
    return switch (row) {
      case Row.End _ -> Optional.of(new Ending.Complete());
      case Row.Broken(var why) -> Optional.of(new Ending.Broken(why));
      case Row.Ragged(long line) -> {
        counts.row();
        counts.ragged(line);
        yield Optional.empty();
      }
      case Row.Whole(var cells, long line) -> {
        counts.row();
        clock.turnTo(position);
        replay(cells, line);
        yield Optional.empty();
      }
    };
  }

  private void replay(CSVRecord row, long line) {
    Instant now = clock.instant();
    String key =
        plan.sessionKey().isPresent() ? row.get(plan.sessionKey().getAsInt()) : Sessions.UNNAMED;
    if (plan.sessionKey().isPresent() && key.isEmpty()) {
      counts.dropped(Cells.Drop.EMPTY_CELL.code(), Plan.SESSIONS);
    }
    Live session = sessions.at(key, now);
    if (plan.order().isPresent()
        && !session.isInOrder(Numbers.parse(row.get(plan.order().getAsInt())))) {
      counts.outOfOrder(line);
    }
    SignalReader reader = new SignalReader(edition.vocabulary());
    plan.feed(row, reader, counts);
    RequestSignals signals = reader.finish();
    Answer answer = ask(signals, session.capsule());
    if (answer instanceof Answer.Unreadable) {
      // Its time ran out by a limit that only the engine knows: the visitor starts afresh.
      sessions.end(key);
      session = sessions.at(key, now);
      answer = ask(signals, Optional.empty());
    }
    take(answer, session, now);
    if (key.equals(Sessions.UNNAMED)) {
      sessions.endUnnamed();
    }
  }

  private Answer ask(RequestSignals signals, Optional<String> capsule) {
    // A visitor is asked once; afterwards the capsule says what was agreed.
    ConsentStatement consent =
        capsule.isPresent() || plan.consent().isEmpty()
            ? new ConsentStatement.Unsaid()
            : new ConsentStatement.Stated(plan.consent(), Optional.empty());
    witness.forget();
    CompletionStage<Answer> stage =
        engine.decide(
            new DecideRequest(
                edition,
                SITE,
                plan.slots(),
                signals,
                consent,
                capsule,
                DecideRequest.Detail.PLAIN));
    return stage.toCompletableFuture().join();
  }

  private void take(Answer answer, Live session, Instant now) {
    switch (answer) {
      case Answer.Decided decided -> {
        counts.decided(decided.decisions());
        for (Notice notice : decided.notices()) {
          counts.dropped(notice.kind().code(), notice.pointer());
        }
        if (decided.mode() == Mode.CONTEXTUAL) {
          counts.answeredContextually();
        }
        witness.turn().ifPresent(session.watch()::happened);
        session.answered(
            witness.admitted(),
            decided.capsule().map(Answer.Issued::text),
            decided.capsule().map(Answer.Issued::expires).orElse(now.plus(CONTEXTUAL_IDLE)));
      }
      case Answer.Unreadable _, Answer.Erased _, Answer.Unavailable _ ->
          throw new IllegalStateException("half-keys in memory answer, and nobody erases them");
    }
  }
}
