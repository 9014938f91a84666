package dev.mien.api.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.mien.api.DemoNode;
import dev.mien.api.browser.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo shop in a browser, served by a real node. */
class DemoShopTest {
  private static final int WIDE = 1_480;
  private static final int HIGH = 940;
  private static final int TABS_MAX = 120;
  private static final double PATIENCE_MILLIS = 15_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Pattern ANSWERED = Pattern.compile("^Edition \\d+");
  private static final Pattern SPENT_TIME = Pattern.compile("\\d+ ms");

  private static Chromium chromium;
  private static DemoNode node;

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.launch();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    node = DemoNode.start();
  }

  @AfterAll
  static void stop() {
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

  private static Browser.NewContextOptions desktop() {
    return new Browser.NewContextOptions().setViewportSize(WIDE, HIGH);
  }

  private Page visit(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser().newContext(options);
    contexts.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
    page.onResponse(
        response -> {
          if (response.status() >= 400) {
            complaints.add(response.status() + " " + response.url());
          }
        });
    page.navigate(node.address() + "/demo/");
    assertThat(page.locator("#pulse")).hasText(ANSWERED);
    return page;
  }

  /** Does something that makes the page ask again, and waits for what comes of it. */
  private static void andAnswered(Page page, Runnable action) {
    page.waitForResponse(response -> response.url().endsWith("/v1/decide"), action);
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  private static void allow(Page page) {
    andAnswered(page, () -> page.click("#ask-allow"));
    assertThat(page.locator("#mode")).hasAttribute("data-mode", "session");
  }

  private static void choose(Page page, String value) {
    andAnswered(page, () -> page.click("label.chip:has([value='" + value + "'])"));
  }

  private static void press(Page page, String button) {
    andAnswered(page, () -> page.click(".events button:text-is('" + button + "')"));
  }

  private static void open(Page page, String tab) {
    page.click("#tab-" + tab);
  }

  private static String words(Page page) {
    return page.innerText("#main");
  }

  private static Object stored(Page page) {
    return page.evaluate("() => localStorage.length + sessionStorage.length");
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** The markup holds what everybody sees, so nothing moves when the first answer comes. */
  @Test
  void aNewcomerSeesWhatTheMarkupHolds() {
    BrowserContext plain = chromium.browser().newContext(desktop().setJavaScriptEnabled(false));
    contexts.add(plain);
    Page markup = plain.newPage();
    markup.navigate(node.address() + "/demo/");
    Page page = visit(desktop());
    page.uncheck("#mark-slots");
    assertEquals(words(markup), words(page));
    assertEquals(
        markup.getAttribute(".hero-picture", "src"), page.getAttribute(".hero-picture", "src"));
    picture(page, "newcomer");
  }

  @Test
  void aSignalOfThisRequestChangesContentWithoutConsent() {
    Page page = visit(desktop());
    String before = page.textContent("#hero-title");
    choose(page, "price-comparison");
    assertThat(page.locator("#hero-title")).not().hasText(before);
    assertThat(page.locator("#segments")).containsText("Bargain hunters");
    assertThat(page.locator("#mode")).hasAttribute("data-mode", "contextual");
    assertEquals(0, stored(page));
  }

  @Test
  void whatNeedsConsentIsLeftOutAtTheGateAndThePageSaysSo() {
    Page page = visit(desktop());
    String before = words(page);
    choose(page, "running");
    assertThat(page.locator("#left-out")).containsText("What you like");
    assertEquals(before, words(page));
    press(page, "View the sale");
    assertThat(page.locator("#left-out")).containsText("Nothing was told");
  }

  @Test
  void consentBeginsASessionAndTheCapsuleChangesWithEachAnswer() {
    Page page = visit(desktop());
    allow(page);
    choose(page, "running");
    assertThat(page.locator("#segments")).containsText("Trail runners");
    assertThat(page.locator(".hero .eyebrow")).hasText("Trail running");
    Object first = page.evaluate("() => localStorage.getItem('mien')");
    choose(page, "hiking");
    assertThat(page.locator("#segments")).containsText("Hill walkers");
    Object second = page.evaluate("() => localStorage.getItem('mien')");
    assertNotEquals(first, second);
    assertEquals(
        page.evaluate("text => JSON.parse(text).capsule.length", first),
        page.evaluate("text => JSON.parse(text).capsule.length", second));
    assertEquals(1, stored(page));
    picture(page, "session");
  }

  @Test
  void eventsAreFoldedAndThePurchaseEndsItsPurpose() {
    Page page = visit(desktop());
    allow(page);
    for (int i = 0; i < 3; i++) {
      press(page, "View the sale");
    }
    assertThat(page.locator("#segments")).containsText("Bargain hunters");
    press(page, "Add a pack");
    press(page, "Add a sale item");
    assertThat(page.locator("#segments")).containsText("Has a good deal in the basket");
    press(page, "Ask about returns");
    assertThat(page.locator("#help-title")).hasText("Shall we have a look together?");
    press(page, "Buy");
    assertThat(page.locator("#left-out")).containsText("Ended by itself");
    assertThat(page.locator("#segments")).not().containsText("Has a good deal");
    assertThat(page.locator("#segments")).containsText("Bargain hunters");
    assertThat(page.locator("#help-title")).hasText("Advice from people who go out");
  }

  @Test
  void whatIsHeldIsShownInWords() {
    Page page = visit(desktop());
    open(page, "held");
    assertThat(page.locator("#held")).containsText("Nothing is held");
    allow(page);
    open(page, "try");
    choose(page, "climbing");
    open(page, "held");
    assertThat(page.locator("#held")).containsText("What you like");
    assertThat(page.locator("#held")).containsText("climbing");
    assertThat(page.locator("#held")).containsText("Gear for what you like to do comes first");
    assertThat(page.locator("#held")).containsText("Show you what is relevant during this visit");
    picture(page, "held");
  }

  @Test
  void whyASlotShowsWhatItShowsIsSaidInWords() {
    Page page = visit(desktop());
    allow(page);
    choose(page, "running");
    page.click(".hero .slot-tag");
    assertThat(page.locator("#tab-why")).hasAttribute("aria-selected", "true");
    assertThat(page.locator("[id='why-home.hero']")).containsText("Trail runners");
    assertThat(page.locator("[id='why-home.hero']")).containsText("it is running");
    picture(page, "why");
  }

  @Test
  void consentIsGivenPurposeByPurpose() {
    Page page = visit(desktop());
    open(page, "consent");
    assertThat(page.locator("#purposes input")).hasCount(3);
    page.check("#purpose-personalization");
    picture(page, "consent");
    andAnswered(page, () -> page.click("#consent-form [type=submit]"));
    assertThat(page.locator("#consent-said")).containsText("Allowed until");
    open(page, "try");
    press(page, "Add a pack");
    assertThat(page.locator("#left-out")).containsText("In the basket");
    open(page, "held");
    assertThat(page.locator("#held")).not().containsText("In the basket");
  }

  @Test
  void refusingStoresNothingAndSendsNothing() {
    Page page = visit(desktop());
    List<String> sent = new ArrayList<>();
    page.onRequest(request -> sent.add(request.url()));
    andAnswered(page, () -> page.click("#ask-refuse"));
    assertThat(page.locator("#ask")).isHidden();
    assertTrue(sent.stream().noneMatch(url -> url.endsWith("/v1/signals")), sent::toString);
    assertEquals(0, stored(page));
    assertEquals(List.of(), page.context().cookies());
  }

  @Test
  void takingConsentBackDestroysWhatIsHeld() {
    Page page = visit(desktop());
    String newcomer = words(page);
    allow(page);
    choose(page, "running");
    open(page, "consent");
    andAnswered(page, () -> page.click("#refuse"));
    assertThat(page.locator("#consent-said")).containsText("destroyed");
    assertThat(page.locator("#mode")).hasAttribute("data-mode", "contextual");
    assertEquals(newcomer, words(page));
    assertEquals(0, stored(page));
  }

  /**
   * All that is left of a visit is nothing: the page, its storage and its panel are a newcomer's.
   */
  @Test
  void afterForgettingThePageIsANewcomers() {
    Page page = visit(desktop());
    String newcomer = words(page);
    String panel = panel(page);
    allow(page);
    choose(page, "hiking");
    press(page, "View the sale");
    press(page, "Add a pack");
    assertNotEquals(newcomer, words(page));
    andAnswered(page, () -> page.click("#forget"));
    assertThat(page.locator("#pulse")).containsText("Forgotten");
    assertEquals(newcomer, words(page));
    assertEquals(panel, panel(page));
    assertEquals(0, stored(page));
    assertEquals(List.of(), page.context().cookies());
    open(page, "held");
    assertThat(page.locator("#held")).containsText("Nothing is held");
    page.reload();
    assertThat(page.locator("#pulse")).hasText(ANSWERED);
    assertEquals(newcomer, words(page));
  }

  private static String panel(Page page) {
    String shown = page.innerText("#panel");
    return SPENT_TIME
        .matcher(shown.replaceAll("(?s)Mark slots on the page.*", ""))
        .replaceAll("")
        .replaceAll("Nothing was told:.*\\s+See what you allow\\s*", "");
  }

  @Test
  void everythingCanBeReachedAndDoneWithTheKeyboard() {
    Page page = visit(desktop());
    Set<String> reached = new TreeSet<>();
    for (int i = 0; i < TABS_MAX; i++) {
      page.keyboard().press("Tab");
      reached.add(
          (String)
              page.evaluate(
                  "() => document.activeElement.id || document.activeElement.name ||"
                      + " document.activeElement.className"));
    }
    assertTrue(
        reached.containsAll(
            Set.of(
                "skip",
                "basket-open",
                "help-topic",
                "help-ask",
                "panel-close",
                "tab-try",
                "referrer",
                "interest",
                "basket-value",
                "mark-slots",
                "forget",
                "ask-allow",
                "ask-refuse",
                "ask-choose")),
        reached::toString);
    page.focus("#ask-allow");
    andAnswered(page, () -> page.keyboard().press("Enter"));
    page.focus("[name=interest][value=hiking]");
    andAnswered(page, () -> page.keyboard().press("Space"));
    assertThat(page.locator("#segments")).containsText("Hill walkers");
    page.focus("#tab-try");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#tab-consent")).isFocused();
    assertThat(page.locator("#view-consent")).isVisible();
    page.focus("#forget");
    andAnswered(page, () -> page.keyboard().press("Enter"));
    assertThat(page.locator("#mode")).hasAttribute("data-mode", "contextual");
  }

  @Test
  void twoTabsHaveOneSession() {
    Page first = visit(desktop());
    allow(first);
    choose(first, "running");
    Page second = first.context().newPage();
    second.navigate(node.address() + "/demo/");
    assertThat(second.locator("#segments")).containsText("Trail runners");
    andAnswered(first, () -> first.click("#forget"));
    assertThat(second.locator("#mode")).hasAttribute("data-mode", "contextual");
    assertThat(second.locator("#segments")).containsText("no segment");
  }

  @Test
  void itIsDarkWhereThatIsAskedFor() {
    Page page = visit(desktop().setColorScheme(ColorScheme.DARK));
    allow(page);
    choose(page, "climbing");
    choose(page, "hiking");
    assertThat(page.locator("#segments")).containsText("Alpinists");
    picture(page, "dark");
  }

  @Test
  void itFitsASmallScreen() {
    Page page =
        visit(
            new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true));
    assertEquals(
        true,
        page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"),
        "nothing sticks out");
    picture(page, "mobile");
    allow(page);
    page.click("#panel-open");
    choose(page, "running");
    assertThat(page.locator("#segments")).containsText("Trail runners");
    picture(page, "mobile-panel");
    page.keyboard().press("Escape");
    assertThat(page.locator("#panel")).isHidden();
    assertThat(page.locator("#panel-open")).isFocused();
  }
}
