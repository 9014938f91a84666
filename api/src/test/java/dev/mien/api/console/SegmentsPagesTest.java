package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.mien.api.browser.Accessibility;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in, the overview, segments and the editor of one, as somebody works with them. */
class SegmentsPagesTest {
  private static final List<String> PATHS =
      List.of("/", "/segments", "/segments/bargain-hunters", "/segments/none", "/nowhere");
  private static final int TOUR_STEPS = 9;

  /** What a node tells of a score that has drifted. */
  private static final String DRIFTED =
      """
      {"noise": "noise", "scores": [{"segment": "likely-buyers", "goal": "purchase", "state": "read", "verdict": "more",
       "sessions": 4000, "expected": 500, "reached": 800, "ece": 0.08, "eceByChance": 0.01,
       "words": ["It has drifted.", "Set calibration.intercept of 'likely-buyers' to -0.4."],
       "bins": [{"from": 0.05, "until": 0.1, "sessions": 3000, "given": 0.08, "came": 0.14, "error": 0.01},
                {"from": 0.2, "until": 0.3, "sessions": 1000, "given": 0.25, "came": 0.38, "error": 0.01}]}]}
      """;

  private static Desk desk;

  private final String draft = "test-" + System.nanoTime();

  @BeforeAll
  static void open() throws Exception {
    desk = Desk.open();
  }

  @AfterAll
  static void close() {
    if (desk != null) {
      desk.close();
    }
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    desk.sendHome();
  }

  private Page signedIn() throws IOException {
    return desk.signedIn(Desk.laptop(), desk.adminToken());
  }

  /** Somebody in a draft of their own, at a page. */
  private Page working(String path) throws IOException {
    Page page = signedIn();
    begin(page);
    desk.show(page, path);
    return page;
  }

  private void begin(Page page) {
    Desk.button(page, "Start a draft").first().click();
    page.getByLabel("What is it about?").fill(draft);
    Desk.button(page, "Start the draft").click();
    assertThat(page.locator(".draft-name")).hasText(draft);
  }

  private static Locator saved(Page page) {
    return page.locator(".saved-word");
  }

  /** Until a change that was just made has been on its way, and has arrived. */
  private static void untilSaved(Page page) {
    assertThat(saved(page)).not().hasText("Saved");
    assertThat(saved(page)).hasText("Saved");
  }

