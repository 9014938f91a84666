package dev.mien.api.http;

import dev.mien.api.http.FastPath.Taken;
import dev.mien.api.json.Body;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The entrance of one connection, between what decodes requests and Vert.x, which never sees those
 * that are shed. A shed request costs what its bytes cost: it is read, its body is skipped, and an
 * answer that was written once at start is sent. That was 8 microseconds of processor time where a
 * decision took 30 to 40, more than half of them in the kernel, and those a handler has to pay
 * however early it stands: a bare loop of read and write took 4. Behind Vert.x's routing a shed
 * request would also be routed, and every one with a body that has not come yet would cost its
 * connection.
 *
 * <p>The answer is sent when the whole request has come, so the connection stays as good as it was,
 * and its next request is as welcome as any. Holding back the connection until Retry-After was left
 * out: a proxy sends the requests of many visitors over one, and an erasure must not wait a second
 * behind what was shed. Holding it back for a few rounds, so that sheds never take more than half
 * of the time, was tried and dropped: what is not read is not answered in time either. What cannot
 * be skipped safely ends its connection: a body that is too large, too slow, or framed in a way
 * that two hops may read differently.
 */
final class Turnstile extends ChannelDuplexHandler {
  private static final int LINGER_MILLIS = 500;

  /** Nearly every body is shorter. */
  private static final int ROOM_BYTES = 4_096;

  /** Where bodies that are answered here are read, one after the other. */
  private static final ThreadLocal<byte[]> ROOM =
      ThreadLocal.withInitial(() -> new byte[ROOM_BYTES]);

  private final Entry entry;
  private final Drain drain;
  private final Limit limit;
  private final @Nullable FastPath fast;
  private final Queue<Object> behind = new ArrayDeque<>(0);
  private State state = State.PASSING;
  private final List<HttpObject> begun = new ArrayList<>(2);
  private @Nullable Taken taken;
  private boolean written;
  private boolean head;
  private boolean keep;
  private int inVertx;
  private long skipped;
  private @Nullable ScheduledFuture<?> deadline;

  /** Says which requests are let in. */
  interface Entry {
    /**
     * Whether a request is let in.
     *
     * @param request its head, just read on this event loop
     */
    boolean admits(HttpRequest request, EventLoop eventLoop);
  }

  /** How much of a body is skipped, and for how long. */
  record Limit(int bytesMax, Duration deadline) {}

  /**
   * @param fast what answers plain requests; none where all go on to Vert.x
   */
  Turnstile(Entry entry, Drain drain, Limit limit, @Nullable FastPath fast) {
    this.entry = entry;
    this.drain = drain;
    this.limit = limit;
    this.fast = fast;
  }

  private enum State {
    /** Requests go on to Vert.x, or are answered here. */
    PASSING,
    /** A request may be answered here, of which the last part has not come. */
    BEGUN,
    /** A request that is answered here waits for the cluster, and what comes waits behind it. */
    WAITING,
    /** What comes belongs to a request that is shed. */
    SKIPPING,
    /** The connection is about to be closed; what comes is nobody's. */
    ENDING
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (state == State.PASSING
        && message instanceof HttpRequest request
        && request.decoderResult().isSuccess()
        && !drain.isDraining()
        && !entry.admits(request, context.channel().eventLoop())) {
      shed(context, request);
    }
    switch (state) {
      case PASSING -> pass(context, message);
      case BEGUN -> goOn(context, message);
      case WAITING -> behind.add(message);
      case SKIPPING -> skip(context, message);
      case ENDING -> ReferenceCountUtil.release(message);
    }
  }

