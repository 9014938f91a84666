package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;

/** Something that writes itself as JSON. */
@FunctionalInterface
public interface JsonWriting {
  JsonFactory FACTORY = new JsonFactory();

  /** As long as most answers are; others grow. */
  int BYTES_EXPECTED = 1024;

  void to(JsonGenerator out) throws IOException;

  /** The bytes of one JSON text. */
  static Buffer bytes(JsonWriting writing) {
    Buffer bytes = Buffer.buffer(BYTES_EXPECTED);
    into(new Appending(bytes), writing);
    return bytes;
  }

  /** Writes one JSON text into memory. */
  static void into(OutputStream memory, JsonWriting writing) {
    try (JsonGenerator out = FACTORY.createGenerator(memory, JsonEncoding.UTF8)) {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("writing into memory does not fail", e);
    }
  }

  /** What is written goes to the end of a buffer. */
  final class Appending extends OutputStream {
    private final Buffer bytes;

    Appending(Buffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int octet) {
      bytes.appendByte((byte) octet);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes.appendBytes(from, offset, length);
    }
  }
}
