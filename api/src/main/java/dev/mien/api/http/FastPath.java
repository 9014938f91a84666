package dev.mien.api.http;

import dev.mien.api.http.Plan.Fast;
import dev.mien.api.http.Sites.Resolution;
import dev.mien.api.json.Body;
import dev.mien.api.metrics.RouteMeter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers plain requests where a connection is read, and leaves all others to the router. Of what a
 * decision cost on HTTP, routing, and what Vert.x makes of a request and of its response, took more
 * than deciding; here the head of an answer is copied, and an answer is one buffer. For any number
 * of event loops.
 *
 * <p>It says nothing that the router would not say, and what would be refused before it is decided
 * is left to the router to refuse.
 */
final class FastPath {
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Sites sites;
  private final TokenBucket bucket;
  private final Drain drain;
  private final int bytesMax;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ReplyHead plain = ReplyHead.of(HttpResponseStatus.OK, Replies.JSON, cors(null));
  private final Map<String, ReplyHead> byOrigin = new HashMap<>();

  private record Lane(FastRoute route, RouteMeter meter) {}

  /** A request that is answered here once its body has come. */
  record Taken(Lane lane, Caller caller, @Nullable String origin) {}

  FastPath(Plan plan, Fast fast, TokenBucket bucket) {
    this.sites = fast.sites();
    this.bucket = bucket;
    this.drain = plan.upkeep().drain();
    this.bytesMax = plan.limits().body().bytesMax();
    for (FastRoute route : fast.routes()) {
      RouteMeter meter = plan.upkeep().meters().route(plan.name(), route.path());
      lanes.put(route.path(), new Lane(route, meter));
    }
    for (String origin : sites.origins()) {
      byOrigin.put(origin, ReplyHead.of(HttpResponseStatus.OK, Replies.JSON, cors(origin)));
    }
  }

  /** Takes a request of which the head has come, or leaves it to the router. */
  @Nullable Taken take(HttpRequest request) {
    Lane lane = lanes.get(request.uri());
    if (lane == null || drain.isDraining()) {
      return null;
    }
    PlainHead head = PlainHead.of(request, bytesMax);
    if (head != null
        && sites.of(head.origin(), head.host(), head.site())
            instanceof Resolution.Found(var site)) {
      return new Taken(lane, new Caller(site, head.gpc()), head.origin());
    }
    return null;
  }

  /** What a request is answered with; none where it is for the router after all. */
  Optional<CompletionStage<Answered>> answer(Taken taken, Body body) {
    if (!bucket.take()) {
      return Optional.empty();
    }
    try {
      Optional<CompletionStage<Answered>> answer =
          taken.lane().route().answer(taken.caller(), body);
      if (answer.isEmpty()) {
        // The router takes it from the bucket, too.
        bucket.giveBack();
      }
      return answer;
    } catch (RuntimeException e) {
      // The router would fail the same way, and what was begun is not begun twice.
      return Optional.of(CompletableFuture.completedFuture(Failures.said(e)));
    }
  }

  /** Counts an answer that is waited for. */
  void begin() {
    drain.enter();
    waiting.incrementAndGet();
  }

  /** Counts an answer that has been sent, or that nobody wants any more. */
  void end() {
    waiting.decrementAndGet();
    drain.leave();
  }

  /** How many answers are waited for. */
  int waiting() {
    return waiting.get();
  }

  /** The bytes of an answer, which is counted as one that leaves now. */
  ByteBuf bytes(Taken taken, Answered answered, ByteBufAllocator buffers) {
    return switch (answered) {
      case Answered.Said(var json) -> {
        taken.lane().meter().answered(HttpResponseStatus.OK.code());
        yield said(taken.origin()).with(json, buffers);
      }
      case Answered.Refused(var problem) -> {
        taken.lane().meter().answered(problem.kind().status());
        yield refused(problem, taken.origin()).with(out -> Replies.write(problem, out), buffers);
      }
    };
  }

  private ReplyHead said(@Nullable String origin) {
    return origin == null ? plain : byOrigin.getOrDefault(origin, plain);
  }

  private ReplyHead refused(Problem problem, @Nullable String origin) {
    StringBuilder more = new StringBuilder(cors(allowed(origin)));
    problem
        .retryAfterSeconds()
        .ifPresent(
            seconds ->
                more.append(ReplyHead.field(HttpHeaders.RETRY_AFTER, Integer.toString(seconds))));
    return ReplyHead.of(
        HttpResponseStatus.valueOf(problem.kind().status()), Replies.PROBLEM, more.toString());
  }

  private @Nullable String allowed(@Nullable String origin) {
    return origin != null && sites.isAllowed(origin) ? origin : null;
  }

  private static String cors(@Nullable String allowed) {
    String vary = ReplyHead.field(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    return allowed == null
        ? vary
        : vary
            + ReplyHead.field(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed)
            + ReplyHead.field(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, Cors.ANSWER_HEADERS);
  }
}
