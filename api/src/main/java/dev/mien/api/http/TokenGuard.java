package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those pass who carry a token that is good for the path, but for a few paths that
 * anybody may read.
 */
public final class TokenGuard implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";

  private final List<Holder> holders;
  private final Set<String> openPaths;

  public TokenGuard(List<Holder> holders, Set<String> openPaths) {
    this.holders = List.copyOf(holders);
    this.openPaths = Set.copyOf(openPaths);
  }

  /**
   * Whoever carries one token.
   *
   * @param mayCall which paths it is good for
   */
  public record Holder(String token, Predicate<String> mayCall) {
    /** Never the token. */
    @Override
    public String toString() {
      return "Holder";
    }
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (openPaths.contains(path)) {
      context.next();
      return;
    }
    @Nullable String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    boolean known = false;
    boolean may = false;
    // All are compared with, so that the time it takes does not tell which one is nearly right.
    for (Holder holder : holders) {
      boolean holds = isToken(authorization, holder.token());
      known |= holds;
      may |= holds && holder.mayCall().test(path);
    }
    if (may) {
      context.next();
    } else if (known) {
      Replies.problem(context, Problem.of(Kind.OTHER_TOKEN_NEEDED));
    } else {
      context.response().putHeader("www-authenticate", "Bearer realm=\"mien admin\"");
      Replies.problem(context, Problem.of(Kind.TOKEN_NEEDED));
    }
  }

  /** Takes as long for a wrong token as for the right one. */
  private static boolean isToken(@Nullable String authorization, String token) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] sent = authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(sent, token.getBytes(StandardCharsets.UTF_8));
  }
}
