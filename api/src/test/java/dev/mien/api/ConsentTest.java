package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.iabtcf.encoder.TCStringEncoder;
import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Consent and its signals, corrections and receipts, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentTest {
  private static final int VENDOR = 755;

  private Node node;

  @BeforeAll
  void start() throws Exception {
    node =
        Node.empty(
            "MIEN_TCF_VENDOR=" + VENDOR,
            "MIEN_CONTROLLER=Outdoor Ltd",
            "MIEN_CONTROLLER_CONTACT=privacy@outdoor.example",
            "MIEN_JURISDICTION=DE");
    String shop =
        Node.SHOP.replace(
            "endsWith: [purchase] }",
            "endsWith: [purchase], tcf: [1, 3, 4], optOuts: [sale], thirdParties: [A Partner] }");
    node.server()
        .core()
        .engine()
        .editions()
        .publish(List.of(new dev.mien.segments.source.SourceText("shop.yaml", shop)));
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private Reply consent(String json, String... headers) throws Exception {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return node.send("PUT", "/v1/session/consent", json, all);
  }

  private Reply correct(String capsule, String json) throws Exception {
    return node.send(
        "PUT",
        "/v1/session/corrections",
        json,
        "Mien-Capsule",
        capsule,
        "Content-Type",
        "application/json");
  }

  private JsonObject begun() throws Exception {
    return node.decide(
            """
            {"slots": ["home.hero"], "consent": {"purposes": ["personalization"]},
             "signals": {"interest": ["running"], "basket_value": 60}}
            """)
        .json();
  }

  private static String tcf(int... purposes) {
    TCStringEncoder.Builder builder =
        TCStringEncoder.newBuilder()
            .version(2)
            .created(Instant.now())
            .lastUpdated(Instant.now())
            .cmpId(10)
            .cmpVersion(1)
            .consentScreen(1)
            .consentLanguage("EN")
            .vendorListVersion(100)
            .tcfPolicyVersion(5)
            .publisherCC("DE")
            .addVendorConsent(VENDOR)
            .addDisclosedVendors(VENDOR);
    IntStream.of(purposes).forEach(builder::addPurposesConsent);
    return builder.encode();
  }

  private static List<String> notices(Reply reply) {
    return reply.json().getJsonArray("notices").stream()
        .map(notice -> ((JsonObject) notice).getString("code"))
        .toList();
  }

  @Test
  void aTcStringBeginsASessionIfItAllowsAllThatThePurposeStandsOn() throws Exception {
    Reply yes = consent("{\"tcf\": \"%s\"}".formatted(tcf(1, 3, 4)));
    assertEquals("session", yes.json().getString("mode"));
    Reply no = consent("{\"tcf\": \"%s\"}".formatted(tcf(1, 3)));
    assertEquals("contextual", no.json().getString("mode"));
    Reply garbage = consent("{\"tcf\": \"not a string\"}");
    assertEquals("contextual", garbage.json().getString("mode"));
    assertEquals(List.of("consent-unreadable"), notices(garbage));
    assertFalse(garbage.text().contains("not a string"));
  }

  @Test
  void oneWayToStateConsentIsEnough() throws Exception {
    Reply two = consent("{\"purposes\": [], \"tcf\": \"x\"}");
    assertEquals(" too-many", two.firstError());
    assertEquals("/purposes missing", consent("{\"receipt\": true}").firstError());
  }

  /** The national section of a GPP string in which nothing was objected to. */
  @Test
  void consentThatIsOnlyAssumedGivesWayToGlobalPrivacyControlAndConsentThatWasGivenDoesNot()
      throws Exception {
    String assumed = "{\"gpp\": \"DBABLA~BVQqAAAAAACA.QA\"}";
    JsonObject session = consent(assumed).json();
    assertEquals("session", session.getString("mode"));
    Reply against = consent(assumed, "Sec-GPC", "1");
    assertEquals("contextual", against.json().getString("mode"));
    assertEquals(List.of("global-privacy-control"), notices(against));
    Reply otherValue = consent(assumed, "Sec-GPC", "true");
    assertEquals("session", otherValue.json().getString("mode"));

    String goesOn = new JsonObject().put("capsule", session.getString("capsule")).encode();
    assertEquals(
        "contextual", node.post("/v1/signals", goesOn, "Sec-GPC", "1").json().getString("mode"));

    JsonObject given = consent("{\"purposes\": [\"personalization\"]}", "Sec-GPC", "1").json();
    assertEquals("session", given.getString("mode"));
    String stands = new JsonObject().put("capsule", given.getString("capsule")).encode();
    assertEquals(
        "session", node.post("/v1/signals", stands, "Sec-GPC", "1").json().getString("mode"));
  }

  @Test
  void ofSeveralFieldsOneThatAsksIsEnough() throws Exception {
    String assumed = "{\"gpp\": \"DBABLA~BVQqAAAAAACA.QA\"}";
    try (Wire wire = Wire.to(node.at("/"))) {
      String answer =
          wire.send(
                  "PUT /v1/session/consent HTTP/1.1",
                  "Host: x",
                  "Sec-GPC: 0",
                  "Sec-GPC: 1",
                  "Content-Type: application/json",
                  "Content-Length: " + assumed.length(),
                  "")
              .sendRaw(assumed)
              .response();
      assertTrue(answer.contains("global-privacy-control"), answer);
    }
  }

  @Test
  void aReceiptHasTheFieldsOfTheSpecificationAndNothingToTellVisitorsApartBy() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      JsonObject receipt =
          consent("{\"purposes\": [\"personalization\"]}").json().getJsonObject("consentReceipt");
      assertTrue(ids.add(receipt.getString("record_id")), "drawn anew");
    }
    JsonObject answer = consent("{\"purposes\": [\"personalization\"]}").json();
    JsonObject receipt = answer.getJsonObject("consentReceipt");
    assertEquals(receipt.getString("record_id"), receipt.getString("receipt_id"));
    assertEquals(receipt.getString("record_id"), receipt.getString("pii_principal_id"));
    JsonObject purpose = receipt.getJsonArray("purposes").getJsonObject(0);
    assertEquals("personalization", purpose.getString("purpose"));
    assertEquals(new JsonArray().add("A Partner"), purpose.getJsonArray("recipient_third_parties"));
    assertEquals("DE", purpose.getString("jurisdiction"));
    assertEquals(6, purpose.getJsonArray("pii_information").size());
    assertEquals(
        "Outdoor Ltd",
        receipt.getJsonArray("party_identification").getJsonObject(0).getString("party_name"));
    assertEquals(List.of("given"), states(receipt));
    assertFalse(answer.containsKey("refusal"));

    String capsule = answer.getString("capsule");
    JsonObject changed =
        consent("{\"purposes\": [\"personalization\", \"page\"]}", "Mien-Capsule", capsule).json();
    assertEquals(List.of("given", "changed"), states(changed.getJsonObject("consentReceipt")));
    JsonObject withdrawn =
        consent("{\"purposes\": []}", "Mien-Capsule", changed.getString("capsule")).json();
    assertEquals(List.of("given", "withdrawn"), states(withdrawn.getJsonObject("consentReceipt")));
  }

  private static List<String> states(JsonObject receipt) {
    return receipt.getJsonArray("events").stream()
        .map(event -> ((JsonObject) event).getString("event_state"))
        .toList();
  }

  @Test
  void theVersionOfTheNoticeIsTheDigestOfItsBytes() throws Exception {
    byte[] notice = node.get("/v1/policy/notice").text().getBytes(StandardCharsets.UTF_8);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(notice));
    JsonObject receipt =
        consent("{\"purposes\": [\"page\"]}").json().getJsonObject("consentReceipt");
    assertEquals(digest, receipt.getJsonObject("privacy_notice").getString("sha256"));
    JsonObject policy = node.get("/v1/policy").json().getJsonObject("consent");
    assertEquals(digest, policy.getString("noticeSha256"));
    assertEquals(VENDOR, policy.getInteger("tcfVendor"));
  }

  @Test
  void aDecisionBringsAReceiptOnlyWhereOneIsWanted() throws Exception {
    String body =
        """
        {"slots": ["home.hero"], "consent": {"purposes": ["personalization"]%s}}
        """;
    assertFalse(node.decide(body.formatted("")).json().containsKey("consentReceipt"));
    assertTrue(
        node.decide(body.formatted(", \"receipt\": true")).json().containsKey("consentReceipt"));
  }

  @Test
  void ofARefusalABrowserNeedsToRememberTheMonthAlone() throws Exception {
    JsonObject refused = consent("{\"purposes\": []}").json();
    assertFalse(refused.containsKey("consentReceipt"));
    YearMonth month = YearMonth.now(ZoneOffset.UTC);
    assertEquals(
        new JsonObject()
            .put("remember", "refused=" + month)
            .put("askAgain", month.plusMonths(7).atDay(1).toString()),
        refused.getJsonObject("refusal"));
  }

  /** Whoever took consent back gets, byte by byte, what somebody gets who was never here. */
  @Test
  void afterAWithdrawalAnswersAreThoseForANewcomer() throws Exception {
    List<String> requests =
        List.of(
            "{\"slots\": [\"home.hero\", \"home.device\"]}",
            "{\"slots\": [\"home.hero\"], \"signals\": {\"device\": \"mobile\"}, \"explain\":"
                + " true}",
            "{\"slots\": [\"home.typo\"], \"signals\": {\"interest\": [\"running\"]}}");
    List<String> newcomer = bytes(requests);
    JsonObject session = begun();
    assertEquals("session", session.getString("mode"));
    Reply withdrawn = consent("{\"purposes\": []}", "Mien-Capsule", session.getString("capsule"));
    assertFalse(withdrawn.json().containsKey("capsule"));
    assertEquals(newcomer, bytes(requests));
    assertEquals(
        410,
        node.decide(
                new JsonObject()
                    .put("slots", new JsonArray().add("home.hero"))
                    .put("capsule", session.getString("capsule"))
                    .encode())
            .status());
  }

  /** Status, headers but for the date, and body. */
  private List<String> bytes(List<String> requests) throws Exception {
    return requests.stream().map(this::bytes).toList();
  }

  private String bytes(String request) {
    try {
      HttpResponse<String> response = node.decide(request).response();
      Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
      headers.remove("date");
      return response.statusCode() + " " + headers + " " + response.body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aVisitorCorrectsForgetsDropsAndTakesBack() throws Exception {
    JsonObject session = begun();
    assertEquals("runners", segment(session));
    Reply corrected =
        correct(
            session.getString("capsule"),
            """
            {"values": {"basket_value": 10, "interest": null, "spent": 70, "typo": 1},
             "segments": {"drop": ["members", "nobody"]}}
            """);
    assertEquals(200, corrected.status());
    assertEquals(
        List.of("unknown-segment", "unknown-signal"),
        notices(corrected).stream().sorted().toList());
    String capsule = corrected.json().getString("capsule");
    assertNotEquals(session.getString("capsule"), capsule);
    JsonObject shown = node.get("/v1/session", "Mien-Capsule", capsule).json();
    assertEquals(
        Set.of("basket_value below 20 EUR declared", "spent above 50 EUR declared"),
        shown.getJsonArray("attributes").stream()
            .map(JsonObject.class::cast)
            .map(
                held ->
                    held.getString("attribute")
                        + " "
                        + held.getString("value")
                        + " "
                        + held.getString("provenance"))
            .collect(Collectors.toSet()));
    assertEquals(new JsonArray().add("members"), shown.getJsonArray("dropped"));
    assertEquals(
        "capsule-unreadable",
        node.get("/v1/session", "Mien-Capsule", session.getString("capsule")).code());

    JsonObject after = decide(capsule, "{\"basket_value\": 60, \"newsletter\": true}");
    assertEquals("bargain-hunters", segment(after), "what was declared of 'spent'");
    Reply restored =
        correct(
            after.getString("capsule"),
            "{\"values\": {\"spent\": null}, \"segments\": {\"restore\": [\"members\"]}}");
    assertEquals("members", segment(decide(restored.json().getString("capsule"), "{}")));
  }

  @Test
  void correctionsNeedACapsuleAndSayWhatTheyCannotTake() throws Exception {
    Reply none =
        node.send("PUT", "/v1/session/corrections", "{}", "Content-Type", "application/json");
    assertEquals("capsule-missing", none.code());
    String capsule = begun().getString("capsule");
    assertEquals("/colour unknown-name", correct(capsule, "{\"colour\": 1}").firstError());
    assertEquals(
        "/segments/add unknown-name",
        correct(capsule, "{\"segments\": {\"add\": []}}").firstError());
  }

  private JsonObject decide(String capsule, String signals) throws Exception {
    return node.decide(
            new JsonObject()
                .put("slots", new JsonArray().add("home.hero"))
                .put("signals", new JsonObject(signals))
                .put("capsule", capsule)
                .encode())
        .json();
  }

  private static String segment(JsonObject answer) {
    return answer
        .getJsonObject("decisions")
        .getJsonObject("home.hero")
        .getString("segment", "none");
  }
}
