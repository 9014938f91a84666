package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.api.Surfaces.Watch;
import dev.mien.api.access.Entrance;
import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.http.Drain;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Route;
import dev.mien.api.metrics.Meters;
import dev.mien.api.ops.Scrape;
import dev.mien.engine.access.ApiToken;
import dev.mien.engine.access.Means;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import dev.mien.engine.access.SignIn;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Every route of the admin listener, called by everybody: who gets in is who should. */
class RoleMatrixTest {
  private static final String APPROVER = "another-token-for-tests";
  private static final String NOTHING = "";

  /** Written down once more, so that a slip in the code is one against this. */
  private static final Map<String, Set<Permission>> MAY =
      Map.ofEntries(
          Map.entry("nobody", Set.of()),
          Map.entry("an unknown token", Set.of()),
          Map.entry("an expired token", Set.of()),
          Map.entry("an ended token", Set.of()),
          Map.entry("an ended sign-in", Set.of()),
          Map.entry("an idle sign-in", Set.of()),
          Map.entry(
              "admin",
              EnumSet.of(
                  Permission.SIGNED_IN,
                  Permission.READ,
                  Permission.EDIT,
                  Permission.PUBLISH,
                  Permission.AUDIT,
                  Permission.ADMINISTER)),
          Map.entry(
              "approver",
              EnumSet.of(
                  Permission.SIGNED_IN, Permission.READ, Permission.APPROVE, Permission.AUDIT)),
          Map.entry("author", EnumSet.of(Permission.SIGNED_IN, Permission.READ, Permission.EDIT)),
          Map.entry(
              "publisher",
              EnumSet.of(
                  Permission.SIGNED_IN,
                  Permission.READ,
                  Permission.EDIT,
                  Permission.APPROVE,
                  Permission.PUBLISH)),
          Map.entry("auditor", EnumSet.of(Permission.SIGNED_IN, Permission.READ, Permission.AUDIT)),
          Map.entry(
              "administrator",
              EnumSet.of(
                  Permission.SIGNED_IN, Permission.READ, Permission.AUDIT, Permission.ADMINISTER)));

  private final Instant now = Instant.now();
  private int tokens;

  @Test
  void whoGetsInIsWhoShould() throws Exception {
    try (Node node = Node.empty("MIEN_APPROVER_TOKEN=" + APPROVER)) {
      Map<String, List<String>> callers = callers(node);
      List<String> wrong = new ArrayList<>();
      int calls = 0;
      for (Route route : routes()) {
        for (Map.Entry<String, List<String>> caller : callers.entrySet()) {
          calls++;
          String name = caller.getKey().replaceFirst(" by cookie$", "");
          if (route.path().equals("/admin/v1/me") && route.method().name().equals("DELETE")) {
            // Tried elsewhere: who does it is gone for the rest.
            continue;
          }
          String expected = expected(route.permission(), MAY.getOrDefault(name, Set.of()));
          String actual = answer(node, route, caller.getValue());
          if (!expected.equals(actual)) {
            wrong.add(
                route.method()
                    + " "
                    + route.path()
                    + " by "
                    + caller.getKey()
                    + " is "
                    + actual
                    + " and not "
                    + expected);
          }
        }
      }
      assertEquals(List.of(), wrong);
      assertTrue(calls > 400, "calls: " + calls);
      System.out.println("calls of the role matrix: " + calls);
    }
  }

  private static String expected(Permission permission, Set<Permission> has) {
    if (permission == Permission.OPEN || has.contains(permission)) {
      return NOTHING;
    }
    return has.isEmpty() ? "token-needed" : "permission-needed " + permission.code();
  }

  /** What stands between the caller and the route; nothing if the route was reached. */
  private static String answer(Node node, Route route, List<String> headers) throws Exception {
    String path = route.path().replaceAll(":\\w+", "x").replace("*", "x");
    String[] all = new String[headers.size() + 2];
    headers.toArray(all);
    all[headers.size()] = "Content-Type";
    all[headers.size() + 1] = "application/json";
    Reply reply = new Browser(node).send(route.method().name(), path, NOTHING, all);
    if (reply.status() != 401 && reply.status() != 403) {
      return NOTHING;
    }
    JsonObject problem = reply.json();
    return switch (problem.getString("code")) {
      case "permission-needed" -> "permission-needed " + problem.getString("permission");
      // Said by routes that were reached.
      case "person-needed", "token-unknown" -> NOTHING;
      default -> problem.getString("code");
    };
  }

