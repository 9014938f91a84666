package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Something that writes itself as JSON. */
@FunctionalInterface
public interface JsonWriting {
  JsonFactory FACTORY = new JsonFactory();

  void to(JsonGenerator out) throws IOException;

  /** The bytes of one JSON text. */
  static Buffer bytes(JsonWriting writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("writing into memory does not fail", e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
