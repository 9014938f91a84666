package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.JsonWriting;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The answer to a request that is shed, as bytes that are made once. For any number of threads. */
final class BusyReply {
  private static final String RETRY_SECONDS = "1";
  private static final String KEEP = "";
  private static final String CLOSE = "connection: close\r\n";

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
    StringBuilder head = new StringBuilder("HTTP/1.1 503 Service Unavailable\r\n");
    Gate.PROTECTION.forEach(
        (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("retry-after: ").append(RETRY_SECONDS).append("\r\n");
    head.append("content-type: ").append(Replies.PROBLEM).append("\r\n");
    head.append("cache-control: no-store\r\n").append(connection);
    head.append("content-length: ").append(body().length()).append("\r\n\r\n");
    // Outside the heap, so that sending them copies nothing.
    ByteBuf all = Unpooled.directBuffer();
    all.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
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
