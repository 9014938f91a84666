package dev.mien.api.http;

import dev.mien.api.metrics.Meters;
import dev.mien.engine.session.Capsule;
import io.micrometer.core.instrument.Counter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which requests are shed before which, as far as their heads tell, and how many were. For any
 * number of threads.
 *
 * <p>Whether a decision comes with a capsule stands in its body, which is not read. But capsules
 * have one length, and a body shorter than that carries none.
 */
final class Triage {
  private final Map<String, Precedence> byPath = new HashMap<>();
  private final Map<Precedence, Counter> sheds = new EnumMap<>(Precedence.class);

  Triage(List<Route> routes, Meters meters) {
    routes.forEach(route -> byPath.put(route.path(), route.precedence()));
    for (Precedence precedence : Precedence.values()) {
      sheds.put(precedence, meters.shed(precedence.code()));
    }
  }

  Precedence of(HttpRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    Precedence precedence =
        byPath.getOrDefault(query < 0 ? uri : uri.substring(0, query), Precedence.NEWCOMER);
    return precedence == Precedence.RETURNING && isTooShortForCapsule(request)
        ? Precedence.NEWCOMER
        : precedence;
  }

  void count(Precedence precedence) {
    Objects.requireNonNull(sheds.get(precedence), "each has a counter").increment();
  }

  private static boolean isTooShortForCapsule(HttpRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      return false;
    }
    String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    try {
      return length != null && Long.parseLong(length) < Capsule.LETTERS;
    } catch (NumberFormatException _) {
      return true;
    }
  }
}