  private void pass(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      // Answers leave in the order of requests, so nothing is answered here while Vert.x has one.
      if (fast != null && inVertx == 0 && context.channel().isWritable()) {
        taken = request.decoderResult().isSuccess() ? fast.take(request) : null;
        if (taken != null) {
          begun.add(request);
          state = State.BEGUN;
          return;
        }
      }
      inVertx++;
    }
    context.fireChannelRead(message);
  }

  /** Answers the request that has begun once all of it is there, or lets it pass. */
  private void goOn(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpContent part) || !part.decoderResult().isSuccess()) {
      letPass(context);
      context.fireChannelRead(message);
      return;
    }
    begun.add(part);
    if (part instanceof LastHttpContent) {
      Taken asked = Objects.requireNonNull(taken, "begun");
      Body body = body();
      Optional<CompletionStage<Answered>> answer = path().answer(asked, body);
      body.forget();
      if (answer.isPresent()) {
        state = State.PASSING;
        letGo(begun);
        await(context, asked, answer.orElseThrow());
      } else {
        letPass(context);
      }
    }
  }

  private Body body() {
    int length = 0;
    for (int i = 1; i < begun.size(); i++) {
      length += ((HttpContent) begun.get(i)).content().readableBytes();
    }
    byte[] body = length <= ROOM_BYTES ? ROOM.get() : new byte[length];
    int at = 0;
    for (int i = 1; i < begun.size(); i++) {
      ByteBuf part = ((HttpContent) begun.get(i)).content();
      part.getBytes(part.readerIndex(), body, at, part.readableBytes());
      at += part.readableBytes();
    }
    return new Body(body, length);
  }

  /** What there is of the request that has begun goes on to Vert.x, and the rest of it will. */
  private void letPass(ChannelHandlerContext context) {
    state = State.PASSING;
    inVertx++;
    List<HttpObject> parts = List.copyOf(begun);
    begun.clear();
    parts.forEach(context::fireChannelRead);
  }

  private void await(ChannelHandlerContext context, Taken asked, CompletionStage<Answered> answer) {
    // Nearly every decision is there at once.
    if (answer instanceof CompletableFuture<Answered> future
        && future.state() == Future.State.SUCCESS) {
      write(context, asked, future.resultNow());
      return;
    }
    state = State.WAITING;
    path().begin();
    context.channel().config().setAutoRead(false);
    answer.whenComplete(
        (answered, failure) ->
            context
                .executor()
                .execute(
                    () ->
                        arrived(
                            context, asked, failure == null ? answered : Failures.said(failure))));
  }

  private void arrived(ChannelHandlerContext context, Taken asked, Answered answered) {
    state = State.PASSING;
    if (context.channel().isActive()) {
      write(context, asked, answered);
      while (state != State.WAITING && !behind.isEmpty()) {
        channelRead(context, behind.remove());
      }
      if (state != State.WAITING) {
        context.channel().config().setAutoRead(true);
      }
      channelReadComplete(context);
    } else {
      letGo(behind);
    }
    path().end();
  }

  private FastPath path() {
    return Objects.requireNonNull(fast, "it took the request");
  }

  private void write(ChannelHandlerContext context, Taken asked, Answered answered) {
    ByteBuf bytes =
        Objects.requireNonNull(fast, "it took the request").bytes(asked, answered, context.alloc());
    ChannelHandlerContext encoder = context.pipeline().context(HttpResponseEncoder.class);
    if (encoder == null) {
      bytes.release();
      return;
    }
    var _ = encoder.write(bytes, encoder.voidPromise());
    written = true;
  }

  private static void letGo(Collection<?> messages) {
    messages.forEach(ReferenceCountUtil::release);
    messages.clear();
  }

  private void shed(ChannelHandlerContext context, HttpRequest request) {
    if (inVertx > 0) {
      // Sent before its turn. Once the turn comes the connection is closed, and whoever sent it
      // knows that it was not answered.
      state = State.ENDING;
      return;
    }
    HttpHeaders headers = request.headers();
    head = request.method().equals(HttpMethod.HEAD);
    boolean awkward =
        headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
            || headers.contains(HttpHeaderNames.EXPECT)
            || HttpUtil.getContentLength(request, 0L) > limit.bytesMax();
    keep =
        !awkward
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
            && HttpUtil.isKeepAlive(request)
            && headers.getAll(HttpHeaderNames.HOST).size() == 1;
    skipped = 0;
    state = State.SKIPPING;
    if (awkward) {
      send(context);
    }
  }

  private void skip(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpContent content) {
      skipped += content.content().readableBytes();
    }
    boolean last = message instanceof LastHttpContent;
    ReferenceCountUtil.release(message);
    if (last || skipped > limit.bytesMax()) {
      cancelDeadline();
      keep &= last;
      send(context);
    }
  }

  private void send(ChannelHandlerContext context) {
    state = keep ? State.PASSING : State.ENDING;
    // From the encoder on, which has nothing left to do; whoever reads no answers gets no more.
    ChannelHandlerContext encoder = context.pipeline().context(HttpResponseEncoder.class);
    if (encoder == null || !context.channel().isWritable()) {
      var _ = context.close();
      return;
    }
    var _ = encoder.writeAndFlush(reply().bytes(), encoder.voidPromise());
    if (!keep) {
      // Closing at once would reset the connection while the caller still sends, and it would never
      // see the answer.
      closeIn(context, LINGER_MILLIS);
    }
  }

  private BusyReply reply() {
    if (keep) {
      return head ? BusyReply.KEEPING_HEAD : BusyReply.KEEPING;
    }
    return head ? BusyReply.CLOSING_HEAD : BusyReply.CLOSING;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (state == State.BEGUN) {
      // The rest of it is still on its way, and Vert.x knows how to wait for that.
      letPass(context);
    }
    if (written) {
      written = false;
      context.flush();
    }
    if (state == State.SKIPPING && deadline == null) {
      closeIn(context, limit.deadline().toMillis());
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise written = promise;
    if (message instanceof LastHttpContent && !isInterim(message)) {
      inVertx--;
      if (inVertx == 0 && state == State.ENDING) {
        written = promise.unvoid();
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }
    var _ = context.write(message, written);
  }

  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelDeadline();
    letGo(begun);
    letGo(behind);
    context.fireChannelInactive();
  }

  private void closeIn(ChannelHandlerContext context, long millis) {
    cancelDeadline();
    deadline =
        context
            .executor()
            .schedule(
                () -> {
                  var _ = context.close();
                },
                millis,
                TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
