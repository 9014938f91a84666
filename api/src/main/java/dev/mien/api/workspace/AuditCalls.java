package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.Entry;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The routes that show the audit, and follow its chain. */
public final class AuditCalls {
  private static final String AUDIT = "/admin/v1/audit";
  private static final int LIMIT_MAX = 1_000;
  private static final int LIMIT = 100;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Audit audit;

  public AuditCalls(Audit audit) {
    this.audit = audit;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(AUDIT, this::list).needs(Permission.AUDIT),
        Route.get(AUDIT + "/verification", this::verify).needs(Permission.AUDIT));
  }

  private void list(RoutingContext context) {
    Optional<Long> after = number(context, "after", 0);
    Optional<Long> limit =
        number(context, "limit", LIMIT).filter(number -> number >= 1 && number <= LIMIT_MAX);
    if (after.isEmpty() || limit.isEmpty()) {
      Replies.problem(
          context,
          Problem.of(
              Kind.INVALID_QUERY,
              "Send after as a whole number from 0, and limit as one from 1 to "
                  + LIMIT_MAX
                  + "."));
      return;
    }
    aside(
        context,
        () -> audit.after(after.orElseThrow(), limit.orElseThrow().intValue()),
        entries ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeArrayFieldStart("entries");
                  for (Entry entry : entries) {
                    write(entry, out);
                  }
                  out.writeEndArray();
                  out.writeEndObject();
                }));
  }

  private static Optional<Long> number(RoutingContext context, String name, long standard) {
    String text = context.request().getParam(name);
    if (text == null) {
      return Optional.of(standard);
    }
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static void write(Entry entry, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("sequence", entry.sequence());
    out.writeStringField("at", entry.deed().change().at().toString());
    out.writeStringField("actor", entry.deed().change().by().name());
    out.writeStringField("action", entry.deed().action().code());
    out.writeStringField("subject", entry.deed().subject());
    out.writeStringField("previous", entry.previous());
    out.writeStringField("hash", entry.hash());
    out.writeEndObject();
  }

  private void verify(RoutingContext context) {
    aside(
        context,
        audit::verify,
        verdict ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  switch (verdict) {
                    case Audit.Verdict.Whole(long entries, String head) -> {
                      out.writeBooleanField("whole", true);
                      out.writeNumberField("entries", entries);
                      out.writeStringField("head", head);
                    }
                    case Audit.Verdict.Broken(long sequence) -> {
                      out.writeBooleanField("whole", false);
                      out.writeNumberField("brokenAt", sequence);
                    }
                  }
                  out.writeEndObject();
                }));
  }
}
