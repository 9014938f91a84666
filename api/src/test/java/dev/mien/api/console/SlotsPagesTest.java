package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.mien.api.browser.Accessibility;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slots, their editor, the calendar, the playground and personas, as somebody uses them. */
class SlotsPagesTest {
  private static final String HERO = "/slots/home.hero";
  private static final List<String> PAGES =
      List.of(
          "/slots",
          HERO + "?offer=trail-runners",
          HERO + "?part=fallback",
          HERO + "?part=settings",
          "/slots/home.picks",
          "/calendar?view=month",
          "/calendar?view=timeline",
          "/calendar?view=list",
          "/playground",
          "/personas");

  private static Desk desk;

  @BeforeAll
  static void open() throws Exception {
    desk = Desk.open();
  }

  @AfterEach
  void sendHome() {
    desk.sendHome();
  }

  @AfterAll
  static void close() {
    if (desk != null) {
      desk.close();
    }
  }

  private static Page comeIn() throws Exception {
    return desk.signedIn(Desk.laptop(), desk.adminToken());
  }

  /** Works in a draft that is this test's own. */
  private static Page inDraft(String name) throws Exception {
    Page page = comeIn();
    Desk.button(page, "Start a draft").first().click();
    page.getByLabel("What is it about?").fill(name);
    Desk.button(page, "Start the draft").click();
    assertThat(page.locator(".draft-name")).hasText(name);
    return page;
  }

  private static void isSaved(Page page) {
    assertThat(page.locator(".saved-word")).hasText("Saved");
  }

  /** What the console knows of a slot, as JSON. */
  private static Object slot(Page page, String name, String expression) {
    return page.evaluate(
        """
        async (name) => {
          const { outline } = await import('/console/store.js');
          const { slotsOf, inOrder } = await import('/console/offers.js');
          const slot = slotsOf(outline.value).find((it) => it.name === name);
          return %s;
        }
        """
            .formatted(expression),
        name);
  }

  private static List<String> order(Page page) {
    return page.locator(".offer-list ol > li b").allTextContents();
  }

