package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mien.api.Node.Reply;
import dev.mien.api.Surfaces.Watch;
import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.http.Drain;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Route;
import dev.mien.api.metrics.Meters;
import dev.mien.api.ops.Scrape;
import dev.mien.engine.access.Means;
import dev.mien.engine.access.Role;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.workspace.Action;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The document says what the listeners do, and the listeners do what it says. */
class OpenApiTest {
  private static final String PLACE = "https://mien.test/openapi";
  private static final JsonObject DOCUMENT = document();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemas(Map.of(PLACE, DOCUMENT.encode())));

  @Test
  void everyRouteIsInTheDocumentAndTheOtherWayRound() throws Exception {
    TreeSet<String> served = new TreeSet<>();
    for (Route route : routes()) {
      String path = route.path().replaceAll(":(\\w+)", "{$1}").replace("*", "{file}");
      served.add(route.method().name() + " " + path);
    }
    TreeSet<String> written = new TreeSet<>();
    JsonObject paths = DOCUMENT.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        if (!Set.of("servers", "parameters").contains(method)) {
          written.add(method.toUpperCase(Locale.ROOT) + " " + path);
        }
      }
    }
    assertEquals(served, written);
  }

  /** A call that needs a caller says so, and which permission they need. */
  @Test
  void everyPermissionIsInTheDocument() throws Exception {
    Map<String, String> needed = new TreeMap<>();
    Map<String, String> written = new TreeMap<>();
    for (Route route : routes()) {
      boolean guarded =
          route.permission() != Permission.UNSAID && route.permission() != Permission.OPEN;
      String path = route.path().replaceAll(":(\\w+)", "{$1}").replace("*", "{file}");
      String method = route.method().name();
      JsonObject operation =
          DOCUMENT
              .getJsonObject("paths")
              .getJsonObject(path)
              .getJsonObject(method.toLowerCase(Locale.ROOT));
      needed.put(method + " " + path, guarded ? route.permission().code() : "none");
      boolean open = operation.getJsonArray("security", new JsonArray()).isEmpty();
      written.put(method + " " + path, open ? "none" : operation.getString("x-permission"));
    }
    assertEquals(needed, written);
  }

  @Test
  void everyCodeIsInTheDocument() {
    assertEquals(
        Arrays.stream(Problem.Kind.values()).map(Problem.Kind::code).sorted().toList(),
        codes("/components/schemas/Problem/properties/code"));
    assertEquals(
        Arrays.stream(Notice.Kind.values()).map(Notice.Kind::code).sorted().toList(),
        codes("/components/schemas/Notices/items/properties/code"));
    assertEquals(
        Arrays.stream(Action.values()).map(Action::code).sorted().toList(),
        codes("/components/schemas/Audit/properties/entries/items/properties/action"));
    assertEquals(
        Arrays.stream(Reason.values()).map(Reason::code).sorted().toList(),
        codes("/components/schemas/Decision/properties/reason"));
    assertEquals(
        Arrays.stream(Role.values()).map(Role::code).sorted().toList(),
        codes("/components/schemas/Role"));
    assertEquals(
        Arrays.stream(Means.values()).map(Means::code).sorted().toList(),
        codes("/components/schemas/Me/properties/means"));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collect(DOCUMENT, references);
    assertTrue(references.size() > 50, "the document refers");
    for (String reference : references) {
      assertTrue(reference.startsWith("#/"), reference);
      at(reference.substring(1));
    }
  }

  @Test
  void answersAreAsTheDocumentSays() throws Exception {
    try (Node node = Node.withShop()) {
      String request =
          """
          {"slots": ["home.hero", "home.device", "home.typo"],
           "signals": {"device": "mobile", "interest": ["hiking"], "typo": 1},
           "events": [{"type": "page_view", "fields": {"category": "sale", "price": 1}}],
           "consent": {"purposes": ["page", "personalization"], "until": "2099-01-01T00:00:00Z"},
           "explain": true}
          """;
      assertFits("DecideRequest", request);
      Reply decided = node.decide(request);
      assertFits("Decided", decided.text());
      String capsule = decided.json().getString("capsule");
      assertFits(
          "Folded",
          node.post("/v1/signals", new JsonObject().put("capsule", capsule).encode()).text());
      assertFits("Session", node.get("/v1/session", "Mien-Capsule", capsule).text());
      String[] asJson = {"Mien-Capsule", capsule, "Content-Type", "application/json"};
      String corrections =
          """
          {"values": {"basket_value": 10, "interest": null},
           "segments": {"drop": ["members", "typo"], "restore": []}}
          """;
      assertFits("Corrections", corrections);
      Reply corrected = node.send("PUT", "/v1/session/corrections", corrections, asJson);
      assertFits("Folded", corrected.text());
      capsule = corrected.json().getString("capsule");
      assertFits("Session", node.get("/v1/session", "Mien-Capsule", capsule).text());
      for (String consent :
          List.of("{\"purposes\": [\"page\"]}", "{\"gpp\": \"x\"}", "{\"purposes\": []}")) {
        assertFits("Consent", consent);
        assertFits(
            "Folded",
            node.send("PUT", "/v1/session/consent", consent, "Content-Type", "application/json")
                .text());
      }
      assertFits("Erased", node.send("DELETE", "/v1/session", "", "Mien-Capsule", capsule).text());
      assertFits("Problem", node.get("/v1/session", "Mien-Capsule", capsule).text());
      assertFits("Problem", node.decide("{\"slots\": 1}").text());
      assertFits("Policy", node.get("/v1/policy").text());
      assertFits("Health", node.admin("GET", "/health/ready", "").text());
      assertFits("Edition", node.admin("GET", "/admin/v1/editions/1", "").text());
      assertFits(
          "Checked",
          node.admin("POST", "/admin/v1/check", Node.SHOP, "Content-Type", "application/yaml")
              .text());
      String files =
          new JsonObject().put("files", new JsonObject().put("shop.yaml", Node.SHOP)).encode();
      assertFits(
          "Outline",
          node.admin("POST", "/admin/v1/outline", files, "Content-Type", "application/json")
              .text());
      String both =
          "{\"before\": {}, \"after\": " + files.replace("price-comparison", "newsletter") + "}";
      assertFits(
          "Diff",
          node.admin("POST", "/admin/v1/diff", both, "Content-Type", "application/json").text());
      String three = "{\"base\": {}, \"mine\": {}, \"theirs\": " + files + "}";
      assertFits(
          "Merged",
          node.admin("POST", "/admin/v1/merge", three, "Content-Type", "application/json").text());
      assertFits(
          "Tried",
          node.admin(
                  "POST",
                  "/admin/v1/trial",
                  "{\"segment\": {\"when\": \"device is nothing\"}}",
                  "Content-Type",
                  "application/json")
              .text());
      assertFits(
          "Completed",
          node.admin(
                  "POST",
                  "/admin/v1/completions",
                  "{\"text\": \"\"}",
                  "Content-Type",
                  "application/json")
              .text());
      assertFits(
          "Discovered",
          node.admin(
                  "POST",
                  "/admin/v1/discoveries",
                  DiscoveriesTest.counts().encode(),
                  "Content-Type",
                  "application/json")
              .text());
      assertFits("Reach", node.admin("GET", "/admin/v1/reach", "").text());
      assertFits("Reach", node.admin("GET", "/admin/v1/reach?by=hour", "").text());
      assertFits("Goals", node.admin("GET", "/admin/v1/goals", "").text());
      assertFits("Goals", node.admin("GET", "/admin/v1/goals?by=hour", "").text());
      assertFits("Counts", node.admin("GET", "/admin/v1/counts?by=hour", "").text());
      assertFits(
          "Draft",
          node.admin("PUT", "/admin/v1/drafts/a", Node.SHOP, "Content-Type", "application/yaml")
              .text());
      assertFits("Me", node.admin("GET", "/admin/v1/me", "").text());
      Reply signedIn =
          node.admin(
              "POST",
              "/admin/v1/sign-in",
              new JsonObject().put("token", Node.TOKEN).encode(),
              "Content-Type",
              "application/json");
      assertFits("Me", signedIn.text());
      JsonObject made =
          new JsonObject()
              .put("name", "a script")
              .put("roles", new JsonArray().add("author"))
              .put("expires", Instant.now().plusSeconds(60).toString());
      assertFits(
          "Token",
          node.admin("POST", "/admin/v1/tokens", made.encode(), "Content-Type", "application/json")
              .text());
      assertFits(
          "Colleague",
          node.admin("GET", "/admin/v1/people", "")
              .json()
              .getJsonArray("people")
              .getJsonObject(0)
              .encode());
      assertFits("DraftReach", node.admin("GET", "/admin/v1/drafts/a/reach", "").text());
      assertFits("Audit", node.admin("GET", "/admin/v1/audit", "").text());
      String visit =
          """
          {"signals": {"device": "mobile"}, "events": [{"type": "page_view", "after": "PT2M"}],
           "draft": "a"}
          """;
      assertFits("PreviewRequest", visit);
      assertFits("Preview", admin(node, "/admin/v1/preview", visit));
      String persona = "personas: { one: { title: One, expect: [runners] } }";
      for (String segment :
          List.of("\"runners\"", "{\"when\": \"device is mobile\"}", "{\"when\": \"x\"}")) {
        String trial =
            new JsonObject()
                .put("files", new JsonObject().put("a.yaml", Node.SHOP).put("b.yaml", persona))
                .encode()
                .replaceFirst("}$", ", \"segment\": " + Matcher.quoteReplacement(segment) + "}");
        assertFits("PersonaTrialRequest", trial);
        assertFits("PersonaTrial", admin(node, "/admin/v1/personas/trial", trial));
      }
      assertFits("PersonaTrial", admin(node, "/admin/v1/personas/trial", "{}"));
      assertFits("AuditVerdict", node.admin("GET", "/admin/v1/audit/verification", "").text());
      assertEquals(node.get("/openapi.yaml").text(), new String(bytes(), StandardCharsets.UTF_8));
    }
  }

  private static String admin(Node node, String path, String body) throws Exception {
    return node.admin("POST", path, body, "Content-Type", "application/json").text();
  }

  @Test
  void whatIsRefusedIsRefusedByTheDocumentToo() {
    for (String body :
        List.of(
            "{}",
            "{\"slots\": []}",
            "{\"slots\": [\"a\"], \"slot\": 1}",
            "{\"slots\": [\"a\"], \"consent\": {}}",
            "{\"slots\": [\"a\"], \"events\": [{\"fields\": {}}]}")) {
      assertTrue(!schema("DecideRequest").validate(body, InputFormat.JSON).isEmpty(), body);
    }
  }

  private static void assertFits(String schema, String json) {
    assertEquals(
        List.of(), schema(schema).validate(json, InputFormat.JSON), () -> schema + ": " + json);
  }

  private static Schema schema(String name) {
    return REGISTRY.getSchema(SchemaLocation.of(PLACE + "#/components/schemas/" + name));
  }

  private static List<Route> routes() throws Exception {
    Configuration configuration = Node.configuration();
    try (Scrape scrape = new Scrape()) {
      Meters meters = new Meters(scrape.registry());
      Surfaces surfaces =
          new Surfaces(
              configuration,
              Assembly.core(configuration, meters),
              new Watch(new Drain(), scrape, meters),
              AdminToken.ofNode(configuration));
      return Stream.concat(
              surfaces.open().routes().stream(),
              surfaces.admin(URI.create("http://127.0.0.1:8080")).routes().stream())
          .toList();
    }
  }

  private static List<String> codes(String pointer) {
    return ((JsonObject) at(pointer))
        .getJsonArray("enum").stream().map(String.class::cast).sorted().toList();
  }

  private static Object at(String pointer) {
    Object found = DOCUMENT;
    for (String part : pointer.substring(1).split("/", -1)) {
      assertTrue(found instanceof JsonObject, pointer);
      found = ((JsonObject) found).getValue(part);
    }
    return Objects.requireNonNull(found, pointer);
  }

  private static void collect(Object value, List<String> references) {
    if (value instanceof JsonObject object) {
      object.forEach(
          member -> {
            if (member.getKey().equals("$ref")) {
              references.add((String) member.getValue());
            } else {
              collect(member.getValue(), references);
            }
          });
    } else if (value instanceof JsonArray array) {
      array.forEach(element -> collect(element, references));
    }
  }

  private static JsonObject document() {
    Object loaded =
        new Load(LoadSettings.builder().build())
            .loadFromString(new String(bytes(), StandardCharsets.UTF_8));
    @SuppressWarnings("unchecked")
    Map<String, Object> document = (Map<String, Object>) loaded;
    return new JsonObject(new JsonObject(document).encode());
  }

  private static byte[] bytes() {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
      return Objects.requireNonNull(in, "openapi.yaml").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
