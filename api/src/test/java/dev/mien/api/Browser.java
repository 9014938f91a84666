package dev.mien.api;

import dev.mien.api.Node.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of a browser matters here: it keeps cookies, and goes where it is sent when it is told to.
 */
final class Browser {
  private final Node node;
  private final Map<String, String> cookies;

  Browser(Node node) {
    this(node, new TreeMap<>());
  }

  private Browser(Node node, Map<String, String> cookies) {
    this.node = node;
    this.cookies = cookies;
  }

  /** The same browser, with the same cookies, at another node. */
  Browser at(Node other) {
    return new Browser(other, cookies);
  }

  /** The value of a cookie; empty for none. */
  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  Reply send(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(node.adminAt(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    Reply reply =
        new Reply(
            node.client()
                .send(
                    request
                        .method(
                            method,
                            body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body))
                        .build(),
                    BodyHandlers.ofString()));
    reply.response().headers().allValues("Set-Cookie").forEach(this::keep);
    return reply;
  }

  private void keep(String set) {
    int equals = set.indexOf('=');
    String name = set.substring(0, equals);
    if (set.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, set.substring(equals + 1, set.indexOf(';')));
    }
  }

  Reply get(String path) throws Exception {
    return send("GET", path, "");
  }

  /** Begins to sign in at a provider: the query that the provider is asked with. */
  String leave(String path) throws Exception {
    String place = get(path).header("Location");
    String query = URI.create(place).getRawQuery();
    if (query == null) {
      throw new IllegalStateException("nobody is sent to a provider by " + place);
    }
    return query;
  }
}
