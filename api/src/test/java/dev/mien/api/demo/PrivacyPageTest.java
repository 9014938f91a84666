package dev.mien.api.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.mien.api.DemoNode;
import dev.mien.api.browser.Accessibility;
import dev.mien.api.browser.Chromium;
import dev.mien.api.demo.ScriptedServer.Reply;
import dev.mien.api.pages.Resources;
import dev.mien.engine.promise.ReceiptCheck;
import dev.mien.engine.promise.ReceiptCheck.Verdict;
import dev.mien.engine.promise.VerifierKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page for visitors in a browser, served by a real node, and its panel in another site's page.
 */
class PrivacyPageTest {
  private static final int BYTES_MAX = 30_000;
  private static final int TABS_MAX = 80;
  private static final double PATIENCE_MILLIS = 15_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String RECEIPT = "c2sp.org/tlog-proof@v1\nextra e30=\nindex 7\n";
  private static final String FIGURES =
      """
      {"crowd": {"min": 50, "enforced": true, "k": 50, "windowHours": 168, "segmentsMax": 3,
         "noise": {"epsilon": 1, "delta": 7.8e-6, "max": 24}},
       "budget": {"epsilon": 1.5, "delta": 1e-6, "rho": 0.01, "hours": 168, "spent": [
         {"statistic": "reach", "protects": "one session", "from": "2026-11-22T00:00:00Z", "rho": 0.001,
          "epsilon": 0.25}]},
       "noise": [
         {"statistic": "reach", "protects": "one session",
          "noise": "discrete Gaussian noise with variance 68 for each number"},
         {"statistic": "decisions", "protects": "one decision",
          "noise": "discrete Laplace noise with epsilon 5428/10000 for each number"}],
       "recipients": [
         {"recipient": "ridge-line", "title": "Ridge Line Advice, our telephone help desk", "purpose": "journey",
          "most": 2, "epsilon": 2.5, "segments": [
            {"segment": "trail-runners", "id": "1"}, {"segment": "hill-walkers", "id": "2"}]}]}
      """;
  private static final Pattern SAID = Pattern.compile("\\b(?:say|heading|list)\\(\\s*'([\\w.-]+)'");
  private static final Pattern SAID_IN_PART = Pattern.compile("say\\(\\s*`([\\w.]+)\\$\\{");

