package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Aside;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.DamagedEntryException;
import dev.mien.engine.workspace.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;

/**
 * Sends the whole audit as JSON lines: a note how to check them, then one entry a line.
 *
 * <p>It is read and sent a page at a time, as fast as the caller takes it, so its length costs no
 * memory. If the database goes away in between, the connection is closed: what the caller has is
 * then visibly no whole response.
 */
final class AuditExport {
  /** JSON lines, as their definition names them. */
  private static final String JSON_LINES = "application/jsonl";

  private static final String NOTE =
      "Each hash is the SHA-256 of six lines, each ended by a line feed: sequence, milliseconds"
          + " since 1970, actor (the id; and the name after a space where that is another), action,"
          + " subject, the hash before. mien audit-check follows the chain without a node. That"
          + " lines are missing at the end shows only against a hash that was kept elsewhere.";

  private final Audit audit;

  AuditExport(Audit audit) {
    this.audit = audit;
  }

  /** A page of entries. */
  private record Page(List<Entry> entries, boolean isDamagedAfter) {}

  void send(RoutingContext context) {
    Aside.aside(
        context,
        () -> page(0),
        first -> {
          HttpServerResponse response = context.response();
          response
              .setChunked(true)
              .putHeader(HttpHeaders.CONTENT_TYPE, JSON_LINES)
              .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
              .putHeader("content-disposition", "attachment; filename=\"mien-audit.jsonl\"");
          var _ = response.write(line(out -> out.writeStringField("note", NOTE)));
          go(context, first, 0);
        });
  }

  private Page page(long sequence) throws IOException {
    try {
      return new Page(audit.after(sequence, Audit.PAGE), false);
    } catch (DamagedEntryException _) {
      return new Page(List.of(), true);
    }
  }

  private void go(RoutingContext context, Page page, long before) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    if (page.entries().isEmpty()) {
      var _ =
          page.isDamagedAfter()
              ? response.end(line(out -> out.writeNumberField("brokenAt", before + 1)))
              : response.end();
      return;
    }
    Buffer lines = Buffer.buffer();
    page.entries().forEach(entry -> lines.appendBuffer(line(out -> writeMembers(entry, out))));
    long last = page.entries().getLast().sequence();
    response
        .write(lines)
        .onSuccess(
            _ ->
                context
                    .vertx()
                    .executeBlocking(() -> page(last), false)
                    .onSuccess(next -> go(context, next, last))
                    // Whoever watches the database says in the log why.
                    .onFailure(_ -> closed(context)));
  }

  private static void closed(RoutingContext context) {
    var _ = context.request().connection().close();
  }

  private static Buffer line(JsonWriting members) {
    return JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              members.to(out);
              out.writeEndObject();
            })
        .appendString("\n");
  }

  /** Writes one entry as an object. */
  static void write(Entry entry, JsonGenerator out) throws IOException {
    out.writeStartObject();
    writeMembers(entry, out);
    out.writeEndObject();
  }

  private static void writeMembers(Entry entry, JsonGenerator out) throws IOException {
    out.writeNumberField("sequence", entry.sequence());
    out.writeStringField("at", entry.deed().change().at().toString());
    out.writeStringField("actor", entry.deed().change().by().id());
    out.writeStringField("action", entry.deed().action().code());
    out.writeStringField("subject", entry.deed().subject());
    out.writeStringField("name", entry.deed().change().by().name());
    out.writeStringField("previous", entry.previous());
    out.writeStringField("hash", entry.hash());
  }
}
