package dev.mien.api.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Visitors who come to the demo shop at a pace, each on a journey of their own: newcomers, such as
 * return with their capsule, such as refuse, and such as ask to be forgotten.
 *
 * <p>All of them live on one thread of their own, so they take nothing from the node they visit but
 * its answers. Where it does not answer, a visitor tries the next step; nobody is told.
 */
public final class SimulatedVisitors implements AutoCloseable {
  private static final int KEPT_MAX = 50;
  private static final int RETURNING_PERCENT = 30;
  private static final int CONNECTIONS_MAX = 8;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final URI server;
  private final Pace pace;
  private final SplittableGenerator random;
  private final Vertx vertx;
  private final Context context;
  private final HttpClient client;
  private final Deque<Visit.Keepsake> kept = new ArrayDeque<>();
  private int present;
  private boolean isClosed;
  private final Consumer<VisitTally> told;
  private VisitTally tally = VisitTally.none();

  /**
   * How busy the shop is.
   *
   * @param arrival between two arrivals, on the average
   * @param thinking between two steps of a visitor, on the average
   * @param presentMax the most visitors at once; whoever comes then goes away
   */
  public record Pace(Duration arrival, Duration thinking, int presentMax) {
    public Pace {
      if (!arrival.isPositive() || !thinking.isPositive() || presentMax < 1) {
        throw new IllegalArgumentException("visitors come and think at some pace, one at least");
      }
    }

    /** A few requests a second: enough to see, too few to matter. */
    public static Pace calm() {
      return new Pace(Duration.ofMillis(2_500), Duration.ofMillis(2_200), 40);
    }
  }

  private SimulatedVisitors(
      URI server, Pace pace, SplittableGenerator random, Consumer<VisitTally> told) {
    this.server = server;
    this.pace = pace;
    this.random = random;
    this.told = told;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    this.context = vertx.getOrCreateContext();
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
  }

  /** Opens the doors; who comes and what they do is drawn from {@code random}. */
  public static SimulatedVisitors start(URI server, Pace pace, SplittableGenerator random) {
    return start(server, pace, random, _ -> {});
  }

  /**
   * Opens the doors.
   *
   * @param told what has come of it so far, after each answer, on the visitors' own thread
   */
  static SimulatedVisitors start(
      URI server, Pace pace, SplittableGenerator random, Consumer<VisitTally> told) {
    SimulatedVisitors visitors = new SimulatedVisitors(server, pace, random, told);
    visitors.context.runOnContext(_ -> visitors.awaitNext());
    return visitors;
  }

  private void awaitNext() {
    after(
        pace.arrival(),
        () -> {
          arrive();
          awaitNext();
        });
  }

  private void arrive() {
    if (present == pace.presentMax()) {
      return;
    }
    present++;
    tally = tally.withVisit();
    Journey journey = Journey.draw(random.split());
    boolean returns = !kept.isEmpty() && random.nextInt(100) < RETURNING_PERCENT;
    go(returns ? Visit.ofReturner(journey, kept.removeFirst()) : Visit.ofNewcomer(journey));
  }

  private void go(Visit visit) {
    if (visit.isOver()) {
      leave(visit);
      return;
    }
    Optional<Visit.Call> call = visit.advance();
    if (call.isEmpty()) {
      go(visit);
      return;
    }
    send(call.orElseThrow())
        .onSuccess(said -> take(visit, said))
        .onFailure(_ -> tally = tally.withAnswer(0))
        .onComplete(
            _ -> {
              told.accept(tally);
              after(pace.thinking(), () -> go(visit));
            });
  }

  private void leave(Visit visit) {
    present--;
    visit.keepsake().filter(_ -> kept.size() < KEPT_MAX).ifPresent(kept::addLast);
  }

  private void take(Visit visit, Said said) {
    tally = tally.withAnswer(said.status());
    JsonArray notices = said.body().getJsonArray("notices", new JsonArray());
    for (int i = 0; i < notices.size(); i++) {
      tally = tally.withNotice(notices.getJsonObject(i).getString("code"));
    }
    visit.answered(said.status(), said.body());
  }

  private record Said(int status, JsonObject body) {}

  private Future<Said> send(Visit.Call call) {
    RequestOptions options =
        new RequestOptions()
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setMethod(call.method())
            .setURI(call.path())
            .setTimeout(ANSWER_MAX.toMillis());
    call.capsule().ifPresent(capsule -> options.putHeader("Mien-Capsule", capsule));
    call.body().ifPresent(_ -> options.putHeader("Content-Type", "application/json"));
    Buffer body = call.body().map(JsonObject::toBuffer).orElseGet(Buffer::buffer);
    return client
        .request(options)
        .compose(request -> request.send(body).compose(SimulatedVisitors::read));
  }

  private static Future<Said> read(HttpClientResponse response) {
    return response.body().map(body -> new Said(response.statusCode(), json(body)));
  }

  private static JsonObject json(Buffer body) {
    try {
      return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    } catch (DecodeException _) {
      return new JsonObject();
    }
  }

  // Arrivals and pauses that know nothing of each other are exponential.
  private void after(Duration average, Runnable action) {
    if (isClosed) {
      return;
    }
    double millis = -Math.log(1 - random.nextDouble()) * average.toMillis();
    vertx.setTimer(
        Math.max(1, Math.round(millis)),
        _ -> {
          if (!isClosed) {
            action.run();
          }
        });
  }

  /** Sends everybody home: nobody takes another step, and then the thread ends. */
  @Override
  public void close() {
    Promise<Void> doorsShut = Promise.promise();
    context.runOnContext(
        _ -> {
          isClosed = true;
          doorsShut.complete();
        });
    try {
      var _ =
          doorsShut
              .future()
              .compose(_ -> vertx.close())
              .toCompletionStage()
              .toCompletableFuture()
              .get(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the simulated visitors did not leave", e);
    }
  }
}
