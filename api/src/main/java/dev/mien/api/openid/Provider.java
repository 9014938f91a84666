package dev.mien.api.openid;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.api.openid.IdTokens.Expected;
import dev.mien.api.openid.Outside.Reply;
import dev.mien.api.openid.SignInFailure.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One provider: the authorization code flow with PKCE. For any number of threads; blocks for a few
 * seconds at the most.
 *
 * <p>What it says of itself and its keys are kept for an hour; a token with a key that is not among
 * them has them fetched again, at most twice a minute.
 */
public final class Provider {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration KEYS_AGAIN = Duration.ofSeconds(30);

  private final Registration registration;
  private final Outside outside = new Outside();
  private final InstantSource clock;
  private volatile @Nullable Fetched<Metadata> metadata;
  private volatile @Nullable Fetched<JWKSet> keys;

  private record Fetched<T>(T what, Instant at) {}

  public Provider(Registration registration, InstantSource clock) {
    this.registration = registration;
    this.clock = clock;
  }

  /**
   * What a browser is sent away with, and must come back with.
   *
   * @param verifier what only who began can show (RFC 7636)
   */
  public record Way(String state, String nonce, String verifier) {
    /** None of it. */
    @Override
    public String toString() {
      return "Way";
    }
  }

  /**
   * What a browser comes back with.
   *
   * @param issuer whom it says it comes from
   */
  public record Return(String code, Optional<String> issuer) {
    /** None of it. */
    @Override
    public String toString() {
      return "Return";
    }
  }

  /** Where a browser is sent. */
  public URI authorization(Way way) throws SignInFailure {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", registration.client());
    parameters.put("redirect_uri", registration.callback().toString());
    parameters.put("scope", "openid profile email");
    parameters.put("state", way.state());
    parameters.put("nonce", way.nonce());
    parameters.put("code_challenge", challenge(way.verifier()));
    parameters.put("code_challenge_method", "S256");
    URI endpoint = metadata().authorization();
    return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + form(parameters));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Who somebody is that has come back. */
  public Subject subject(Way way, Return back) throws SignInFailure {
    Metadata provider = metadata();
    // Whoever is registered at several providers must not show one the code of another.
    boolean own = back.issuer().map(registration.issuer()::equals).orElse(!provider.names());
    if (!own) {
      throw new SignInFailure(Reason.REFUSED, "the browser came back from another issuer");
    }
    SignedJWT token = IdTokens.parse(idToken(provider, way, back));
    Expected expected =
        new Expected(registration.issuer(), registration.client(), way.nonce(), clock.instant());
    return IdTokens.check(token, keysFor(provider, token), expected);
  }

  private String idToken(Metadata provider, Way way, Return back) throws SignInFailure {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", back.code());
    parameters.put("redirect_uri", registration.callback().toString());
    parameters.put("code_verifier", way.verifier());
    String authorization = "";
    if (registration.secret().isPresent() && provider.basic()) {
      authorization = basic(registration.client(), registration.secret().orElseThrow());
    } else {
      parameters.put("client_id", registration.client());
      registration.secret().ifPresent(secret -> parameters.put("client_secret", secret));
    }
    Reply reply = outside.post(provider.token(), form(parameters), authorization);
    if (reply.status() / 100 == 5) {
      throw new SignInFailure(
          Reason.UNAVAILABLE, "the provider answers a code with " + reply.status());
    }
    if (reply.status() != 200) {
      throw new SignInFailure(
          Reason.REFUSED,
          "the provider refuses a code, or the client with its secret, with " + reply.status());
    }
    if (Metadata.object(reply.body(), "answer to a code").get("id_token") instanceof String token) {
      return token;
    }
    throw new SignInFailure(Reason.REFUSED, "the provider answers a code without an ID token");
  }

  private static String basic(String client, String secret) {
    byte[] both = (encoded(client) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Metadata metadata() throws SignInFailure {
    Fetched<Metadata> kept = metadata;
    Instant now = clock.instant();
    if (kept != null && now.isBefore(kept.at().plus(KEPT))) {
      return kept.what();
    }
    Metadata found =
        Metadata.of(outside.get(Metadata.place(registration.issuer())), registration.issuer());
    metadata = new Fetched<>(found, now);
    return found;
  }

  private JWKSet keysFor(Metadata provider, SignedJWT token) throws SignInFailure {
    Fetched<JWKSet> kept = keys;
    Instant now = clock.instant();
    if (kept != null && now.isBefore(kept.at().plus(KEPT))) {
      boolean tooSoon = now.isBefore(kept.at().plus(KEYS_AGAIN));
      if (tooSoon || IdTokens.knows(kept.what(), token)) {
        return kept.what();
      }
    }
    Reply reply = outside.get(provider.keys());
    try {
      JWKSet found = JWKSet.parse(reply.body());
      keys = new Fetched<>(found, now);
      return found;
    } catch (ParseException _) {
      throw new SignInFailure(Reason.UNAVAILABLE, "the keys of the provider cannot be read");
    }
  }
}
