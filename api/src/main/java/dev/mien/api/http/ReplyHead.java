package dev.mien.api.http;

import dev.mien.api.json.JsonWriting;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** The head of a reply as bytes, up to the length of its body. For any number of threads. */
final class ReplyHead {
  private static final int BODY_EXPECTED = 2_048;
  private static final String LENGTH = "content-length: ";
  private static final String END = "\r\n\r\n";
  private static final int TAIL_MAX = 10 + END.length();

  private final byte[] bytes;

  private ReplyHead(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The head of a reply that nobody stores.
   *
   * @param more fields of its own, each with its end of line
   */
  static ReplyHead of(HttpResponseStatus status, CharSequence contentType, String more) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    Gate.PROTECTION.forEach((name, value) -> head.append(field(name, value)));
    head.append(field("content-type", contentType)).append(field("cache-control", "no-store"));
    head.append(more).append(LENGTH);
    return new ReplyHead(ascii(head.toString()));
  }

  /** One field with its end of line. */
  static String field(CharSequence name, CharSequence value) {
    return name + ": " + value + "\r\n";
  }

  /** The head alone, of a reply whose body would have {@code length} bytes. */
  byte[] whole(int length) {
    return ascii(new String(bytes, StandardCharsets.ISO_8859_1) + length + END);
  }

  /** A reply in one buffer, which the caller releases. */
  ByteBuf with(JsonWriting body, ByteBufAllocator buffers) {
    // The body is written first, behind the room for its head, because the head says how long it
    // is.
    int room = bytes.length + TAIL_MAX;
    ByteBuf all = buffers.directBuffer(room + BODY_EXPECTED);
    try {
      all.writerIndex(room);
      JsonWriting.into(new ByteBufOutputStream(all), body);
      byte[] tail = ascii(all.writerIndex() - room + END);
      int start = room - tail.length - bytes.length;
      all.setBytes(start, bytes);
      all.setBytes(room - tail.length, tail);
      return all.readerIndex(start);
    } catch (RuntimeException e) {
      all.release();
      throw e;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