  private Map<String, List<String>> callers(Node node) throws Exception {
    Map<String, List<String>> callers = new LinkedHashMap<>();
    callers.put("nobody", List.of());
    callers.put("an unknown token", bearer("mien_" + "a".repeat(49)));
    callers.put("admin", bearer(Node.TOKEN));
    callers.put("approver", bearer(APPROVER));
    callers.put("an expired token", bearer(token(node, EnumSet.allOf(Role.class), now)));
    String ended = token(node, EnumSet.allOf(Role.class), now.plusSeconds(600));
    node.server().core().database().access().tokens().end("id" + tokens);
    callers.put("an ended token", bearer(ended));
    for (Role role : Role.values()) {
      callers.put(role.code(), bearer(token(node, EnumSet.of(role), now.plusSeconds(600))));
      callers.put(role.code() + " by cookie", cookie(node, signIn(node, EnumSet.of(role), now)));
    }
    String idle = signIn(node, EnumSet.allOf(Role.class), now.minus(Duration.ofMinutes(31)));
    callers.put("an idle sign-in", cookie(node, idle));
    String over = signIn(node, EnumSet.allOf(Role.class), now);
    List<String> cookie = cookie(node, over);
    node.server().core().database().access().signIns().end(hash(over));
    callers.put("an ended sign-in", cookie);
    return callers;
  }

  private static List<String> bearer(String token) {
    return List.of("Authorization", "Bearer " + token);
  }

  private Person person() {
    tokens++;
    return new Person("person-" + tokens, "Person " + tokens);
  }

  private String token(Node node, Set<Role> roles, Instant expires) throws Exception {
    Person owner = person();
    String body = "mien_" + String.format("%043d", tokens);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    String text =
        body
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    assertTrue(
        node.server()
            .core()
            .database()
            .access()
            .tokens()
            .add(
                hash(text),
                new ApiToken("id" + tokens, owner, "a test", roles, now, expires, Optional.empty()),
                roles));
    return text;
  }

  private String signIn(Node node, Set<Role> roles, Instant at) throws Exception {
    Person person = person();
    String secret = "s" + String.format("%042d", tokens);
    node.server()
        .core()
        .database()
        .access()
        .signIns()
        .begin(hash(secret), new SignIn(person, roles, Means.OPENID, "", at, at));
    return secret;
  }

  private static List<String> cookie(Node node, String secret) throws Exception {
    String cookie = "__Host-mien=" + secret;
    JsonObject me = new Browser(node).send("GET", "/admin/v1/me", NOTHING, "Cookie", cookie).json();
    // Whoever is not signed in guesses.
    return List.of("Cookie", cookie, "Mien-Csrf", me.getString("csrf", csrf(secret)));
  }

  private static String csrf(String secret) throws Exception {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("mien\ncsrf\n" + secret));
  }

  private static String hash(String text) throws Exception {
    return HexFormat.of().formatHex(sha256(text));
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noRouteIsServedThatDoesNotSayWhatItNeeds() throws Exception {
    Configuration configuration = Node.configuration();
    try (Node node = Node.empty()) {
      Entrance entrance =
          Surfaces.entrance(
              configuration, node.server().core(), AdminToken.ofNode(configuration), () -> {});
      List<Route> unsaid = List.of(Route.get("/admin/v1/more", _ -> {}));
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> entrance.guard(unsaid));
      assertEquals(
          "GET /admin/v1/more does not say which permission it needs", refused.getMessage());
    }
  }

  private static List<Route> routes() throws Exception {
    Configuration configuration = Node.configuration();
    try (Scrape scrape = new Scrape()) {
      Meters meters = new Meters(scrape.registry());
      return new Surfaces(
              configuration,
              Assembly.core(configuration, meters),
              new Watch(new Drain(), scrape, meters),
              AdminToken.ofNode(configuration))
          .admin(URI.create("http://127.0.0.1"))
          .routes();
    }
  }
}
