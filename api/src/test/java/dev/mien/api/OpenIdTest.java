package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in at an OpenID provider, and all that must not work. */
class OpenIdTest {
  private static final String START = "/admin/v1/sign-in/openid";
  private static final String CALLBACK = START + "/callback";
  private static final String ME = "/admin/v1/me";
  private static final String COOKIE = "__Host-mien";
  private static final String REFUSED = "/console/#/sign-in?failed=refused";
  private static final String EXPIRED = "/console/#/sign-in?failed=expired";

  private LocalProvider provider;

  @BeforeEach
  void start() throws Exception {
    provider = LocalProvider.start();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private String back(String query) {
    return back(query, provider.code(query), provider.issuer());
  }

  private static String back(String query, String code, String issuer) {
    return CALLBACK
        + "?code="
        + code
        + "&state="
        + LocalProvider.parameters(query).get("state")
        + "&iss="
        + URLEncoder.encode(issuer, StandardCharsets.UTF_8);
  }

  /** All of it, as it should go: where the browser ends up. */
  private String signIn(Browser browser) throws Exception {
    return browser.get(back(browser.leave(START))).header("Location");
  }

  @Test
  void whoeverTheProviderKnowsIsSignedInWithTheRolesOfTheirGroups() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      Browser browser = new Browser(node);
      assertEquals(true, browser.get("/admin/v1/sign-in").json().getBoolean("openid"));
      Reply left =
          browser.get(
              START
                  + "?return="
                  + URLEncoder.encode("/console/#/segments/a", StandardCharsets.UTF_8));
      assertEquals(303, left.status());
      String place = left.header("Location");
      assertTrue(place.startsWith(provider.issuer() + "/authorize?tenant=a&"), place);
      String cookie = left.header("Set-Cookie");
      assertTrue(
          cookie.matches(
              "__Host-mien-leg=[A-Za-z0-9_-]{43}; Max-Age=600; Expires=[^;]*; Path=/; Secure;"
                  + " HTTPOnly; SameSite=Lax"),
          cookie);
      String query = place.substring(place.indexOf('?') + 1);
      Map<String, String> asked = LocalProvider.parameters(query);
      assertEquals("code", asked.get("response_type"));
      assertEquals("S256", asked.get("code_challenge_method"));
      assertEquals("http://127.0.0.1:9" + CALLBACK, asked.get("redirect_uri"));
      for (String random : List.of("state", "nonce", "code_challenge")) {
        assertEquals(43, String.valueOf(asked.get(random)).length(), random);
      }
      Reply done = browser.get(back(query));
      assertEquals(303, done.status());
      assertEquals("/console/#/segments/a", done.header("Location"));
      assertEquals("", browser.cookie("__Host-mien-leg"));
      JsonObject me = browser.get(ME).json();
      assertEquals("Ann Author", me.getJsonObject("person").getString("name"));
      assertEquals(new JsonArray().add("author"), me.getJsonArray("roles"));
      assertEquals("openid", me.getString("means"));
      String id = me.getJsonObject("person").getString("id");
      assertTrue(id.matches("oidc-[0-9a-f]{32}"), id);

      provider.claims = claims -> claims.claim("name", "Ann Other");
      String first = browser.cookie(COOKIE);
      assertEquals("/console/", signIn(browser));
      JsonObject again = browser.get(ME).json();
      assertEquals(id, again.getJsonObject("person").getString("id"), "whatever the name is");
      assertEquals("Ann Other", again.getJsonObject("person").getString("name"));
      assertNotEquals(first, browser.cookie(COOKIE));

      JsonObject entry =
          node.admin("GET", "/admin/v1/audit", "").json().getJsonArray("entries").getJsonObject(0);
      assertEquals(id, entry.getString("actor"));
      assertEquals("signed-in", entry.getString("action"));
      assertEquals("by openid as author", entry.getString("subject"));
    }
  }

  @Test
  void groupsBecomeRolesAndWhoeverHasNoneDoesNotGetIn() throws Exception {
    try (Node node = Node.empty(provider.settings("MIEN_OIDC_ROLES_CLAIM=realm.groups"))) {
      provider.claims =
          claims -> claims.claim("realm", Map.of("groups", List.of("leads", "ops", "checkers")));
      Browser browser = new Browser(node);
      assertEquals("/console/", signIn(browser));
      JsonObject me = browser.get(ME).json();
      assertEquals(
          new JsonArray(List.of("publisher", "auditor", "administrator")),
          me.getJsonArray("roles"));
      assertEquals(
          new JsonArray(List.of("read", "edit", "approve", "publish", "audit", "administer")),
          me.getJsonArray("permissions"));
      for (Object groups :
          List.of(
              Map.of("groups", List.of("Leads", "author")),
              Map.of("groups", "leadsx"),
              Map.of("groups", List.of(1, List.of("leads"))),
              Map.of(),
              "leads")) {
        provider.claims = claims -> claims.claim("realm", groups);
        Browser stranger = new Browser(node);
        assertEquals("/console/#/sign-in?failed=no-role", signIn(stranger), groups.toString());
        assertEquals(401, stranger.get(ME).status());
      }
    }
  }

  @Test
  void whoeverLosesAGroupLosesItsRoleEverywhere() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      provider.claims = claims -> claims.claim("groups", List.of("leads", "writers"));
      Browser one = new Browser(node);
      signIn(one);
      assertEquals(2, one.get(ME).json().getJsonArray("roles").size());
      provider.claims = _ -> {};
      signIn(new Browser(node));
      assertEquals(new JsonArray().add("author"), one.get(ME).json().getJsonArray("roles"));
    }
  }

  @Test
  void noTokenIsTakenThatIsNotWhatItHasToBe() throws Exception {
    Map<String, Consumer<JWTClaimsSet.Builder>> attacks = new LinkedHashMap<>();
    attacks.put("another nonce", claims -> claims.claim("nonce", "a".repeat(43)));
    attacks.put("no nonce", claims -> claims.claim("nonce", null));
    attacks.put("another audience", claims -> claims.audience("shop"));
    attacks.put("no audience", claims -> claims.audience((String) null));
    attacks.put(
        "a second audience", claims -> claims.audience(List.of(LocalProvider.CLIENT, "shop")));
    attacks.put("another party", claims -> claims.claim("azp", "shop"));
    attacks.put("another issuer", claims -> claims.issuer(provider.issuer() + "/"));
    attacks.put("no issuer", claims -> claims.issuer(null));
    attacks.put(
        "expired", claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(61))));
    attacks.put("no end", claims -> claims.expirationTime(null));
    attacks.put("old", claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(700))));
    attacks.put(
        "of the future", claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(120))));
    attacks.put("no beginning", claims -> claims.issueTime(null));
    attacks.put(
        "not yet", claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120))));
    attacks.put("no subject", claims -> claims.subject(null));
    attacks.put("an empty subject", claims -> claims.subject(""));
    try (Node node = Node.empty(provider.settings())) {
      for (Map.Entry<String, Consumer<JWTClaimsSet.Builder>> attack : attacks.entrySet()) {
        provider.claims = attack.getValue();
        assertRefused(node, attack.getKey());
      }
      provider.claims =
          claims ->
              claims
                  .audience(List.of(LocalProvider.CLIENT, "shop"))
                  .claim("azp", LocalProvider.CLIENT);
      assertEquals("/console/", signIn(new Browser(node)), "a second audience, issued to us");
    }
  }

  private void assertRefused(Node node, String attack) throws Exception {
    Browser browser = new Browser(node);
    assertEquals(REFUSED, signIn(browser), attack);
    assertEquals("", browser.cookie(COOKIE), attack);
  }

  @Test
  void noTokenIsTakenThatTheProviderHasNotSigned() throws Exception {
    RSAKey stranger = LocalProvider.rsa("first");
    Map<String, UnaryOperator<String>> attacks = new LinkedHashMap<>();
    attacks.put("no signature", text -> new PlainJWT(claims(text)).serialize());
    attacks.put("an empty signature", text -> text.substring(0, text.lastIndexOf('.') + 1));
    attacks.put(
        "another signature",
        text -> LocalProvider.sign(header(JWSAlgorithm.RS256), claims(text), signer(stranger)));
    attacks.put(
        "a key that comes with it",
        text ->
            LocalProvider.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(stranger.toPublicJWK()).build(),
                claims(text),
                signer(stranger)));
    attacks.put(
        "the public key as a secret",
        text ->
            LocalProvider.sign(
                header(JWSAlgorithm.HS256), claims(text), mac(publicKey(provider.key()))));
    attacks.put(
        "the secret of the client",
        text ->
            LocalProvider.sign(
                header(JWSAlgorithm.HS256),
                claims(text),
                mac(
                    (LocalProvider.SECRET + LocalProvider.SECRET)
                        .getBytes(StandardCharsets.UTF_8))));
    attacks.put(
        "another kind of token",
        text ->
            LocalProvider.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("first")
                    .type(new JOSEObjectType("at+jwt"))
                    .build(),
                claims(text),
                signer(provider.key())));
    attacks.put("other claims", text -> text.replaceFirst("\\.[^.]+\\.", ".e30."));
    attacks.put("no token", _ -> "x");
    attacks.put("an endless token", text -> text + "A".repeat(70_000));
    try (Node node = Node.empty(provider.settings())) {
      for (Map.Entry<String, UnaryOperator<String>> attack : attacks.entrySet()) {
        provider.token = attack.getValue();
        assertRefused(node, attack.getKey());
      }
      provider.token = text -> text;
      assertEquals("/console/", signIn(new Browser(node)));
    }
  }

  private static JWTClaimsSet claims(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID("first").build();
  }

  private static RSASSASigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MACSigner mac(byte[] secret) {
    try {
      return new MACSigner(secret);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] publicKey(RSAKey key) {
    try {
      return key.toRSAPublicKey().getEncoded();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWayThroughTheProviderIsGoodOnceAndInOneBrowser() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      Browser ann = new Browser(node);
      String query = ann.leave(START);
      String leg = ann.cookie("__Host-mien-leg");
      String back = back(query);
      assertEquals("/console/", ann.get(back).header("Location"));
      String[] same = {"Cookie", "__Host-mien-leg=" + leg};
      assertEquals(
          EXPIRED,
          new Browser(node).send("GET", back, "", same).header("Location"),
          "a code and a state that were used");
      assertEquals(
          EXPIRED,
          new Browser(node)
              .send("GET", back(query, provider.code(query), provider.issuer()), "", same)
              .header("Location"),
          "a state that was used, with a fresh code");

      Browser victim = new Browser(node);
      Browser attacker = new Browser(node);
      String victims = victim.leave(START);
      String attackers = attacker.leave(START);
      assertEquals(
          EXPIRED, victim.get(back(attackers)).header("Location"), "the state of another browser");
      assertEquals("", victim.cookie(COOKIE));
      assertEquals(EXPIRED, new Browser(node).get(back(victims)).header("Location"), "no cookie");

      Browser mixed = new Browser(node);
      String own = mixed.leave(START);
      assertEquals(
          REFUSED,
          mixed
              .get(back(own, provider.code(attacker.leave(START)), provider.issuer()))
              .header("Location"),
          "the code of another browser");
      for (String broken :
          List.of(CALLBACK, CALLBACK + "?code=a", CALLBACK + "?code=a&state=" + "a".repeat(43))) {
        Browser lost = new Browser(node);
        assertTrue(lost.leave(START).contains("state="));
        assertEquals(EXPIRED, lost.get(broken).header("Location"), broken);
      }
    }
  }

  @Test
  void nobodyComesBackFromAnotherProvider() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      Browser browser = new Browser(node);
      String query = browser.leave(START);
      assertEquals(
          REFUSED,
          browser
              .get(back(query, provider.code(query), "https://other.example"))
              .header("Location"));
      query = browser.leave(START);
      String state = LocalProvider.parameters(query).get("state");
      assertEquals(
          REFUSED,
          browser
              .get(CALLBACK + "?code=" + provider.code(query) + "&state=" + state)
              .header("Location"),
          "a provider that names itself is not named");
      query = browser.leave(START);
      state = LocalProvider.parameters(query).get("state");
      assertEquals(
          REFUSED,
          browser.get(CALLBACK + "?error=access_denied&state=" + state).header("Location"));
      assertEquals(401, browser.get(ME).status());
    }
  }

  @Test
  void whoeverIsSignedInStaysSoWhileTheProviderIsAway() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      Browser browser = new Browser(node);
      signIn(browser);
      provider.rotate();
      Browser second = new Browser(node);
      String unavailable = "/console/#/sign-in?failed=unavailable";
      assertEquals(REFUSED, signIn(second), "keys are not fetched again at once");
      provider.status = 500;
      assertEquals(unavailable, signIn(second));
      provider.close();
      assertEquals(unavailable, signIn(second));
      assertEquals(200, browser.get(ME).status());
    }
  }

  @Test
  void aProviderThatIsNotWhatItShouldBeIsNotAsked() throws Exception {
    Map<String, Consumer<JsonObject>> documents = new LinkedHashMap<>();
    documents.put("another issuer", document -> document.put("issuer", provider.issuer() + "/"));
    documents.put(
        "http elsewhere", document -> document.put("token_endpoint", "http://10.0.0.1/token"));
    documents.put("a file", document -> document.put("jwks_uri", "file:///etc/passwd"));
    documents.put("nothing", document -> document.remove("authorization_endpoint"));
    documents.put("too much", document -> document.put("more", "x".repeat(300_000)));
    try (Node node = Node.empty(provider.settings())) {
      Browser browser = new Browser(node);
      for (Map.Entry<String, Consumer<JsonObject>> document : documents.entrySet()) {
        provider.discovery = document.getValue();
        assertEquals(
            "/console/#/sign-in?failed=unavailable",
            browser.get(START).header("Location"),
            document.getKey());
      }
      provider.discovery = _ -> {};
      provider.status = 302;
      assertEquals(
          "/console/#/sign-in?failed=unavailable",
          browser.get(START).header("Location"),
          "redirects are not followed");
      provider.status = 0;
      assertEquals("/console/", signIn(browser));
    }
  }

  @Test
  void aNewKeyOfTheProviderIsTakenOnceThereIsOne() throws Exception {
    provider.rotate();
    try (Node node = Node.empty(provider.settings())) {
      assertEquals("/console/", signIn(new Browser(node)));
    }
  }

  @Test
  void nobodyIsSentAnywhereButIntoTheConsole() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      for (String place :
          List.of(
              "https://evil.example/",
              "//evil.example/",
              "/console/../..//evil.example",
              "/console/\\evil.example",
              "/console/%0d%0aSet-Cookie:a=b",
              "/consoleevil",
              "javascript:alert(1)")) {
        Browser browser = new Browser(node);
        String query =
            browser.leave(START + "?return=" + URLEncoder.encode(place, StandardCharsets.UTF_8));
        assertEquals("/console/", browser.get(back(query)).header("Location"), place);
      }
    }
  }

  @Test
  void withoutAProviderThereIsNoWay() throws Exception {
    try (Node node = Node.empty()) {
      Browser browser = new Browser(node);
      assertEquals(false, browser.get("/admin/v1/sign-in").json().getBoolean("openid"));
      assertEquals("no-provider", browser.get(START).code());
      assertEquals("no-provider", browser.get(CALLBACK + "?code=a&state=b").code());
    }
  }

  @Test
  void signInsAreTriedOnlySoFast() throws Exception {
    try (Node node = Node.empty(provider.settings())) {
      Browser browser = new Browser(node);
      String[] json = {"Content-Type", "application/json"};
      int refused = 0;
      for (int i = 0; i < 80 && refused == 0; i++) {
        Reply reply =
            browser.send("POST", "/admin/v1/sign-in", "{\"token\": \"x" + i + "\"}", json);
        if (reply.status() == 429) {
          assertEquals("rate-exceeded", reply.code());
          assertEquals("5", reply.header("Retry-After"));
          refused++;
        }
      }
      assertEquals(1, refused);
      assertEquals("/console/#/sign-in?failed=too-many", browser.get(START).header("Location"));
      assertEquals(200, node.admin("GET", ME, "").status(), "whoever sends a token is not held up");
    }
  }
}
