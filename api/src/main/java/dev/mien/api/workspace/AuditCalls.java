package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;

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

/** The routes that show the audit, hand out all of it, and follow its chain. */
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
    AuditExport export = new AuditExport(audit);
    return List.of(
        Route.get(AUDIT, this::list).needs(Permission.AUDIT),
        Route.get(AUDIT + "/export", export::send).needs(Permission.AUDIT),
        Route.get(AUDIT + "/verification", this::verify).needs(Permission.AUDIT));
  }

  /**
   * Which entries are asked for.
   *
   * @param after the first is the one after it
   * @param before the last is the one before it; 0 for whatever comes
   */
  private record Asked(long after, long before, int limit) {}

  private void list(RoutingContext context) {
    Optional<Long> after = number(context, "after", 0);
    Optional<Long> before = number(context, "before", 0);
    Optional<Long> limit =
        number(context, "limit", LIMIT).filter(number -> number >= 1 && number <= LIMIT_MAX);
    if (after.isEmpty() || before.isEmpty() || limit.isEmpty()) {
      Replies.problem(
          context,
          Problem.of(
              Kind.INVALID_QUERY,
              "Send after or before as a whole number from 0, and limit as one from 1 to "
                  + LIMIT_MAX
                  + "."));
      return;
    }
    Asked asked = new Asked(after.get(), before.get(), limit.get().intValue());
    aside(context, () -> found(asked), found -> reply(context, found));
  }

  private record Found(List<Entry> entries, long newest) {}

  // Sequences have no gaps, so the last ones before one are counted and not searched for.
  private Found found(Asked asked) throws IOException {
    long newest = audit.newest();
    long after = asked.after();
    long limit = asked.limit();
    if (asked.before() > 0) {
      long end = Math.min(asked.before(), newest + 1);
      after = Math.max(after, end - 1 - limit);
      limit = Math.min(limit, end - 1 - after);
    }
    return new Found(limit <= 0 ? List.of() : audit.after(after, (int) limit), newest);
  }

  private static void reply(RoutingContext context, Found found) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeNumberField("newest", found.newest());
          out.writeArrayFieldStart("entries");
          for (Entry entry : found.entries()) {
            AuditExport.write(entry, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static Optional<Long> number(RoutingContext context, String name, long standard) {
    String text = context.request().getParam(name);
    if (text == null) {
      return Optional.of(standard);
    }
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
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