  private static Locator title(Page page) {
    return page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true));
  }

  /** As fast as people do. */
  private static void type(Page page, String text) {
    rule(page).pressSequentially(text, new Locator.PressSequentiallyOptions().setDelay(60));
  }

  private static void tab(Page page, String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
  }

  private static Locator rule(Page page) {
    return page.locator(".cm-content");
  }

  @Test
  void everyPageCanBeUsedByEverybodyInLightAndDarkOnLaptopAndTablet() throws IOException {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (Browser.NewContextOptions size : List.of(Desk.laptop(), Desk.tablet())) {
        Page page = desk.signedIn(size.setColorScheme(scheme), desk.adminToken());
        for (String path : PATHS) {
          desk.show(page, path);
          String what = path + ", " + scheme + ", " + page.viewportSize().width;
          Accessibility.check(page, what);
          assertTrue(page.title().endsWith("Mien"), page.title());
          assertEquals(
              false,
              page.evaluate("() => document.documentElement.scrollWidth > innerWidth"),
              what + " is wider than the window");
          Desk.picture(page, what.replaceAll("[^a-zA-Z0-9]+", "-"));
        }
        page.context().close();
      }
    }
  }

  @Test
  void theSignInPageCanBeUsedByEverybodyAndSaysWhatIsWrongWithAToken() {
    Page page = desk.browser(Desk.laptop());
    page.navigate(desk.address().toString());
    assertThat(Desk.heading(page)).hasText("Sign in");
    Accessibility.check(page, "signing in");
    page.getByLabel("Token").fill("not-the-token");
    Desk.button(page, "Sign in").click();
    assertThat(page.getByText("This token is not known here")).isVisible();
    Accessibility.check(page, "a token that is not known");
    desk.sendHome("401");
  }

  @Test
  void aTokenInTheAddressIsTakenOutOfIt() throws IOException {
    Page page = signedIn();
    assertThat(Desk.heading(page)).hasText("Overview");
    assertTrue(!page.url().contains(desk.adminToken()), "the address still has the token");
  }

  @Test
  void aSegmentIsPutTogetherFromBlocksAndIsTheSameAsText() throws IOException {
    Page page = working("/segments");
    Desk.button(page, "New segment").click();
    page.getByLabel("Who is meant?").fill("Phone hikers");
    Desk.button(page, "Make the segment").click();
    assertThat(Desk.heading(page)).hasText("Phone hikers");
    Locator subjects = page.getByLabel("What it is about");
    subjects.first().selectOption("device");
    Desk.button(page, "Condition").click();
    subjects.nth(1).selectOption("interest");
    page.getByLabel("Running").uncheck();
    page.getByLabel("Hiking").check();
    assertThat(page.locator(".sentences")).containsText("hiking");
    assertThat(saved(page)).hasText("Saved");
    Accessibility.check(page, "blocks");
    Desk.picture(page, "blocks");
    tab(page, "Text");
    assertThat(rule(page))
        .containsText(Pattern.compile("device is mobile and interest has .*hiking"));
    desk.show(page, "/segments");
    assertThat(page.getByText("phone-hikers")).isVisible();
  }

  @Test
  void whatIsWrongWithARuleIsSaidAsItIsTypedAndNothingTypedIsLost() throws IOException {
    Page page = working("/segments/gift-givers");
    tab(page, "Text");
    rule(page).fill("gift is true and tripp is day");
    assertThat(page.locator(".diagnostics")).containsText("tripp");
    Accessibility.check(page, "an error in a rule");
    Desk.picture(page, "error");
    assertThat(saved(page)).hasText("Saved");
    page.reload();
    assertThat(rule(page)).hasText("gift is true and tripp is day");
    rule(page).fill("gift is true and trip is day");
    assertThat(page.locator(".diagnostics")).hasCount(0);
    assertThat(page.locator(".sentences")).containsText("day");
    assertThat(saved(page)).hasText("Saved");
    tab(page, "Blocks");
    assertThat(page.getByLabel("What it is about")).hasCount(2);
  }

  @Test
  void completionOffersWhatTheGrammarAllowsNext() throws IOException {
    Page page = working("/segments/gift-givers");
    tab(page, "Text");
    rule(page).press("ControlOrMeta+a");
    rule(page).press("Delete");
    type(page, "devi");
    Locator offered = page.locator(".cm-tooltip-autocomplete li");
    assertThat(offered.first()).containsText("device");
    offered.first().click();
    assertThat(rule(page)).containsText("device");
    type(page, "is mo");
    assertThat(offered.first()).containsText("mobile");
  }

  @Test
  void whatWasDoneCanBeUndoneAndDoneAgain() throws IOException {
    Page page = working("/segments/gift-givers");
    title(page).fill("Wants to give");
    untilSaved(page);
    assertThat(Desk.heading(page)).hasText("Wants to give");
    page.locator("button[aria-label^=Undo]").click();
    assertThat(title(page)).hasValue("Looking for a present");
    page.locator("button[aria-label^=Redo]").click();
    assertThat(title(page)).hasValue("Wants to give");
    untilSaved(page);
  }

  @Test
  void aSegmentIsRenamedWithAllThatMentionsItAndRemoved() throws IOException {
    Page page = working("/segments/price-comparers");
    Desk.button(page, "More about this segment").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Rename")).click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("price-watchers");
    Desk.button(page, "Rename").click();
    assertThat(page).hasURL(Pattern.compile("price-watchers$"));
    desk.show(page, "/segments/bargain-hunters");
    assertThat(page.getByLabel("Segment", new Page.GetByLabelOptions().setExact(true)))
        .hasValue("price-watchers");
    Desk.button(page, "More about this segment").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Remove")).click();
    Desk.button(page, "Remove").click();
    assertThat(Desk.heading(page)).hasText("Segments");
    assertThat(page.getByText("bargain-hunters")).hasCount(0);
  }

  @Test
  void anExpiredSessionLosesNothing() throws IOException {
    Page page = working("/segments/gift-givers");
    // Nothing but what is typed may find out that the session is over: a dialog takes the keys.
    page.waitForLoadState(LoadState.NETWORKIDLE);
    page.context().clearCookies();
    title(page).fill("Typed after the end");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("Your session is over");
    Accessibility.check(page, "signing in again");
    dialog.getByLabel("Token").fill(desk.adminToken());
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in")).click();
    assertThat(dialog).hasCount(0);
    assertThat(saved(page)).hasText("Saved");
    page.reload();
    assertThat(title(page)).hasValue("Typed after the end");
    desk.sendHome("401");
  }

  @Test
  void aDroppedConnectionLosesNothing() throws IOException {
    Page page = working("/segments/gift-givers");
    page.context().setOffline(true);
    title(page).fill("Typed in a tunnel");
    assertThat(page.getByText("The node cannot be reached")).isVisible();
    assertThat(saved(page)).not().hasText("Saved");
    page.context().setOffline(false);
    assertThat(page.getByText("The node cannot be reached")).hasCount(0);
    assertThat(saved(page)).hasText("Saved");
    page.reload();
    assertThat(title(page)).hasValue("Typed in a tunnel");
    desk.sendHome("ERR_INTERNET_DISCONNECTED");
  }

  @Test
  void anotherPageOpensWhileTheConnectionIsDown() throws IOException {
    Page page = signedIn();
    // Pages are fetched one after the other once the first one stands, and this one is the last.
    page.waitForFunction(
        "() => performance.getEntriesByType('resource').some(({ name }) =>"
            + " name.endsWith('/pages/access.js'))");
    page.context().setOffline(true);
    desk.show(page, "/calendar");
    assertThat(Desk.heading(page)).hasText("Calendar");
    assertThat(page.locator(".month")).isVisible();
    page.context().setOffline(false);
    desk.sendHome("ERR_INTERNET_DISCONNECTED");
  }

  @Test
  void twoWhoChangeDifferentSegmentsOfADraftBothKeepTheirs() throws IOException {
    Page one = working("/segments/gift-givers");
    Page other = signedIn();
    other.locator(".draft-menu .menu > button").click();
    other
        .getByRole(
            AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName(Pattern.compile(draft)))
        .click();
    assertThat(other.locator(".draft-name")).hasText(draft);
    desk.show(other, "/segments/hill-walkers");
    title(other).fill("Walks in the hills");
    untilSaved(other);
    title(one).fill("Gives presents");
    assertThat(one.locator(".toast").last()).containsText("Both changes are in it now");
    assertThat(saved(one)).hasText("Saved");
    desk.show(one, "/segments");
    assertThat(one.getByText("Walks in the hills")).isVisible();
    assertThat(one.getByText("Gives presents")).isVisible();
    desk.sendHome("409");
  }

  private static Locator condition(Page page, int number) {
    return page.getByLabel("Condition " + number, new Page.GetByLabelOptions().setExact(true));
  }

  @Test
  void aSegmentByPointsIsATableOfThem() throws IOException {
    Page page = working("/segments");
    page.evaluate(
        """
        async () => {
          const store = await import('/console/store.js');
          const points = { 'device is mobile': -0.4, 'basket_value >= 40': 1.3, 'device is mobile and sale_views >= 3': 0.6 };
          const fitted = { auc: 0.759, logLoss: 0.379, ece: 0.012, sessions: 3699, base: 0.1598, on: '2026-11-22' };
          const score = { base: -1.2, points, enter: '55 %', leave: '40 %', fitted };
          await store.edit([{ put: 'segment', name: 'likely-buyers', value: { title: 'Likely buyers', score } }], 'Fitted');
        }
        """);
    page.route(
        "**/admin/v1/scores",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(DRIFTED)));
    desk.show(page, "/segments/likely-buyers");
    assertThat(page.locator("section:has(#drift)")).containsText("more than it says");
    assertThat(page.locator("section:has(#drift)")).containsText("Set calibration.intercept");
    assertThat(page.locator(".score-bins .came")).hasCount(2);
    assertThat(page.locator(".points-bar")).hasCount(3);
    assertThat(page.locator(".points-bar[data-side=against]")).hasCount(1);
    assertThat(page.locator(".fitted")).containsText("Measured on 3,699 sessions");
    assertThat(page.locator(".sentences").first()).containsText("at least 55 % likely");
    Accessibility.check(page, "a segment by points");
    Desk.picture(page, "segment-points");

    page.getByLabel("Points of condition 2").fill("9");
    assertThat(page.locator(".points .error")).containsText("-8 to 8");
    page.getByLabel("Points of condition 2").fill("1.5");
    assertThat(page.locator(".points .error")).hasCount(0);
    assertThat(saved(page)).hasText("Saved");
    condition(page, 1).fill("device is tablet");
    assertThat(page.locator(".points")).containsText("Device is tablet");
    assertThat(saved(page)).hasText("Saved");
    desk.show(page, "/segments");
    desk.show(page, "/segments/likely-buyers");
    assertThat(page.getByLabel("Points of condition 2")).hasValue("1.5");
    assertThat(condition(page, 1)).hasValue("device is tablet");
  }

  @Test
  void whatIsInForceIsOnlyLookedAt() throws IOException {
    Page page = signedIn();
    desk.show(page, "/segments/bargain-hunters");
    assertThat(title(page)).isDisabled();
    assertThat(page.getByLabel("What it is about").first()).isDisabled();
    assertThat(page.getByText("This is what is in force")).isVisible();
  }

  @Test
  void theTourGoesThroughTheWholeConsole() throws IOException {
    Page page = signedIn();
    Desk.button(page, "Show me around").click();
    Locator step = page.locator(".tour");
    for (int at = 1; at <= TOUR_STEPS; at++) {
      assertThat(step).containsText(at + " of " + TOUR_STEPS);
      assertThat(page.locator(".loading")).hasCount(0);
      Accessibility.check(page, "step " + at + " of the tour");
      String next = at < TOUR_STEPS ? "Next" : "Done";
      step.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(next)).click();
    }
    assertThat(step).hasCount(0);
    desk.show(page, "/");
    assertThat(Desk.button(page, "Show me around")).hasCount(0);
  }
}