  private static Chromium chromium;
  private static ScriptedServer site;
  private static DemoNode node;

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.launch();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    site = ScriptedServer.start();
    node = DemoNode.start("MIEN_SITES=main=" + site.address());
    site.trust(node.address().toString());
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
    if (node != null) {
      node.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Whatever a test does: nothing is complained about, nothing is missing, nothing is refused. */
  @AfterEach
  void nothingIsComplainedAbout() {
    contexts.forEach(BrowserContext::close);
    assertEquals(List.of(), complaints);
  }

  // ---- what tests do ---------------------------------------------------------------------------

  private static Browser.NewContextOptions wide() {
    return new Browser.NewContextOptions().setViewportSize(1_280, 900).setLocale("en-GB");
  }

  private static Browser.NewContextOptions narrow() {
    return wide().setViewportSize(390, 844).setDeviceScaleFactor(2).setHasTouch(true);
  }

  private Page tab(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser().newContext(options);
    contexts.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
    return page;
  }

  private Page visit(Browser.NewContextOptions options) {
    Page page = tab(options);
    page.navigate(node.address() + "/privacy/");
    ready(page);
    return page;
  }

  /** The policy is asked for after the session, so it is what comes last. */
  private static void ready(Page page) {
    assertThat(page.locator("[role=switch]")).hasCount(3);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator section(Page page, String title) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
  }

  private static Locator held(Page page) {
    return section(page, "What is held of your visit");
  }

  private static Locator allowance(Page page) {
    return section(page, "What you allow");
  }

  private static void allow(Page page, String... purposes) {
    for (String purpose : purposes) {
      page.check("#allow-" + purpose);
    }
    save(allowance(page), button(page, "Save what I chose"));
  }

  /** On a machine that does much else an answer may be late; then one presses again, as it says. */
  private static void save(Locator section, Locator button) {
    Pattern over = Pattern.compile("Saved\\.|No answer came");
    do {
      button.click();
      assertThat(section).containsText(over);
    } while (section.innerText().contains("No answer came"));
  }

  /**
   * Lets the site of this page tell the server something, as a shop does while one looks around.
   */
  private static void browse(Page page) {
    page.evaluate(
        """
        async () => {
          const { createMien } = await import('/mien.js');
          const mien = createMien();
          await mien.decide(['home.hero'], {
            signals: { interest: ['running', 'hiking'], basket_value: 45 },
            events: [1, 2, 3].map(() => ({ type: 'page_view', fields: { category: 'sale' } })),
          });
        }
        """);
    button(page, "Look again").click();
    assertThat(held(page)).containsText("Seen at");
  }

  private static void erase(Page page) {
    button(page, "Erase everything").click();
    button(page, "Erase it").click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Erased")))
        .isFocused();
  }

  private static Object stored(Page page) {
    return page.evaluate("() => localStorage.length + sessionStorage.length");
  }

  private static Object capsules(Page page) {
    return page.evaluate("() => [localStorage.mien, sessionStorage.mien].filter(Boolean).length");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static void assertNothingSticksOut(Page page) {
    assertEquals(
        true,
        page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"),
        "nothing sticks out");
  }

  // ---- the files -------------------------------------------------------------------------------

  @Test
  void thePageIsAtMostThirtyKilobytesInAll() throws IOException {
    int bytes = gzipped(Resources.file("mien.js").orElseThrow());
    for (byte[] file : Resources.below("privacy").values()) {
      bytes += gzipped(file);
    }
    assertTrue(bytes <= BYTES_MAX, bytes + " bytes gzipped");
  }

  private static int gzipped(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(file);
    }
    return bytes.size();
  }

  /** So that a site that translates all messages has translated the panel, and no more than it. */
  @Test
  void everyTextIsAMessageAndEveryMessageIsSaid() {
    Set<String> messages =
        new TreeSet<>(
            new JsonObject(text("privacy/messages.json"))
                .fieldNames().stream().filter(name -> name.contains(".")).toList());
    String scripts =
        Resources.below("privacy").keySet().stream()
            .filter(name -> name.endsWith(".js"))
            .map(name -> text("privacy/" + name))
            .reduce("", String::concat);
    for (Matcher said = SAID.matcher(scripts); said.find(); ) {
      String name = said.group(1);
      assertTrue(
          messages.contains(name) || messages.contains(name + ".title") || !name.contains("."),
          name + " is said and not written");
    }
    Set<String> parts = new TreeSet<>();
    for (Matcher said = SAID_IN_PART.matcher(scripts); said.find(); ) {
      parts.add(said.group(1));
    }
    for (String name : messages) {
      String bare = name.replaceFirst("\\.(title|short|none|label)$", "");
      assertTrue(
          scripts.contains("'" + name + "'")
              || scripts.contains("'" + bare + "'")
              || scripts.contains(bare + ": ")
              || parts.stream().anyMatch(name::startsWith),
          name + " is written and never said");
    }
  }

  private static String text(String resource) {
    return new String(Resources.file(resource).orElseThrow(), StandardCharsets.UTF_8);
  }

  // ---- what one sees ---------------------------------------------------------------------------

  @Test
  void aNewcomerReadsWhatMayBeKnownAndThatNothingIsKept() {
    Page page = visit(wide());
    assertThat(held(page)).containsText("no capsule");
    assertThat(held(page)).containsText("sets no cookie");
    Locator allowed = allowance(page);
    assertThat(allowed).containsText("Show you what is relevant during this visit");
    assertThat(allowed).containsText("Shared with: Ridge Line Advice");
    assertThat(allowed).containsText("Ends by itself with: purchase");
    assertThat(allowed).containsText("after 7 days in any case");
    page.getByText("What it asks: 7 things").click();
    assertThat(allowed).containsText("Gear for what you like to do comes first");
    assertThat(allowed).containsText("Any of: running, hiking, climbing or cycling");
    assertThat(allowed).containsText("You say it. Kept for 12 hours at most.");
    assertThat(section(page, "What it is used for")).containsText("Bargain hunters");
    assertThat(section(page, "What it is used for")).containsText("The large picture at the top");
    assertThat(section(page, "Who else gets something")).containsText("Ridge Line Advice");
    assertEquals(0, stored(page));
    assertEquals(List.of(), page.context().cookies());
    picture(page, "privacy-newcomer");
  }

  @Test
  void theCrowdTheNoiseAndWhoIsToldAreSaidAsThePolicyHasThem() {
    Page page = tab(wide());
    page.route(
        "**/v1/policy",
        route -> {
          JsonObject policy = new JsonObject(route.fetch().text());
          answer(route, policy.mergeIn(new JsonObject(FIGURES)));
        });
    page.navigate(node.address() + "/privacy/");
    ready(page);
    Locator crowd = section(page, "So that nobody is singled out");
    for (String words :
        List.of(
            "at least 50 sessions that began in the last 7 days",
            "At most 3 groups decide",
            "by up to 24 and never lowers it (epsilon 1, delta 0.0000078)",
            "Totals that the people who run this site see carry random noise",
            "epsilon 1.5, delta 0.000001",
            "discrete Gaussian noise with variance 68 for each number. It protects one session.",
            "epsilon 0.25")) {
      assertThat(crowd).containsText(words);
    }
    assertThat(section(page, "Who else gets something"))
        .containsText("in at most 2 of these groups at a time: Trail runners and Hill walkers.");
    Accessibility.check(page, "with figures");
    picture(page, "privacy-figures");
  }

  @Test
  void everythingThatIsHeldIsShownInWords() {
    Page page = visit(wide());
    allow(page, "personalization", "journey");
    browse(page);
    assertThat(held(page)).containsText("a sealed capsule");
    for (String words :
        List.of(
            "Interest",
            "running, hiking",
            "You said so.",
            "Sale views",
            "Bargains first, if you look for bargains",
            "between 40 and 80 EUR",
            "Trail runners",
            "Ridge Line Advice",
            "a random key of 32 bytes")) {
      assertThat(held(page)).containsText(words);
    }
    page.getByText("All of it, as the server answered").click();
    assertThat(held(page).locator("pre")).containsText("\"attribute\": \"interest\"");
    picture(page, "privacy-held");
  }

  @Test
  void withoutJavaScriptThePageSaysHowToDoItByHand() {
    Page page = tab(wide().setJavaScriptEnabled(false));
    page.navigate(node.address() + "/privacy/");
    String words = page.innerText("main");
    assertTrue(words.contains("are shown by a script"), words);
    assertTrue(words.contains("curl -X DELETE -H 'Mien-Capsule: …'"), words);
    assertTrue(words.contains("Without consent"), words);
    assertThat(page.locator("main a[href='/v1/policy']")).isVisible();
    picture(page, "privacy-without-script");
  }

  // ---- what one does ---------------------------------------------------------------------------

  @Test
  void consentIsGivenAndTakenBackPurposeByPurpose() {
    Page page = visit(wide());
    page.check("#allow-personalization");
    assertThat(allowance(page)).containsText("Not saved yet.");
    assertEquals(0, capsules(page));
    page.selectOption("#until", "PT1H");
    allow(page, "journey");
    assertThat(allowance(page).getByText("On since")).hasCount(2);
    assertEquals(1, capsules(page));
    page.uncheck("#allow-journey");
    allow(page);
    assertThat(allowance(page).getByText("On since")).hasCount(1);
    assertThat(held(page)).containsText("Nobody but this site.");
    button(page, "Switch everything off").click();
    assertThat(allowance(page))
        .containsText("Everything is off. The key of your visit is destroyed");
    assertThat(allowance(page).getByText("On since")).hasCount(0);
    assertThat(held(page)).containsText("no capsule");
    assertEquals(0, capsules(page));
  }

  @Test
  void switchingOffWhatWasNeverOnSendsNothingAndStoresNoMoreThanTheMonth() {
    Page page = visit(wide());
    List<String> sent = new ArrayList<>();
    page.onRequest(request -> sent.add(request.url()));
    button(page, "Switch everything off").click();
    assertThat(allowance(page)).containsText("Everything is off. Nothing was sent.");
    assertTrue(sent.stream().noneMatch(url -> url.contains("/v1/signals")), sent::toString);
    assertEquals(
        true,
        page.evaluate(
            "() => Object.values(localStorage).every((it) => /^refused=\\d{4}-\\d\\d$/.test(it))"));
  }

  @Test
  void consentEndsWhenTheVisitorSays() {
    Page page = visit(wide());
    page.check("#allow-personalization");
    page.selectOption("#until", "own");
    page.fill("#until-at", "2020-01-01T10:00");
    button(page, "Save what I chose").click();
    assertThat(allowance(page)).containsText("Please enter a time that is still to come.");
    assertThat(page.locator("#until-at")).isFocused();
    assertEquals(0, capsules(page));
    String inAnHour =
        (String)
            page.evaluate(
                """
                () => {
                  const then = new Date(Date.now() + 3600000);
                  return new Date(then - then.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
                }
                """);
    page.fill("#until-at", inAnHour);
    allow(page);
    // An hour from now may be tomorrow, and then the words name the day.
    assertThat(allowance(page))
        .containsText(Pattern.compile("is allowed until .*" + inAnHour.substring(11)));
  }

  @Test
  void whatTheVisitorSaysIsCorrectedAndSaidForTheFirstTime() {
    Page page = visit(wide());
    allow(page, "personalization");
    browse(page);
    page.locator("summary", new Page.LocatorOptions().setHasText("Correct Interest")).click();
    page.getByLabel("running").uncheck();
    page.getByLabel("climbing").check();
    page.locator("form:has(legend:text-is('Interest'))").getByText("Save").click();
    assertThat(held(page)).containsText("hiking, climbing");
    page.locator("summary", new Page.LocatorOptions().setHasText("Say it Gift")).click();
    page.getByLabel("yes").check();
    page.locator("form:has(legend:text-is('Gift'))").getByText("Save").click();
    assertThat(held(page)).containsText("Looking for a present");
  }

  @Test
  void whatWasCountedIsSetRightAndForgotten() {
    Page page = visit(wide());
    allow(page, "personalization");
    browse(page);
    assertThat(held(page)).containsText("Bargain hunters");
    page.locator("summary", new Page.LocatorOptions().setHasText("Correct Sale views")).click();
    page.getByLabel("Sale views (how often)").fill("1");
    page.getByLabel("Sale views (how often)").press("Enter");
    assertThat(held(page).locator("li", about("Sale views"))).containsText("You said so.");
    assertThat(held(page)).not().containsText("Bargain hunters");
    picture(page, "privacy-corrected");
    button(page, "Forget this Sale views").click();
    assertThat(held(page)).not().containsText("Sale views");
    Accessibility.check(page, "corrected");
  }

  private static Locator.LocatorOptions about(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  @Test
  void aGroupIsLeftAndJoinedAgain() {
    Page page = visit(wide());
    allow(page, "personalization");
    browse(page);
    button(page, "Leave this group Trail runners").click();
    assertThat(held(page)).containsText("This visit is no longer in “Trail runners”.");
    assertThat(held(page)).containsText("The groups you left");
    assertThat(button(page, "Let it count again Trail runners")).isFocused();
    picture(page, "privacy-left");
    page.keyboard().press("Enter");
    assertThat(held(page)).containsText("This visit may be in “Trail runners” again.");
    assertThat(button(page, "Leave this group Trail runners")).isFocused();
    assertThat(held(page)).not().containsText("The groups you left");
  }

  @Test
  void theConsentReceiptIsTheVisitorsAndEndsWithTheVisit() throws IOException {
    Page page = visit(wide());
    assertThat(held(page)).not().containsText("Your consent receipt");
    allow(page, "personalization");
    assertThat(held(page)).containsText("Your consent receipt");
    String receipt = saved(page, "Save the consent receipt");
    String capsule = (String) page.evaluate("() => JSON.parse(localStorage.mien).capsule");
    assertTrue(receipt.contains("dpv-27560"), receipt);
    assertFalse(receipt.contains(capsule), "the receipt opens nothing");
    erase(page);
    assertEquals(0, stored(page));
  }

  @Test
  void globalPrivacyControlIsSaidAndHeeded() {
    Page page = tab(wide().setExtraHTTPHeaders(Map.of("Sec-GPC", "1")));
    page.addInitScript(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
    page.navigate(node.address() + "/privacy/");
    ready(page);
    assertThat(allowance(page)).containsText("this server heeds it");
    allow(page, "journey");
    assertThat(held(page)).containsText("Nobody but this site.");
  }

  @Test
  void afterErasingNothingIsHeldHereOrThere() {
    Page page = visit(wide());
    allow(page, "personalization", "journey");
    browse(page);
    String capsule = (String) page.evaluate("() => JSON.parse(localStorage.mien).capsule");
    erase(page);
    assertThat(held(page)).containsText("the key is destroyed");
    assertEquals(0, capsules(page));
    assertEquals(
        410,
        page.evaluate(
            "async (capsule) => (await fetch('/v1/session', { headers: { 'Mien-Capsule': capsule }"
                + " })).status",
            capsule));
    assertTrue(complaints.remove("error: " + gone()), complaints::toString);
    picture(page, "privacy-erased");
    page.reload();
    ready(page);
    assertThat(held(page)).containsText("no capsule");
    assertThat(section(page, "Erase everything now")).containsText("There is nothing to erase");
  }

  private static String gone() {
    return "Failed to load resource: the server responded with a status of 410 (Gone)";
  }

  @Test
  void erasingIsAskedTwiceAndCanBeCalledOff() {
    Page page = visit(wide());
    allow(page, "personalization");
    button(page, "Erase everything").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This cannot be undone.");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    assertThat(button(page, "Erase everything")).isFocused();
    assertEquals(1, capsules(page));
  }

  /** What the page says of checking it is what holds. */
  @Test
  void theReceiptIsShownAndSavedAndHolds() throws IOException {
    Page page = visit(wide().setPermissions(List.of("clipboard-read", "clipboard-write")));
    allow(page, "personalization");
    String capsule = (String) page.evaluate("() => JSON.parse(localStorage.mien).capsule");
    erase(page);
    Locator proof = section(page, "Erase everything now");
    assertThat(proof).containsText("If any of our nodes ever opens your old capsule");
    String receipt = page.getByLabel("Your receipt").inputValue();
    button(page, "Copy").click();
    assertThat(proof).containsText("Copied.");
    assertEquals(receipt, page.evaluate("() => navigator.clipboard.readText()"));
    assertEquals(receipt, saved(page, "Save the receipt"));
    assertEquals(capsule, saved(page, "Save the old capsule"));
    String key = page.request().get(node.address() + "/v1/promises/key").text();
    ReceiptCheck check = new ReceiptCheck(VerifierKey.read(key).orElseThrow());
    if (!(check.check(receipt) instanceof Verdict.Holds holds)) {
      throw new AssertionError(receipt);
    }
    assertTrue(ReceiptCheck.speaksOf(holds.receipt(), capsule), "it is about this capsule");
    Accessibility.check(page, "with a receipt");
    picture(page, "privacy-receipt");
  }

  @Test
  void whatHasEndedAlreadyIsNotSaidToBeErasedNow() {
    Page page = visit(wide());
    allow(page, "personalization");
    button(page, "Erase everything").click();
    page.evaluate("() => localStorage.removeItem('mien')");
    button(page, "Erase it").click();
    Locator erasing = section(page, "Erase everything now");
    assertThat(erasing).containsText("Nothing was left to erase");
    assertThat(erasing).not().containsText("We destroyed");
    assertThat(page.locator("#erase-title")).isFocused();
  }

  /** What there is so far is kept, and the receipt becomes the visitor's by the visitor's salt. */
  @Test
  void aReceiptThatIsNotThereYetIsAskedForAgain() throws IOException {
    Page page = tab(wide());
    JsonObject pending =
        new JsonObject()
            .put("erased", true)
            .put("receipt", "pending")
            .put("leaf", "{\"kind\":\"erasure\"}")
            .put("salt", "5a17")
            .put("receiptAt", "/v1/promises/receipts/1eaf");
    page.route(
        "**/v1/session",
        route -> {
          if (route.request().method().equals("DELETE")) {
            answer(route, pending);
          } else {
            route.resume();
          }
        });
    page.route(
        "**/v1/promises/receipts/1eaf",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(200)
                    .setContentType("text/plain")
                    .setBody(RECEIPT)));
    page.navigate(node.address() + "/privacy/");
    ready(page);
    allow(page, "personalization");
    erase(page);
    assertThat(section(page, "Erase everything now")).containsText("not written yet");
    assertTrue(
        page.getByLabel("What there is of your receipt so far").inputValue().contains("5a17"));
    assertThat(page.getByLabel("Your receipt"))
        .hasValue(RECEIPT.replace("e30=", "eyJzYWx0IjoiNWExNyJ9"));
    assertThat(section(page, "Erase everything now")).containsText("The receipt is there.");
  }

  private static void answer(Route route, JsonObject body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(200)
            .setContentType("application/json")
            .setBody(body.encode()));
  }

  private static String saved(Page page, String link) throws IOException {
    return Files.readString(page.waitForDownload(() -> page.getByText(link).click()).path());
  }

  @Test
  void aSessionThatBeginsOrEndsInAnotherTabIsShown() {
    Page page = visit(wide());
    Page other = page.context().newPage();
    other.navigate(node.address() + "/privacy/");
    ready(other);
    allow(other, "personalization");
    assertThat(held(page)).containsText("a sealed capsule");
    assertThat(page.locator("#allow-personalization")).isChecked();
    erase(other);
    assertThat(held(page)).containsText("no capsule");
    assertThat(page.locator("#allow-personalization")).not().isChecked();
  }

  // ---- a connection that drops -----------------------------------------------------------------

  @Test
  void aDroppedConnectionIsSaidAndNothingEnteredIsLost() {
    Page page = visit(wide());
    allow(page, "personalization");
    browse(page);
    page.locator("summary", new Page.LocatorOptions().setHasText("Say it Trip")).click();
    page.getByLabel("weekend").check();
    page.context().setOffline(true);

    page.check("#allow-journey");
    page.selectOption("#until", "PT4H");
    button(page, "Save what I chose").click();
    assertThat(allowance(page)).containsText("No answer came. Nothing has changed");
    page.locator("form:has(legend:text-is('Trip'))").getByText("Save").click();
    assertThat(held(page)).containsText("No answer came. Nothing has changed");
    button(page, "Look again").click();
    assertThat(held(page)).containsText("What follows is what was seen before.");
    assertThat(page.getByLabel("weekend")).isChecked();
    assertThat(page.locator("#allow-journey")).isChecked();
    button(page, "Erase everything").click();
    button(page, "Erase it").click();
    assertThat(section(page, "Erase everything now")).containsText("No answer came");
    assertEquals(1, capsules(page));

    page.context().setOffline(false);
    complaints.removeIf(
        it -> it.startsWith("failed: ") || it.contains("ERR_INTERNET_DISCONNECTED"));
    page.locator("form:has(legend:text-is('Trip'))").getByText("Save").click();
    assertThat(held(page).locator(".value").getByText("weekend")).isVisible();
    assertThat(page.locator("#allow-journey")).isChecked();
    allow(page);
    assertThat(allowance(page).getByText("On since")).hasCount(2);
  }

  @Test
  void aServerThatDoesNotAnswerAtFirstCanBeAskedAgain() {
    Page page = tab(wide());
    page.route("**/v1/policy", Route::abort);
    page.navigate(node.address() + "/privacy/");
    assertThat(allowance(page)).containsText("No answer came, so this cannot be shown just now.");
    page.unroute("**/v1/policy");
    button(page, "Ask again").click();
    ready(page);
    complaints.removeIf(it -> it.startsWith("failed: ") || it.contains("ERR_FAILED"));
  }

  // ---- for everybody ---------------------------------------------------------------------------

  @Test
  void everythingIsDoneWithTheKeyboard() {
    Page page = visit(wide());
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the content")).isFocused();
    page.keyboard().press("Enter");
    press(page, "What you allow", "Enter");
    assertThat(page.locator("#allow-title")).isFocused();
    press(page, "allow-basics", "");
    press(page, "allow-personalization", "Space");
    press(page, "until", "End");
    assertThat(page.locator("#until-at")).isVisible();
    press(page, "until", "Home");
    press(page, "allow-save", "Enter");
    assertThat(allowance(page)).containsText("Saved.");
    assertThat(page.locator("[data-key=allow-save]")).isFocused();

    press(page, "correct-gift", "Enter");
    press(page, "gift-true", "Space");
    press(page, "save-gift", "Enter");
    assertThat(held(page)).containsText("Looking for a present");
    assertThat(page.locator("[data-key=save-gift]")).isFocused();
    press(page, "raw-summary", "Enter");
    assertThat(held(page).locator("pre")).isVisible();

    press(page, "allow-off", "Enter");
    assertThat(allowance(page)).containsText("Everything is off.");
    pressBack(page, "allow-personalization", "Space");
    press(page, "allow-save", "Enter");
    assertThat(allowance(page)).containsText("Saved.");
    press(page, "Erase everything", "Enter");
    assertThat(button(page, "Keep it")).isFocused();
    pressBack(page, "Erase it", "Enter");
    assertThat(page.locator("#erased-title")).isFocused();
    assertEquals(0, capsules(page));
  }

  private static void press(Page page, String target, String key) {
    reach(page, target, "Tab");
    if (!key.isEmpty()) {
      page.keyboard().press(key);
    }
  }

  private static void pressBack(Page page, String target, String key) {
    reach(page, target, "Shift+Tab");
    page.keyboard().press(key);
  }

  /** Goes on until what has this key or this text has focus, and checks that one can see it. */
  private static void reach(Page page, String target, String step) {
    List<String> passed = new ArrayList<>();
    for (int i = 0; i < TABS_MAX; i++) {
      page.keyboard().press(step);
      String name = focused(page);
      passed.add(name);
      if (name.equals(target)) {
        assertEquals(true, page.evaluate(DISTINCT), target + " shows that it has focus");
        return;
      }
    }
    throw new AssertionError(target + " is not among " + passed);
  }

  private static final String FOCUSED =
      """
      let at = document.activeElement;
      while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      """;
  private static final String DISTINCT =
      "() => { " + FOCUSED + " return getComputedStyle(at).outlineStyle === 'solid'; }";

  private static String focused(Page page) {
    return (String)
        page.evaluate("() => { " + FOCUSED + " return at.dataset.key ?? at.textContent; }");
  }

  /** How somebody looks at the page. */
  private record Look(ColorScheme scheme, boolean isNarrow) {
    Browser.NewContextOptions options() {
      return (isNarrow ? narrow() : wide()).setColorScheme(scheme);
    }

    @Override
    public String toString() {
      return (scheme + (isNarrow ? "-narrow" : "-wide")).toLowerCase(Locale.ROOT);
    }
  }

  /** Wide and light is what other tests look at. */
  private static List<Look> looks() {
    Look narrowDark = new Look(ColorScheme.DARK, true);
    return Boolean.getBoolean("mien.full")
        ? List.of(
            narrowDark,
            new Look(ColorScheme.DARK, false),
            new Look(ColorScheme.LIGHT, true),
            new Look(ColorScheme.LIGHT, false))
        : List.of(narrowDark);
  }

  @Test
  void everybodyCanUseItInEveryState() {
    for (Look look : looks()) {
      Page page = visit(look.options());
      Accessibility.check(page, look + ", newcomer");
      allow(page, "personalization", "journey");
      browse(page);
      page.locator("details").evaluateAll("all => all.forEach((it) => (it.open = true))");
      Accessibility.check(page, look + ", held, all open");
      assertNothingSticksOut(page);
      picture(page, "privacy-" + look);
      button(page, "Erase everything").click();
      Accessibility.check(page, look + ", asked");
      button(page, "Erase it").click();
      assertThat(page.locator("#erased-title")).isFocused();
      Accessibility.check(page, look + ", erased");
      page.context().close();
    }
  }

  @Test
  void longTextsFitTheNarrowestScreen() {
    String longName = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung";
    Page page = tab(wide().setViewportSize(320, 640));
    page.route(
        "**/v1/policy",
        route -> {
          JsonObject policy = new JsonObject(route.fetch().text());
          for (String list : List.of("segments", "slots", "purposes")) {
            JsonArray items = policy.getJsonArray(list);
            for (int i = 0; i < items.size(); i++) {
              items.getJsonObject(i).put("title", longName + " " + longName);
            }
          }
          for (Object attribute : policy.getJsonArray("attributes")) {
            ((JsonObject) attribute).put("benefit", longName);
          }
          answer(route, policy);
        });
    page.navigate(node.address() + "/privacy/");
    ready(page);
    page.getByText("What it asks: 7 things").click();
    assertNothingSticksOut(page);
    picture(page, "privacy-long");
  }

  @Test
  void nothingMovesWhereThatIsAskedFor() {
    String moving =
        """
        () => document.getAnimations().length + [...document.querySelector('#panel > div').shadowRoot
          .querySelectorAll('*')].filter((it) => getComputedStyle(it).animationName !== 'none'
            || getComputedStyle(it, '::after').transitionDuration !== '0s').length
        """;
    Page page = visit(wide().setReducedMotion(ReducedMotion.REDUCE));
    allow(page, "personalization");
    erase(page);
    assertEquals(0, page.evaluate(moving));
    assertNotEquals(0, visit(wide()).evaluate(moving), "the check sees what moves");
  }

  // ---- in another site's page ------------------------------------------------------------------

  private static final String OTHER_SITE =
      """
      <main id="main"><h1>Privacy at the other site</h1><div id="place">Please wait</div></main>
      """;

  private Page embedded(String options) {
    site.play(OTHER_SITE, _ -> Reply.problem(500, "not-asked"));
    Page page = tab(wide());
    page.navigate(site.address() + "/");
    page.evaluate(
        "async ([node, options]) => { const { createMien } = await import(node + '/mien.js');"
            + " window.mien = createMien({ endpoint: node });"
            + " window.panel = await mien.privacy(document.getElementById('place'), options); }",
        List.of(node.address().toString(), new JsonObject(options).getMap()));
    ready(page);
    return page;
  }

  @Test
  void aSiteOfAnotherOriginShowsThePanelInItsOwnPage() {
    Page page = embedded("{}");
    assertThat(held(page)).containsText("Mien keeps none for 127.0.0.1");
    allow(page, "personalization");
    assertEquals(1, capsules(page));
    page.evaluate("() => mien.decide(['home.hero'], { signals: { interest: ['running'] } })");
    button(page, "Look again").click();
    assertThat(held(page)).containsText("Trail runners");
    Accessibility.check(page, "embedded");
    picture(page, "privacy-embedded");
    erase(page);
    assertEquals(0, capsules(page));
    assertEquals(List.of(), site.calls(), "the site's own host is asked nothing");
  }

  @Test
  void thePanelTakesTheFontTheColoursAndTheWordsOfItsSite() {
    Page page =
        embedded(
            """
            {"headingLevel": 3, "messages": {"lang": "de", "held.title": "Was wir von Ihrem Besuch wissen",
             "attributes": {"interest": "Was Sie mögen"}}}
            """);
    page.evaluate(
        """
        () => {
          const { style } = document.getElementById('place');
          style.setProperty('--mien-accent', 'rgb(120, 0, 90)');
          style.fontFamily = 'monospace';
          style.color = 'rgb(1, 2, 3)';
        }
        """);
    Locator title =
        page.getByRole(
            AriaRole.HEADING,
            new Page.GetByRoleOptions().setName("Was wir von Ihrem Besuch wissen").setLevel(3));
    assertThat(title).isVisible();
    assertEquals("monospace", title.evaluate("it => getComputedStyle(it).fontFamily"));
    assertEquals("rgb(1, 2, 3)", title.evaluate("it => getComputedStyle(it).color"));
    assertEquals(
        "rgb(120, 0, 90)",
        button(page, "Look again").evaluate("it => getComputedStyle(it).borderTopColor"));
    assertThat(page.locator("#place > div")).hasAttribute("lang", "de");
    page.getByText("What it asks: 7 things").click();
    assertThat(allowance(page)).containsText("Was Sie mögen");
    page.evaluate("() => panel.remove()");
    assertThat(title).hasCount(0);
  }

  @Test
  void thePanelIsFetchedWhenItIsAskedForAndNotBefore() {
    Page page = tab(wide());
    List<String> fetched = new ArrayList<>();
    page.onRequest(request -> fetched.add(request.url()));
    page.navigate(node.address() + "/demo/");
    assertThat(page.locator("#pulse")).hasText(Pattern.compile("^Edition \\d+.*"));
    assertFalse(fetched.stream().anyMatch(url -> url.endsWith("/privacy/panel.js")));
    assertThat(page.locator("footer a[href='/privacy/']")).isVisible();
    page.locator("#ask a").click();
    ready(page);
    assertThat(page.locator("#allow-title")).isFocused();
    assertTrue(
        fetched.stream().allMatch(url -> url.startsWith(node.address().toString())),
        fetched::toString);
  }

  @Test
  void aClientIsToldWhereThePanelCannotBeFetched() {
    Page page = tab(wide());
    site.play(OTHER_SITE, _ -> Reply.contextual());
    page.navigate(site.address() + "/");
    Object told =
        page.evaluate(
            "async () => { const { createMien } = await import('/mien.js'); return"
                + " createMien().privacy(document.body).then(() => 'shown', () => 'told'); }");
    assertEquals("told", told);
    assertThat(page.locator("#place")).hasText("Please wait");
    complaints.removeIf(it -> it.contains("404") || it.contains("panel.js"));
  }
}
