package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.source.Diagnostic;
import java.io.IOException;
import java.util.List;

/** How diagnostics are written. */
final class DiagnosticJson {
  private DiagnosticJson() {}

  /** Writes them as the member {@code diagnostics}. */
  static void write(List<Diagnostic> diagnostics, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("diagnostics");
    for (Diagnostic diagnostic : diagnostics) {
      out.writeStartObject();
      out.writeStringField("code", diagnostic.code());
      out.writeStringField("severity", diagnostic.severity().word());
      out.writeStringField("file", diagnostic.span().source().name());
      out.writeNumberField("line", diagnostic.span().line());
      out.writeNumberField("column", diagnostic.span().column());
      out.writeStringField("message", diagnostic.message());
      out.writeStringField("hint", diagnostic.hint());
      out.writeStringField("rendered", diagnostic.render());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
