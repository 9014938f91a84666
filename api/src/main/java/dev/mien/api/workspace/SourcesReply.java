package dev.mien.api.workspace;

import dev.mien.api.http.Replies;
import dev.mien.api.json.JsonWriting;
import dev.mien.segments.source.SourceText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** How a workspace is sent: as one YAML stream to who asks for that, as files in JSON otherwise. */
final class SourcesReply {
  static final String YAML = "application/yaml";

  private SourcesReply() {}

  /**
   * Sends a workspace.
   *
   * @param members what the JSON holds beside the files
   */
  static void send(RoutingContext context, List<SourceText> sources, JsonWriting members) {
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains(YAML)) {
      Replies.body(context, 200, YAML, Buffer.buffer(YamlStream.of(sources)));
      return;
    }
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          members.to(out);
          out.writeObjectFieldStart("files");
          for (SourceText source : sources) {
            out.writeStringField(source.name(), source.text());
          }
          out.writeEndObject();
          out.writeEndObject();
        });
  }
}