  @Test
  void everyPageCanBeUsedByEverybodyInLightAndDark() throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = desk.signedIn(Desk.laptop().setColorScheme(scheme), desk.adminToken());
      for (String path : PAGES) {
        desk.show(page, path);
        Accessibility.check(page, path + ", " + scheme);
      }
    }
  }

  @Test
  void everyPageFitsATablet() throws Exception {
    Page page = desk.signedIn(Desk.tablet(), desk.adminToken());
    for (String path : PAGES) {
      desk.show(page, path);
      // What lies under the header by half is no small target: it only has to be scrolled.
      page.evaluate("() => scrollTo(0, 0)");
      Accessibility.check(page, path + ", on a tablet");
      Object over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(((Number) over).intValue() <= 0, path + " is wider than the window by " + over);
    }
  }

  @Test
  void picturesComeFromTheSite() throws Exception {
    Page page = comeIn();
    desk.show(page, HERO + "?offer=alpinists");
    Locator picture = page.locator(".preview-picture");
    page.waitForCondition(() -> Boolean.TRUE.equals(picture.evaluate("it => it.naturalWidth > 0")));
    assertEquals(
        desk.node().address().resolve("/demo/img/hero-alpine.svg").toString(),
        picture.getAttribute("src"));
  }

  @Test
  void whatIsTypedIsSeenAtOnceAndSavedAndCanBeTakenBack() throws Exception {
    Page page = inDraft("typed");
    desk.show(page, HERO + "?offer=trail-runners");
    Locator headline = page.getByLabel("Headline");
    String before = headline.inputValue();
    headline.fill("Out <b>before</b> the day is");

    assertThat(page.locator(".preview-headline")).hasText("Out <b>before</b> the day is");
    assertThat(page.locator(".preview b")).hasCount(0);
    isSaved(page);
    assertEquals(
        "Out <b>before</b> the day is",
        slot(page, "home.hero", "inOrder(slot)[1].offer.variants.dawn.headline"));

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).first().click();
    assertThat(headline).hasValue(before);
  }

  @Test
  void twoFieldsThatChangeBeforeThePageIsDrawnAgainAreBothSaved() throws Exception {
    Page page = inDraft("at-once");
    desk.show(page, HERO + "?offer=trail-runners");
    assertThat(page.getByLabel("Headline")).isEnabled();
    // In one task: nothing is drawn before both have been told.
    page.evaluate(
        """
        () => {
          for (const [label, text] of [['Headline', 'One of two'], ['Action', 'Two of two']]) {
            const input = [...document.querySelectorAll('label')].find((it) => it.textContent === label).control;
            input.value = text;
            input.dispatchEvent(new Event('input', { bubbles: true }));
          }
        }
        """);
    isSaved(page);
    assertEquals(
        List.of("One of two", "Two of two"),
        slot(
            page,
            "home.hero",
            "(({ headline, action }) => [headline,"
                + " action])(inOrder(slot)[1].offer.variants.dawn)"));
    page.reload();
    assertThat(page.getByLabel("Headline")).hasValue("One of two");
    assertThat(page.getByLabel("Action")).hasValue("Two of two");
  }

  @Test
  void anOfferLearnsAndAShareOfSessionsIsHeldOutEverywhere() throws Exception {
    Page page = inDraft("learns");
    String offer = "/slots/home.offer?offer=gift-givers";
    desk.show(page, offer);
    page.getByLabel("Bandit", new Page.GetByLabelOptions().setExact(true)).check();
    assertThat(page.getByLabel("Goal")).hasValue("purchase");
    page.getByLabel("Each at least").fill("a lot");
    assertThat(page.locator(".learning .error")).containsText("is not a share");
    page.getByLabel("Each at least").fill("5");
    assertThat(page.locator(".learning .error")).hasCount(0);
    Accessibility.check(page, "an offer that learns");
    Desk.picture(page, "learning");

    desk.show(page, "/slots");
    page.getByLabel("Share of sessions").fill("60");
    assertThat(page.locator(".error")).containsText("the most is 50 %");
    page.getByLabel("Share of sessions").fill("2.5");
    assertThat(page.locator(".error")).hasCount(0);
    isSaved(page);
    Desk.picture(page, "global-holdout");

    desk.show(page, "/changes");
    assertThat(page.locator(".changes")).containsText("learns from purchase now");
    Desk.button(page, "Publish …").click();
    Desk.button(page, "Publish now").click();
    assertThat(page.locator(".toast").last()).containsText("is in force");
    JsonObject policy =
        new JsonObject(page.request().get(desk.node().address() + "/v1/policy").text());
    assertEquals(0.025, policy.getDouble("holdout"));
    assertTrue(policy.getJsonObject("experiments").encode().contains("gift-wrap"));
    desk.show(page, offer);
    assertThat(page.getByLabel("Bandit", new Page.GetByLabelOptions().setExact(true))).isChecked();
    assertThat(page.getByLabel("Each at least")).hasValue("5");
    // Other tests want to see offers, whoever looks.
    page.evaluate(
        "async (edition) => (await import('/console/api.js')).rollBack(edition)",
        policy.getInteger("edition") - 1);
  }

  @Test
  void anAddressThatABrowserWouldRunIsRefusedInPlace() throws Exception {
    Page page = inDraft("addresses");
    desk.show(page, HERO + "?offer=alpinists");
    page.getByLabel("Link").fill("javascript:alert(1)");
    assertThat(page.getByText("Begin it with one slash")).isVisible();
    assertThat(page.getByText("Cannot be published yet")).isVisible();
    assertThat(page.locator("a[href^='javascript']")).hasCount(0);

    page.getByLabel("Image").fill("https://elsewhere.example/spy.png");
    assertThat(page.getByText("Not one of the site’s addresses")).isVisible();
  }

  @Test
  void offersAreOrderedByKeysByButtonsAndByDragging() throws Exception {
    Page page = inDraft("ordered");
    desk.show(page, HERO);
    assertThat(page.locator(".offer-list ol > li")).not().hasCount(0);
    assertEquals(
        List.of(
            "Alpinists",
            "Trail runners",
            "Hill walkers",
            "Black week",
            "Sale",
            "Reading on the move"),
        order(page));

    page.locator("[data-key=sale] .offer-grip").press("ArrowUp");
    assertThat(page.locator(".offer-list ol > li b").nth(3)).hasText("Sale");
    assertThat(page.locator("[data-key=sale] .offer-grip")).isFocused();

    page.locator("[data-key=sale]").hover();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask Sale later")).click();
    assertThat(page.locator(".offer-list ol > li b").nth(4)).hasText("Sale");

    drag(page, "[data-key=readers-on-the-move] .offer-grip", "[data-key=alpinists]");
    assertThat(page.locator(".offer-list ol > li b").first()).hasText("Reading on the move");
    assertEquals(
        List.of("readers-on-the-move", "alpinists", "trail-runners", "hill-walkers"),
        ((List<?>) slot(page, "home.hero", "inOrder(slot).map(({ key }) => key)")).subList(0, 4));
    isSaved(page);
  }

  private static void drag(Page page, String from, String to) {
    BoundingBox start = page.locator(from).boundingBox();
    BoundingBox end = page.locator(to).boundingBox();
    page.mouse().move(start.x + start.width / 2, start.y + start.height / 2);
    page.mouse().down();
    page.mouse().move(end.x + 10, end.y + 2, new Mouse.MoveOptions().setSteps(8));
    page.mouse().up();
  }

  @Test
  void aNewSlotGetsAnOfferWithVariantsWeightsAndASchedule() throws Exception {
    Page page = inDraft("new-slot");
    desk.show(page, "/slots");
    Desk.button(page, "New slot").click();
    page.getByLabel("What is it?").fill("Beside the basket");
    Desk.button(page, "Make the slot").click();
    assertThat(Desk.heading(page)).hasText("Beside the basket");
    page.getByLabel("Headline").fill("Need anything else?");

    Desk.button(page, "Add an offer").first().click();
    page.getByLabel("For whom").selectOption("gift-givers");
    page.getByLabel("Name, if it needs one").fill("Wrapping");
    Desk.button(page, "Add the offer").click();
    assertThat(page.locator("#offer-title")).hasText("Wrapping");
    assertThat(page.getByLabel("Headline")).hasValue("Need anything else?");

    Desk.button(page, "Add a variant").click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("In a map");
    Desk.button(page, "Add it").click();
    page.getByLabel("Headline").fill("Wrapped in a map");
    page.locator(".weights input").first().fill("30");
    page.locator(".weights input").last().fill("70");
    assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("In a map")))
        .containsText("70%");

    page.getByLabel("From", new Page.GetByLabelOptions().setExact(true)).fill("2031-12-01");
    page.getByLabel("Time of the start").fill("08:30");
    page.getByLabel("Until", new Page.GetByLabelOptions().setExact(true)).fill("2031-12-24");
    assertThat(page.locator(".schedule-words")).containsText("The last day is");
    isSaved(page);

    Map<?, ?> offer = (Map<?, ?>) slot(page, "beside-the-basket", "slot.offers[0]");
    assertEquals("2031-12-01T08:30+01:00", offer.get("from"));
    assertEquals("2031-12-24", offer.get("until"));
    assertEquals(Map.of("wrapping", 30, "in-a-map", 70), offer.get("weights"));

    desk.show(page, "/calendar?view=list");
    assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("Wrapping")))
        .containsText("Beside the basket");
    desk.show(page, "/calendar?month=2031-12");
    page.locator(".month-bar").first().click();
    assertThat(page.locator("#offer-title")).hasText("Wrapping");
  }

  @Test
  void aFieldIsAddedRenamedAndRemovedEverywhere() throws Exception {
    Page page = inDraft("fields");
    desk.show(page, HERO + "?part=settings");
    Desk.button(page, "Add a field").click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Small print");
    page.locator(".first-value input").fill("While stocks last");
    Desk.button(page, "Add the field").click();
    String everywhere =
        "[slot.fallback, ...slot.offers.flatMap((it) => Object.values(it.variants))]"
            + ".every((it) => it.small_print === 'While stocks last')";
    assertThat(page.locator(".content-fields")).containsText("small_print");
    assertEquals(true, slot(page, "home.hero", everywhere));

    Desk.button(page, "More about the field small_print").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Rename")).click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Note");
    Desk.button(page, "Rename it").click();
    assertThat(page.locator(".content-fields")).not().containsText("small_print");
    assertEquals(true, slot(page, "home.hero", everywhere.replace("small_print", "note")));

    Desk.button(page, "More about the field note").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Remove")).click();
    Desk.button(page, "Remove it everywhere").click();
    assertThat(page.locator(".content-fields li")).hasCount(6);
    assertEquals(
        true,
        slot(
            page,
            "home.hero",
            everywhere
                .replace("=== 'While stocks last'", "=== undefined")
                .replace("small_print", "note")));
    isSaved(page);
  }

  @Test
  void aVisitIsPlayedStepByStepAndKeptAsAPersonaWhoseExpectationsAreWatched() throws Exception {
    Page page = inDraft("played");
    desk.show(page, "/playground");
    for (int i = 0; i < 3; i++) {
      page.getByLabel("Category").selectOption("sale");
      Desk.button(page, "Let it happen").click();
    }
    Locator hero = page.locator(".shown-slot").first();
    assertThat(page.locator(".outcome-in")).containsText("Bargain hunters");
    assertThat(hero).containsText("for Bargain hunters");
    assertThat(hero).containsText("Nearest miss:");

    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Step by step")).click();
    assertThat(page.locator(".steps > li")).hasCount(4);
    assertThat(page.locator(".steps > li").last()).containsText("Bargain hunters");

    page.getByLabel("Show you what is relevant during this visit").click();
    assertThat(page.locator(".outcome-in")).containsText("No segment");
    page.getByLabel("Show you what is relevant during this visit").click();
    assertThat(page.locator(".outcome-in")).containsText("Bargain hunters");

    Desk.button(page, "Save as a persona").click();
    page.getByLabel("Who is it?").fill("Kim, looks for bargains");
    Desk.button(page, "Save the persona").click();
    assertThat(page.locator(".expectations")).containsText("is in Bargain hunters");
    isSaved(page);

    page.getByLabel("Take out Page view, number 3").click();
    assertThat(page.locator(".expectations .verdict")).hasAttribute("data-truth", "false");
    assertThat(page.locator(".expectations")).containsText("sale_views >= 3: it is 2");
    Desk.button(page, "Save changes").click();

    desk.show(page, "/personas");
    assertThat(
            page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName("Kim, looks for bargains")))
        .containsText("1 of 1 does not hold");
  }

  @Test
  void whatIsInForceCanOnlyBeLookedAt() throws Exception {
    Page page = comeIn();
    desk.show(page, HERO + "?offer=trail-runners");
    assertThat(page.getByLabel("Headline")).isDisabled();
    assertThat(page.locator(".offer-grip")).hasCount(0);
    assertThat(page.locator(".learned")).containsText("too few sessions were counted so far");
    assertThat(Desk.button(page, "Start a draft to change it")).isVisible();
  }

  @Test
  void whatWasTypedAndNotPutInYetIsThereAfterAReload() throws Exception {
    Page page = inDraft("reloaded");
    desk.show(page, HERO + "?offer=alpinists");
    page.route("**/admin/v1/edits", _ -> {});
    page.waitForRequest(
        "**/admin/v1/edits", () -> page.getByLabel("Headline").fill("Typed before the reload"));
    page.unroute("**/admin/v1/edits");
    page.reload();
    assertThat(page.getByLabel("Headline")).hasValue("Typed before the reload");
    isSaved(page);
    assertEquals(
        "Typed before the reload",
        slot(page, "home.hero", "inOrder(slot)[0].offer.variants['first-light'].headline"));
  }
}
