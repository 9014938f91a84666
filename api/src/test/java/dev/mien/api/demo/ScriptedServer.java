package dev.mien.api.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mien.api.pages.Resources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A peer for the browser client that answers as a test says: with the page and the client itself as
 * files, and with whatever the script makes of each call below {@code /v1/}.
 */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Script script = _ -> Reply.contextual();
  private volatile String page = "";
  private volatile String trusted = "";

  private ScriptedServer(HttpServer server) {
    this.server = server;
  }

  /** What a call is answered with; may take its time. */
  interface Script {
    Reply answer(Call call) throws InterruptedException;
  }

  /**
   * One call.
   *
   * @param capsule of its body or its header; empty if it carries none
   */
  record Call(String method, String path, String capsule, JsonObject body) {}

  /** One answer. */
  record Reply(int status, Map<String, String> headers, JsonObject body) {
    Reply {
      headers = Map.copyOf(headers);
    }

    static Reply problem(int status, String code) {
      return new Reply(status, Map.of(), new JsonObject().put("code", code));
    }

    static Reply contextual() {
      return decided("contextual", new JsonObject());
    }

    static Reply decided(String mode, JsonObject decisions) {
      return new Reply(
          200,
          Map.of(),
          new JsonObject()
              .put("edition", 7)
              .put("mode", mode)
              .put("decisions", decisions)
              .put("notices", new JsonArray()));
    }

    /** The same with this notice. */
    Reply noticing(String pointer, String code) {
      JsonObject notice = new JsonObject().put("pointer", pointer).put("code", code);
      return new Reply(status, headers, body.copy().put("notices", new JsonArray().add(notice)));
    }

    /** The same with this member. */
    Reply with(String name, JsonObject member) {
      return new Reply(status, headers, body.copy().put(name, member));
    }

    /** The same with a capsule that lasts an hour. */
    Reply issuing(String capsule) {
      String expires = java.time.Instant.now().plusSeconds(3_600).toString();
      return new Reply(
          status,
          headers,
          body.copy().put("mode", "session").put("capsule", capsule).put("expires", expires));
    }
  }

  static ScriptedServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedServer scripted = new ScriptedServer(http);
    http.setExecutor(scripted.threads);
    http.createContext("/", scripted::handle);
    http.start();
    return scripted;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Starts a test anew: what its page holds, and how its calls are answered. */
  void play(String body, Script answers) {
    calls.clear();
    page = "<!doctype html><html lang=\"en\"><title>test</title><body>" + body + "</body></html>";
    script = answers;
  }

  /** Lets pages load scripts from this origin and call it, and nothing more. */
  void trust(String origin) {
    trusted = "; script-src 'self' " + origin + "; connect-src 'self' " + origin;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/v1/")) {
        answer(exchange, path);
      } else if (path.equals("/mien.js")) {
        send(exchange, 200, "text/javascript", Resources.file("mien.js").orElseThrow());
      } else if (path.equals("/")) {
        send(exchange, 200, "text/html", page.getBytes(StandardCharsets.UTF_8));
      } else {
        send(exchange, 404, "text/plain", new byte[0]);
      }
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonObject body = text.isEmpty() ? new JsonObject() : new JsonObject(text);
    String header = exchange.getRequestHeaders().getFirst("Mien-Capsule");
    String capsule = header == null ? body.getString("capsule", "") : header;
    Call call = new Call(exchange.getRequestMethod(), path, capsule, body);
    calls.add(call);
    Reply reply;
    try {
      reply = script.answer(call);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = reply.body().encode().getBytes(StandardCharsets.UTF_8);
    send(exchange, reply.status(), "application/json", bytes);
  }

  private void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'" + trusted);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
