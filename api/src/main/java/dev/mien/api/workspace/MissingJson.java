package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.counts.Known;
import java.io.IOException;
import java.util.List;

/** The member that names what could not be asked. */
final class MissingJson {
  private MissingJson() {}

  /** Writes it; it is empty if all that there is to know is told. */
  static void write(Known<?> known, JsonGenerator out) throws IOException {
    List<String> codes = known.missing().stream().map(Known.Place::code).sorted().toList();
    out.writeArrayFieldStart("missing");
    for (String code : codes) {
      out.writeString(code);
    }
    out.writeEndArray();
  }
}
