package dev.mien.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.mien.api.browser.Chromium;
import dev.mien.api.demo.ScriptedServer.Call;
import dev.mien.api.demo.ScriptedServer.Reply;
import dev.mien.api.pages.Resources;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the browser client does, in a browser, against a server that answers as each test says. */
class BrowserClientTest {
  private static final int BYTES_MAX = 5_500;
  private static final String HERO =
      """
      <section data-mien-slot="home.hero">
        <h1 data-mien-field="headline">Our own words</h1>
        <a data-mien-field="link" href="/own"><span data-mien-field="action">Go</span></a>
        <img data-mien-field="image" src="data:," alt="">
        <p data-mien-field="framed">New</p>
        <p data-mien-field="price" data-mien-currency="EUR">€1.00</p>
      </section>
      """;

  /** A machine that does much else may be slow; only tests of time-outs are in a hurry. */
  private static final String PATIENT = "timeout: 20000";

  private static Chromium chromium;
  private static ScriptedServer server;

  private BrowserContext context;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.launch();
    server = ScriptedServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      chromium.close();
    }
  }

  @BeforeEach
  void openBrowser() {
    context = chromium.browser().newContext();
  }

  @AfterEach
  void closeBrowser() {
    context.close();
  }

  private Page open(ScriptedServer.Script script) {
    return open(HERO, PATIENT, script);
  }

  private Page open(String body, String options, ScriptedServer.Script script) {
    server.play(body, script);
    return openTab(options);
  }

  private Page openTab(String options) {
    Page page = context.newPage();
    page.navigate(server.address() + "/");
    page.evaluate(
        "async () => { const { createMien } = await import('/mien.js'); window.mien = createMien({"
            + options
            + "}); }");
    return page;
  }

  private static JsonObject hero(JsonObject content) {
    return new JsonObject()
        .put("home.hero", new JsonObject().put("reason", "matched").put("content", content));
  }

  private static Object decideAndShow(Page page) {
    return page.evaluate(
        "async () => { const it = await mien.decide(); mien.render(); return it; }");
  }

  private static long stored(Page page) {
    return ((Number) page.evaluate("() => localStorage.length + sessionStorage.length"))
        .longValue();
  }

  /** The client stays small enough to be loaded without a second thought. */
  @Test
  void theClientIsAtMostFiveAndAHalfKilobytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(Resources.file("mien.js").orElseThrow());
    }
    assertTrue(bytes.size() <= BYTES_MAX, "mien.js has " + bytes.size() + " bytes gzipped");
  }

  @Test
  void theTypesNameEveryThingThatTheClientOffers() {
    Page page = open(_ -> Reply.contextual());
    String types = new String(Resources.file("mien.d.ts").orElseThrow(), StandardCharsets.UTF_8);
    for (Object name : (List<?>) page.evaluate("() => Object.getOwnPropertyNames(mien)")) {
      assertTrue(types.matches("(?s).*\\b" + name + "[(:].*"), name + " has no type");
    }
  }

  @Test
  void contentIsShownAsText() {
    String payload = "<img src=x onerror=\"window.hacked = 1\"><script>window.hacked = 1</script>";
    Page page =
        open(_ -> Reply.decided("contextual", hero(new JsonObject().put("headline", payload))));
    decideAndShow(page);
    assertEquals(payload, page.textContent("h1"));
    assertEquals(0, page.locator("h1 *").count());
    assertEquals(true, page.evaluate("() => window.hacked === undefined"));
  }

  @Test
  void addressesThatAreNoneAreNotShown() {
    for (String address :
        List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "//elsewhere.example/x",
            "/\\elsewhere.example",
            "blob:https://a.example/1",
            "own",
            "")) {
      Page page =
          open(_ -> Reply.decided("contextual", hero(new JsonObject().put("link", address))));
      decideAndShow(page);
      assertEquals("/own", page.getAttribute("a", "href"), "for " + address);
      page.close();
    }
  }

  @Test
  void addressesOfThisSiteAndOfTheWebAreShown() {
    for (String address :
        List.of("/sale?x=1#top", "https://shop.example/a", "http://127.0.0.1/a")) {
      Page page =
          open(_ -> Reply.decided("contextual", hero(new JsonObject().put("link", address))));
      decideAndShow(page);
      assertEquals(address, page.getAttribute("a", "href"));
      page.close();
    }
  }

  @Test
  void elementsThatRunWhatTheyHoldTakeNoContent() {
    Page page =
        open(
            """
            <div data-mien-slot="home.hero"><style data-mien-field="headline">p{}</style>
            <iframe data-mien-field="link"></iframe></div>
            """,
            PATIENT,
            _ ->
                Reply.decided(
                    "contextual",
                    hero(new JsonObject().put("headline", "x").put("link", "/demo/"))));
    decideAndShow(page);
    assertEquals("p{}", page.textContent("style"));
    assertEquals(
        true, page.evaluate("() => !document.querySelector('iframe').hasAttribute('src')"));
  }

  @Test
  void numbersAndFlagsAreShownAsTheyAreMeant() {
    JsonObject content =
        new JsonObject().put("price", 1249.5).put("framed", false).put("action", "See");
    Page page = open(_ -> Reply.decided("contextual", hero(content)));
    decideAndShow(page);
    assertEquals("€1,249.50", page.textContent("[data-mien-field=price]"));
    assertTrue(page.isHidden("[data-mien-field=framed]"));
    assertEquals("See", page.textContent("a span"));
  }

  @Test
  void whatIsNoLongerDecidedGivesWayToThePagesOwnContent() {
    AtomicInteger asked = new AtomicInteger();
    JsonObject content = new JsonObject().put("headline", "Theirs").put("link", "/theirs");
    Page page =
        open(
            _ ->
                asked.getAndIncrement() == 0
                    ? Reply.decided("contextual", hero(content))
                    : Reply.decided("contextual", new JsonObject()));
    String own = (String) page.evaluate("() => document.body.innerHTML");
    decideAndShow(page);
    assertEquals("Theirs", page.textContent("h1"));
    decideAndShow(page);
    assertEquals(own, page.evaluate("() => document.body.innerHTML"));
  }

  @Test
  void withoutAnAnswerInTimeThePageKeepsItsOwnContent() {
    CountDownLatch over = new CountDownLatch(1);
    Page page =
        open(
            HERO,
            "timeout: 150",
            _ -> {
              over.await();
              return Reply.contextual();
            });
    Map<?, ?> outcome = (Map<?, ?>) decideAndShow(page);
    over.countDown();
    assertEquals(false, outcome.get("ok"));
    assertEquals("timeout", outcome.get("problem"));
    assertEquals("Our own words", page.textContent("h1"));
  }

  @Test
  void aServerThatIsGoneLeavesThePageAsItIs() {
    Page page = open(HERO, PATIENT + ", endpoint: 'http://127.0.0.1:9'", _ -> Reply.contextual());
    Map<?, ?> outcome = (Map<?, ?>) decideAndShow(page);
    assertEquals("unreachable", outcome.get("problem"));
    assertEquals("Our own words", page.textContent("h1"));
  }

  @Test
  void nothingIsStoredAndNoEventSentBeforeConsent() {
    Page page = open(_ -> Reply.contextual());
    page.evaluate(
        """
        async () => {
          await mien.track('page_view', { category: 'sale' });
          await mien.signals({ device: 'mobile' });
          await mien.consent({ purposes: [] });
          await mien.withdraw();
          await mien.decide(['home.hero'], { events: [{ type: 'page_view' }] });
          await mien.session();
          await mien.erase();
        }
        """);
    assertEquals(1, server.calls().size(), "only the decision is asked for");
    JsonObject asked = server.calls().getFirst().body();
    assertFalse(asked.containsKey("events"));
    assertEquals("mobile", asked.getJsonObject("signals").getString("device"));
    assertEquals(0, stored(page));
    assertEquals(0, context.cookies().size());
  }

  @Test
  void aCapsuleIsKeptAfterConsentAndCarriedByWhatFollows() {
    AtomicInteger number = new AtomicInteger();
    Page page = open(_ -> Reply.contextual().issuing("c" + number.incrementAndGet()));
    page.evaluate(
        "async () => { await mien.consent({ purposes: ['p'], until: '2030-01-01' });"
            + " await mien.decide(); await mien.track('page_view', { category: 'sale' }); }");
    assertEquals(List.of("", "c1", "c2"), server.calls().stream().map(Call::capsule).toList());
    JsonObject consent = server.calls().getFirst().body().getJsonObject("consent");
    assertEquals("2030-01-01T00:00:00.000Z", consent.getString("until"));
    assertEquals(1, stored(page));
    assertEquals("c3", page.evaluate("() => mien.held.capsule"));
  }

  @Test
  void ofARefusalOnlyTheMonthIsRemembered() {
    Page page = open(_ -> Reply.contextual());
    assertEquals(true, page.evaluate("() => mien.mayAsk"));
    page.evaluate("() => mien.refuse()");
    assertEquals(0, server.calls().size(), "nothing was held, so nobody is told");
    assertEquals(1, stored(page));
    assertTrue(
        ((String) page.evaluate("() => localStorage.getItem('mien.refused')"))
            .matches("refused=20[0-9]{2}-[01][0-9]"));
    assertEquals(false, page.evaluate("() => mien.mayAsk"));
  }

  @Test
  void whoRefusedMayBeAskedAgainSixMonthsAfterTheEndOfTheMonth() {
    Page page = open(_ -> Reply.contextual());
    Object mayAsk =
        page.evaluate(
            """
            () => [-8, -7, -6, -1, 0].map((months) => {
              const now = new Date();
              const then = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months));
              localStorage.setItem('mien.refused', `refused=${then.toISOString().slice(0, 7)}`);
              return mien.mayAsk;
            })
            """);
    assertEquals(List.of(true, true, false, false, false), mayAsk);
    page.evaluate("() => localStorage.setItem('mien.refused', 'nonsense')");
    assertEquals(true, page.evaluate("() => mien.mayAsk"));
  }

  @Test
  void consentTakesTheMemoryOfARefusalAway() {
    Page page = open(_ -> Reply.contextual().issuing("c"));
    page.evaluate("async () => { await mien.refuse(); await mien.consent({ purposes: ['p'] }); }");
    assertEquals(true, page.evaluate("() => localStorage.getItem('mien.refused') === null"));
    assertEquals(false, page.evaluate("() => mien.mayAsk"), "consent is in force");
  }

  @Test
  void receiptsAreKeptByTheVisitorAndNeverSent() {
    Page page =
        open(
            call ->
                call.method().equals("DELETE")
                    ? Reply.contextual().with("receipt", new JsonObject().put("leaf", 7))
                    : Reply.contextual()
                        .issuing("c")
                        .with("consentReceipt", new JsonObject().put("record_id", "r")));
    page.evaluate("async () => { await mien.consent({ purposes: ['p'] }); await mien.decide(); }");
    assertEquals(
        "r", openTab(PATIENT).evaluate("() => mien.receipts.consent.record_id"), "another tab");
    page.evaluate("() => mien.erase()");
    assertEquals("r", page.evaluate("() => mien.receipts.consent.record_id"));
    assertEquals(7, page.evaluate("() => mien.receipts.erasure.leaf"));
    assertEquals(3, server.calls().size());
    assertTrue(server.calls().getFirst().body().getJsonObject("consent").getBoolean("receipt"));
    assertTrue(server.calls().stream().noneMatch(call -> call.body().encode().contains("record")));
    assertEquals(0, stored(page), "what the visitor did not save goes with the page");
  }

  @Test
  void correctionsCarryTheCapsuleAndKeepTheNextOne() {
    AtomicInteger number = new AtomicInteger();
    Page page = open(_ -> Reply.contextual().issuing("c" + number.incrementAndGet()));
    page.evaluate("() => mien.correct({ values: { interest: null } })");
    assertEquals(0, server.calls().size(), "nothing is held, so there is nothing to set right");
    page.evaluate(
        "async () => { await mien.consent({ purposes: ['p'] });"
            + " await mien.correct({ values: { basket: 3, interest: null },"
            + " segments: { drop: ['runners'] } }); }");
    Call call = server.calls().getLast();
    assertEquals(
        "PUT /v1/session/corrections c1", call.method() + " " + call.path() + " " + call.capsule());
    assertEquals(
        new JsonObject(
            "{\"values\": {\"basket\": 3, \"interest\": null}, \"segments\": {\"drop\":"
                + " [\"runners\"]}}"),
        call.body());
    assertEquals("c2", page.evaluate("() => mien.held.capsule"));
  }

  private static List<Integer> editionsSent() {
    return server.calls().stream().map(call -> call.body().getInteger("edition", 0)).toList();
  }

  @Test
  void theNewestEditionSeenIsSaidWithEveryRequestAndOutlivesThePageAsTheCapsuleDoes() {
    Page page = open(_ -> Reply.contextual().issuing("c"));
    page.evaluate("async () => { await mien.consent({ purposes: ['p'] }); await mien.decide(); }");
    page.close();
    openTab(PATIENT).evaluate("() => mien.decide()");
    assertEquals(List.of(0, 7, 7), editionsSent());
  }

  @Test
  void withoutConsentTheNewestEditionIsRememberedByThePageAlone() {
    Page page = open(_ -> Reply.contextual());
    page.evaluate("async () => { await mien.decide(); await mien.decide(); }");
    openTab(PATIENT).evaluate("() => mien.decide()");
    assertEquals(List.of(0, 7, 0), editionsSent());
    assertEquals(0, stored(page));
  }

  @Test
  void aNodeThatIsBehindIsAskedOnceMore() {
    AtomicInteger asked = new AtomicInteger();
    Page page =
        open(
            _ ->
                asked.getAndIncrement() % 2 == 0
                    ? Reply.problem(503, "edition-behind")
                    : Reply.contextual());
    assertEquals(true, page.evaluate("async () => (await mien.decide()).ok"));
    assertEquals(2, server.calls().size());

    Page other = open(_ -> Reply.problem(503, "edition-behind"));
    assertEquals("edition-behind", other.evaluate("async () => (await mien.decide()).problem"));
    assertEquals(2, server.calls().size());
  }

  /** An answer without a capsule means that no session is in force: nothing may stay. */
  @Test
  void aContextualAnswerEmptiesTheShelf() {
    Page page =
        open(
            call ->
                call.capsule().isEmpty() ? Reply.contextual().issuing("c") : Reply.contextual());
    page.evaluate(
        "async () => { await mien.consent({ purposes: ['p'] }); await mien.withdraw(); }");
    assertEquals(2, server.calls().size());
    assertEquals(0, stored(page));
  }

  @Test
  void aSpentCapsuleIsDroppedAndTheRequestMadeAfresh() {
    for (int status : List.of(410, 422)) {
      Page page =
          open(
              call ->
                  call.capsule().isEmpty()
                      ? call.body().containsKey("consent")
                          ? Reply.contextual().issuing("old")
                          : Reply.decided(
                              "contextual", hero(new JsonObject().put("headline", "Afresh")))
                      : Reply.problem(status, "spent"));
      page.evaluate("() => mien.consent({ purposes: ['p'] })");
      Map<?, ?> outcome = (Map<?, ?>) decideAndShow(page);
      assertEquals(true, outcome.get("ok"));
      assertEquals("contextual", outcome.get("mode"));
      assertEquals("Afresh", page.textContent("h1"));
      assertEquals(3, server.calls().size());
      assertEquals(0, stored(page));
      page.close();
    }
  }

  @Test
  void aServerThatRefusesEveryCapsuleIsAskedTwiceAndNoMore() {
    Page page =
        open(
            call ->
                call.body().containsKey("consent")
                    ? Reply.contextual().issuing("c")
                    : Reply.problem(422, "capsule-unreadable"));
    page.evaluate("() => mien.consent({ purposes: ['p'] })");
    Map<?, ?> outcome = (Map<?, ?>) decideAndShow(page);
    assertEquals("capsule-unreadable", outcome.get("problem"));
    assertEquals(3, server.calls().size());
  }

  @Test
  void aCapsuleIsKeptWhileItsSessionCannotBeReached() {
    Page page =
        open(
            call ->
                call.body().containsKey("consent")
                    ? Reply.contextual().issuing("c")
                    : Reply.contextual().noticing("/capsule", "session-not-kept"));
    page.evaluate("() => mien.consent({ purposes: ['p'] })");
    decideAndShow(page);
    assertEquals(1, stored(page));
  }

  @Test
  void whoIsToldToWaitWaits() {
    Page page =
        open(_ -> new Reply(503, Map.of("Retry-After", "60"), new JsonObject().put("code", "x")));
    decideAndShow(page);
    Map<?, ?> outcome = (Map<?, ?>) decideAndShow(page);
    assertEquals("paused", outcome.get("problem"));
    assertEquals(1, server.calls().size());
  }

  @Test
  void anExpiredCapsuleIsNeitherSentNorKept() {
    Page page = open(_ -> Reply.contextual());
    page.evaluate(
        "() => localStorage.setItem('mien', JSON.stringify({ capsule: 'c', expires:"
            + " '2020-01-01T00:00:00Z' }))");
    decideAndShow(page);
    assertEquals("", server.calls().getFirst().capsule());
    assertEquals(0, stored(page));
  }

  @Test
  void tabsTakeTurnsAndEachCarriesTheCapsuleOfTheOneBefore() {
    takeTurns(true);
  }

  @Test
  void withoutLocksTheRequestsOfOnePageTakeTurns() {
    context.addInitScript("delete Navigator.prototype.locks");
    takeTurns(false);
  }

  private void takeTurns(boolean inTwoTabs) {
    AtomicInteger number = new AtomicInteger();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Page first =
        open(
            _ -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.sleep(20);
              inside.decrementAndGet();
              return Reply.contextual().issuing("c" + number.incrementAndGet());
            });
    first.evaluate("() => mien.consent({ purposes: ['p'] })");
    Page second = inTwoTabs ? openTab(PATIENT) : first;
    String many = "() => { window.all = Promise.all([1, 2, 3, 4, 5].map(() => mien.decide())); }";
    first.evaluate(many);
    second.evaluate(inTwoTabs ? many : "() => {}");
    first.evaluate("() => window.all");
    second.evaluate("() => window.all");
    assertEquals(1, most.get(), "no two at once");
    List<String> carried = server.calls().stream().map(Call::capsule).toList();
    for (int i = 1; i < carried.size(); i++) {
      assertEquals("c" + i, carried.get(i));
    }
    assertEquals(inTwoTabs ? 11 : 6, carried.size());
  }

  @Test
  void aPageThatMayNotStoreKeepsTheCapsuleForItself() {
    context.addInitScript(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no',"
            + " 'SecurityError'); } })");
    AtomicInteger number = new AtomicInteger();
    Page page = open(_ -> Reply.contextual().issuing("c" + number.incrementAndGet()));
    page.evaluate("async () => { await mien.consent({ purposes: ['p'] }); await mien.decide(); }");
    assertEquals("c1", server.calls().getLast().capsule());
  }

  @Test
  void erasingDropsTheCapsuleAndWhatThePageSaid() {
    Page page =
        open(
            call ->
                call.method().equals("DELETE")
                    ? new Reply(200, Map.of(), new JsonObject().put("receipt", "r"))
                    : call.body().containsKey("consent")
                        ? Reply.contextual().issuing("c")
                        : Reply.contextual());
    page.evaluate("() => mien.consent({ purposes: ['p'] })");
    page.evaluate("() => mien.signals({ device: 'mobile' })");
    page.evaluate("() => mien.consent({ purposes: ['p'] })");
    assertEquals(true, page.evaluate("async () => (await mien.erase()).erased"));
    assertEquals(0, stored(page));
    decideAndShow(page);
    Call last = server.calls().getLast();
    assertEquals("", last.capsule());
    assertEquals(new JsonObject(), last.body().getJsonObject("signals"));
  }

  /** Otherwise one could not ask again, and would believe that all is destroyed. */
  @Test
  void anErasureWithoutAnAnswerKeepsTheCapsule() {
    Page page =
        open(
            call ->
                call.method().equals("DELETE")
                    ? Reply.problem(503, "unavailable")
                    : Reply.contextual().issuing("c"));
    page.evaluate("() => mien.consent({ purposes: ['p'] })");
    assertEquals(false, page.evaluate("async () => (await mien.erase()).erased"));
    assertEquals("c", page.evaluate("() => mien.held.capsule"));
  }

  @Test
  void aSessionThatEndsInOneTabIsNoticedInTheOther() {
    Page first =
        open(
            call ->
                call.method().equals("DELETE")
                    ? new Reply(200, Map.of(), new JsonObject())
                    : Reply.contextual().issuing("c"));
    first.evaluate("() => mien.consent({ purposes: ['p'] })");
    Page second = openTab(PATIENT);
    second.evaluate(
        "() => { window.told = new Promise(tell => mien.on('change', it => tell(it.cause + ' ' +"
            + " it.mode))); }");
    first.evaluate("() => mien.erase()");
    assertEquals("other-tab contextual", second.evaluate("() => window.told"));
  }

  @Test
  void globalPrivacyControlIsShownAndNotActedOn() {
    context.addInitScript(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
    Page page = open(_ -> Reply.contextual());
    assertEquals(true, page.evaluate("() => mien.globalPrivacyControl"));
    assertEquals(0, server.calls().size());
  }
}
