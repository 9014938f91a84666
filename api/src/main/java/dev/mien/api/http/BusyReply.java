package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.JsonWriting;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;

/** The answer to a request that is shed, as bytes that are made once. For any number of threads. */
final class BusyReply {
  private static final String KEEP = "";
  private static final String CLOSE = ReplyHead.field("connection", "close");

  /** After it the connection goes on. */
  static final BusyReply KEEPING = new BusyReply(KEEP, body());

  /** After it the connection goes on; it answers HEAD. */
  static final BusyReply KEEPING_HEAD = new BusyReply(KEEP, Buffer.buffer());

  /** After it the connection is closed. */
  static final BusyReply CLOSING = new BusyReply(CLOSE, body());

  /** After it the connection is closed; it answers HEAD. */
  static final BusyReply CLOSING_HEAD = new BusyReply(CLOSE, Buffer.buffer());

  private final ByteBuf bytes;

  private BusyReply(String connection, Buffer sent) {
    ReplyHead head =
        ReplyHead.of(
            HttpResponseStatus.SERVICE_UNAVAILABLE,
            Replies.PROBLEM,
            ReplyHead.field("retry-after", "1") + connection);
    // Outside the heap, so that sending them copies nothing.
    ByteBuf all = Unpooled.directBuffer();
    all.writeBytes(head.whole(body().length()));
    all.writeBytes(sent.getBytes());
    this.bytes = Unpooled.unreleasableBuffer(all.asReadOnly());
  }

  private static Buffer body() {
    return JsonWriting.bytes(out -> Replies.write(Problem.of(Kind.OVERLOADED), out));
  }

  /** The bytes, to be sent once; releasing them does nothing. */
  ByteBuf bytes() {
    return bytes.duplicate();
  }
}
