package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets only those pass who carry the admin token, but for a few paths that anybody may read. */
public final class TokenGuard implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";

  private final byte[] token;
  private final Set<String> openPaths;

  public TokenGuard(byte[] token, Set<String> openPaths) {
    this.token = token.clone();
    this.openPaths = Set.copyOf(openPaths);
  }

  @Override
  public void handle(RoutingContext context) {
    if (openPaths.contains(context.normalizedPath())
        || isToken(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      context.next();
      return;
    }
    context.response().putHeader("www-authenticate", "Bearer realm=\"mien admin\"");
    Replies.problem(context, Problem.of(Kind.TOKEN_NEEDED));
  }

  /** Takes as long for a wrong token as for the right one. */
  private boolean isToken(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] sent = authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(sent, token);
  }
}
