package dev.mien.api.promises;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.promise.Hash;
import dev.mien.engine.promise.LogReader;
import dev.mien.engine.promise.TileName;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The routes of the log of promises: those of c2sp.org/tlog-tiles, its key, and receipts. */
public final class PromiseCalls {
  private static final String LOG_PATH = "/v1/promises";
  private static final String TILES = LOG_PATH + "/tile/";
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
  private static final CharSequence BYTES = HttpHeaders.createOptimized("application/octet-stream");

  /** A checkpoint is as new as this, and a key changes with the log. */
  private static final CharSequence A_SECOND = HttpHeaders.createOptimized("public, max-age=1");

  /** What was read once under a name never changes. */
  private static final CharSequence FOR_EVER =
      HttpHeaders.createOptimized("public, max-age=31536000, immutable");

  private static final int RETRY_SECONDS = 2;
  private static final String NOT_READ = "The log cannot be read in time; ask again.";

  private final LogReader log;

  public PromiseCalls(LogReader log) {
    this.log = log;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(LOG_PATH + "/checkpoint", this::checkpoint),
        Route.get(LOG_PATH + "/key", this::key),
        Route.get(TILES + "*", this::tile),
        Route.get(LOG_PATH + "/receipts/:hash", this::receipt));
  }

  private void checkpoint(RoutingContext context) {
    await(context, log.checkpoint(), note -> text(context, A_SECOND, note));
  }

  private void key(RoutingContext context) {
    await(context, log.key(), key -> text(context, A_SECOND, key.text() + "\n"));
  }

  private void tile(RoutingContext context) {
    String path = context.normalizedPath();
    Optional<TileName> name =
        path.startsWith(TILES) ? TileName.read(path.substring(TILES.length())) : Optional.empty();
    if (name.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NOT_FOUND));
      return;
    }
    await(
        context,
        log.tile(name.orElseThrow()),
        tile ->
            tile.ifPresentOrElse(
                bytes -> cached(context, FOR_EVER, BYTES, Buffer.buffer(bytes)),
                () -> Replies.problem(context, Problem.of(Kind.NOT_FOUND))));
  }

  private void receipt(RoutingContext context) {
    Optional<Hash> hash = Optional.ofNullable(context.pathParam("hash")).flatMap(Hash::fromHex);
    if (hash.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_PROMISE));
      return;
    }
    await(
        context,
        log.receipt(hash.orElseThrow()),
        receipt ->
            receipt.ifPresentOrElse(
                found -> Replies.body(context, 200, TEXT, Buffer.buffer(found.text())),
                () -> Replies.problem(context, Problem.of(Kind.NO_SUCH_PROMISE))));
  }

  private static void text(RoutingContext context, CharSequence caching, String text) {
    cached(context, caching, TEXT, Buffer.buffer(text));
  }

  private static void cached(
      RoutingContext context, CharSequence caching, CharSequence type, Buffer body) {
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, caching);
    Replies.body(context, 200, type, body);
  }

  /** Hands on what is read, on the event loop of the request. */
  private static <T> void await(
      RoutingContext context, CompletionStage<T> stage, Consumer<T> next) {
    Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
        .onComplete(
            value -> {
              try {
                next.accept(value);
              } catch (RuntimeException e) {
                // Out of here it would be lost in a callback, and the caller would wait for ever.
                context.fail(e);
              }
            },
            failure -> {
              if (failure instanceof IOException) {
                Replies.problem(
                    context, Problem.of(Kind.UNAVAILABLE, NOT_READ).retryAfter(RETRY_SECONDS));
              } else {
                context.fail(failure);
              }
            });
  }
}
