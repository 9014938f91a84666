package dev.mien.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An OpenID provider of a test, on loopback, that can be told to misbehave. */
public final class LocalProvider implements AutoCloseable {
  public static final String CLIENT = "mien console";
  public static final String SECRET = "a secret: with % & signs";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
  private volatile RSAKey key = rsa("first");

  /** What makes tokens other than they should be. */
  public volatile Consumer<JWTClaimsSet.Builder> claims = _ -> {};

  /** What stands in the place of a token. */
  volatile UnaryOperator<String> token = text -> text;

  /** What the discovery document says otherwise. */
  public volatile Consumer<JsonObject> discovery = _ -> {};

  /** What calls wait for before they are answered. */
  public volatile CountDownLatch answering = new CountDownLatch(0);

  /** How a call is answered before it is looked at; 0 for as it should be. */
  volatile int status;

  private LocalProvider(HttpServer server) {
    this.server = server;
  }

  public static LocalProvider start() throws IOException {
    LocalProvider provider =
        new LocalProvider(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    provider.server.setExecutor(provider.threads);
    provider.on("/.well-known/openid-configuration", _ -> provider.document());
    provider.on("/keys", _ -> new JWKSet(provider.key.toPublicJWK()).toString());
    provider.on("/token", provider::token);
    provider.server.createContext("/authorize", provider::authorize);
    provider.server.start();
    return provider;
  }

  private interface Answer {
    String to(HttpExchange exchange) throws IOException;
  }

  private void on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try {
            answering.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          String body = status == 0 ? answer.to(exchange) : "";
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          if (status / 100 == 3) {
            exchange.getResponseHeaders().set("Location", issuer() + path);
          }
          int answered = status != 0 ? status : body.isEmpty() ? 400 : 200;
          exchange.sendResponseHeaders(answered, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  /** Signs with another key from now on, and shows only that. */
  public void rotate() {
    key = rsa("second");
  }

  static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2_048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of a node that people sign in to here. */
  public String[] settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "MIEN_OIDC_ISSUER=" + issuer(),
                "MIEN_OIDC_CLIENT_ID=" + CLIENT,
                "MIEN_OIDC_CLIENT_SECRET=" + SECRET,
                "MIEN_OIDC_ROLES=writers=author,"
                    + " leads=publisher,checkers=auditor,ops=administrator",
                "MIEN_CONSOLE_URL=http://127.0.0.1:9"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String document() {
    JsonObject document =
        new JsonObject()
            .put("issuer", issuer())
            .put("authorization_endpoint", issuer() + "/authorize?tenant=a")
            .put("token_endpoint", issuer() + "/token")
            .put("jwks_uri", issuer() + "/keys")
            .put("authorization_response_iss_parameter_supported", true)
            .put(
                "token_endpoint_auth_methods_supported",
                new JsonArray().add("client_secret_basic"));
    discovery.accept(document);
    return document.encode();
  }

  /** Whoever comes here is signed in already, and sent back. */
  private void authorize(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    Map<String, String> parameters = parameters(query);
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            parameters.get("redirect_uri")
                + "?code="
                + code(query)
                + "&state="
                + parameters.get("state")
                + "&iss="
                + URLEncoder.encode(issuer(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /**
   * Somebody says at the provider that it is them: the code that their browser is sent back with.
   */
  public String code(String query) {
    Map<String, String> parameters = parameters(query);
    String code = UUID.randomUUID().toString();
    asked.put(code, parameters);
    return code;
  }

  public static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new HashMap<>();
    for (String each : form.split("&", -1)) {
      int equals = each.indexOf('=');
      parameters.put(
          each.substring(0, equals),
          URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  // A code is good once, for the client that asked, from where it asked, with what it hashed.
  private String token(HttpExchange exchange) throws IOException {
    Map<String, String> sent =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> before = asked.remove(String.valueOf(sent.get("code")));
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (before == null
        || !basic().equals(authorization)
        || !CLIENT.equals(before.get("client_id"))
        || !"authorization_code".equals(sent.get("grant_type"))
        || !String.valueOf(before.get("redirect_uri")).equals(sent.get("redirect_uri"))
        || !"S256".equals(before.get("code_challenge_method"))
        || !hash(String.valueOf(sent.get("code_verifier"))).equals(before.get("code_challenge"))) {
      return "";
    }
    return new JsonObject()
        .put("access_token", "unused")
        .put("token_type", "Bearer")
        .put("id_token", token.apply(signed(String.valueOf(before.get("nonce")))))
        .encode();
  }

  private String signed(String nonce) {
    try {
      return sign(
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(key.getKeyID())
              .type(JOSEObjectType.JWT)
              .build(),
          claims(nonce),
          new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet claims(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("0815")
            .audience(CLIENT)
            .claim("nonce", nonce)
            .claim("name", "Ann Author")
            .claim("groups", List.of("writers", "everybody"))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)));
    claims.accept(builder);
    return builder.build();
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String basic() {
    String both =
        URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
