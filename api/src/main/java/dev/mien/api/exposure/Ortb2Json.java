package dev.mien.api.exposure;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.session.Site;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A fragment of an OpenRTB 2.6 request, with the segments of a user. It is filled up with spaces,
 * so that its length says nothing.
 */
final class Ortb2Json {
  /** IAB Audience Taxonomy 1.1, as the list of taxonomies numbers it. */
  private static final int SEGTAX = 4;

  private static final int BYTES = 512;

  private Ortb2Json() {}

  static Buffer bytes(Site site, List<Integer> ids) {
    Buffer written = JsonWriting.bytes(out -> write(site, ids, out));
    if (written.length() > BYTES) {
      throw new IllegalStateException("an answer of " + written.length() + " bytes");
    }
    String filling = " ".repeat(BYTES - written.length());
    return Buffer.buffer(BYTES)
        .appendBuffer(written)
        .appendBytes(filling.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(Site site, List<Integer> ids, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("user");
    out.writeArrayFieldStart("data");
    if (!ids.isEmpty()) {
      out.writeStartObject();
      out.writeStringField("name", site.name());
      out.writeObjectFieldStart("ext");
      out.writeNumberField("segtax", SEGTAX);
      out.writeEndObject();
      out.writeArrayFieldStart("segment");
      for (int id : ids) {
        out.writeStartObject();
        out.writeStringField("id", Integer.toString(id));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }
}
