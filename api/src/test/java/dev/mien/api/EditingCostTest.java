package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.OperatingSystemMXBean;
import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What editing costs with 2,000 segments; printed, since a test says nothing of time. */
class EditingCostTest {
  private static final int SEGMENTS = 2_000;
  private static final int ATTRIBUTES = 50;
  private static final int SLOTS = 20;
  private static final String SEGMENTS_FILE = "segments.yaml";

  /** What others on the machine do lengthens a call, and hardly changes what it costs. */
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int CALLS = Boolean.getBoolean("mien.full") ? 40 : 5;

  @Test
  void aLargeWorkspaceIsAnsweredInTimesThatAreSaid() throws Exception {
    JsonObject files = large();
    try (Node node = Node.empty()) {
      assertEquals(
          201,
          node.admin(
                  "PUT",
                  "/admin/v1/drafts/large",
                  new JsonObject().put("files", files).encode(),
                  "Content-Type",
                  "application/json")
              .status());
      JsonObject draft = new JsonObject().put("draft", "large");
      say(
          "edits",
          node,
          draft.copy(),
          (body, n) ->
              body.put(
                  "edits",
                  new JsonArray()
                      .add(
                          new JsonObject()
                              .put("put", "segment")
                              .put("name", "s" + n)
                              .put(
                                  "value",
                                  new JsonObject()
                                      .put("title", "Edited " + n)
                                      .put("when", "a1 is x and a2 is y")))));
      say(
          "trial",
          node,
          draft.copy(),
          (body, n) ->
              body.put(
                  "segment",
                  new JsonObject()
                      .put("name", "s7")
                      .put("title", "Seven")
                      .put("when", "a" + n % ATTRIBUTES + " is x and not s" + (100 + n))));
      say(
          "completions",
          node,
          draft.copy(),
          (body, n) -> body.put("text", "a1 is x and s" + n % 10));
      // No call asks about texts that one before it has asked about.
      say(
          "diff",
          node,
          new JsonObject(),
          (body, n) -> body.put("before", side(files)).put("after", side(changed(files, 7, n))));
      say(
          "merge",
          node,
          new JsonObject(),
          (body, n) ->
              body.put("base", side(files))
                  .put("mine", side(changed(files, 7, n)))
                  .put("theirs", side(changed(files, 9, n))));
      say("outline", node, new JsonObject(), (body, n) -> body.put("files", changed(files, 11, n)));
      say("a draft", _ -> node.admin("GET", "/admin/v1/drafts/large", ""));
      long[] revision = {1};
      say(
          "saving",
          n -> {
            return node.admin(
                "PUT",
                "/admin/v1/drafts/large",
                side(changed(files, 7, n)).encode(),
                "Content-Type",
                "application/json",
                "If-Match",
                "\"" + revision[0]++ + "\"");
          });
    }
  }

  private static JsonObject changed(JsonObject files, int segment, int to) {
    String text = files.getString(SEGMENTS_FILE);
    return files
        .copy()
        .put(
            SEGMENTS_FILE,
            text.replace("Segment number " + segment + "\n", "Changed to " + to + "\n"));
  }

  private static JsonObject side(JsonObject files) {
    return new JsonObject().put("files", files);
  }

  @FunctionalInterface
  private interface Asking {
    void put(JsonObject body, int call);
  }

  @FunctionalInterface
  private interface Calling {
    Reply call(int number) throws Exception;
  }

  private static void say(String route, Node node, JsonObject body, Asking asking)
      throws Exception {
    say(
        route,
        call -> {
          asking.put(body, Math.floorMod(call, SEGMENTS));
          return node.admin(
              "POST", "/admin/v1/" + route, body.encode(), "Content-Type", "application/json");
        });
  }

  private static void say(String route, Calling calling) throws Exception {
    long[] nanos = new long[CALLS];
    long cpuNanos = 0;
    for (int call = -CALLS; call < CALLS; call++) {
      if (call == 0) {
        cpuNanos = -PROCESS.getProcessCpuTime();
      }
      long start = System.nanoTime();
      Reply reply = calling.call(call);
      if (call >= 0) {
        nanos[call] = System.nanoTime() - start;
      }
      assertEquals(200, reply.status(), reply.text());
    }
    cpuNanos += PROCESS.getProcessCpuTime();
    Arrays.sort(nanos);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s with %d segments: p50 %.1f ms, p95 %.1f ms, CPU of node and client %.1f ms",
            route,
            SEGMENTS,
            nanos[CALLS / 2] / 1e6,
            nanos[CALLS * 95 / 100] / 1e6,
            cpuNanos / 1e6 / CALLS));
  }

  private static JsonObject large() {
    StringBuilder schema =
        new StringBuilder("schema:\n  purposes: { p: { title: T, bits: 512 } }\n  attributes:\n");
    for (int i = 0; i < ATTRIBUTES; i++) {
      schema.append(
          "    a%d: { choice: [x, y, z], from: site, purpose: p, benefit: B }\n".formatted(i));
    }
    StringBuilder segments = new StringBuilder("segments:\n");
    for (int n = 0; n < SEGMENTS; n++) {
      segments.append(
          "  s%d:\n    title: Segment number %d\n    when: a%d is x and (a%d is y or not (a%d is z))%s\n\n"
              .formatted(
                  n,
                  n,
                  n % ATTRIBUTES,
                  (n + 7) % ATTRIBUTES,
                  (n + 13) % ATTRIBUTES,
                  n % 3 == 1 ? " or s" + (n - 1) : ""));
    }
    StringBuilder slots = new StringBuilder("slots:\n");
    for (int slot = 0; slot < SLOTS; slot++) {
      slots.append(
          "  slot%d:\n    title: Slot\n    purpose: p\n    content: { text: text }\n    fallback: { text: Hi }\n    offers:\n"
              .formatted(slot));
      for (int i = 0; i < SEGMENTS / SLOTS; i++) {
        slots.append(
            "      - for: s%d\n        priority: %d\n        variants: { a: { text: Hello } }\n"
                .formatted(slot * (SEGMENTS / SLOTS) + i, i));
      }
    }
    return new JsonObject()
        .put("schema.yaml", schema.toString())
        .put(SEGMENTS_FILE, segments.toString())
        .put("slots.yaml", slots.toString());
  }
}
