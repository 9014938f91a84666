package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.mien.api.browser.Accessibility;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The way of a change from somebody's head to the visitors of the shop: written, checked, agreed to
 * by a second person, published, joined with what others did, and taken back.
 */
class FlowPagesTest {
  private static final String APPROVER = "a-second-person-holds-this-token-in-tests";
  private static final List<String> PATHS =
      List.of("/changes", "/merge", "/history", "/results", "/audit", "/access");

  private static Desk desk;

  @BeforeAll
  static void open() throws Exception {
    desk = Desk.open("MIEN_REVIEW=always", "MIEN_APPROVER_TOKEN=" + APPROVER);
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

  private static Page author() throws IOException {
    return desk.signedIn(Desk.laptop(), desk.adminToken());
  }

  private static Page begin(String draft) throws IOException {
    Page page = author();
    Desk.button(page, "Start a draft").first().click();
    page.getByLabel("What is it about?").fill(draft);
    Desk.button(page, "Start the draft").click();
    assertThat(page.locator(".draft-name")).hasText(draft);
    return page;
  }

  private static void choose(Page page, String draft) {
    page.locator(".draft-menu .menu > button").click();
    page.getByRole(
            AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName(Pattern.compile(draft)))
        .click();
    assertThat(page.locator(".draft-name")).hasText(draft);
  }

  private static void untilSaved(Page page) {
    assertThat(page.locator(".saved-word")).hasText("Saved");
  }

  private static Locator exactly(Page page, String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator inDialog(Page page, String button) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  /** A second person looks at a draft and agrees to it. */
  private static void approve(String draft, String why) {
    Page page = desk.signedIn(Desk.laptop(), APPROVER);
    choose(page, draft);
    desk.show(page, "/changes");
    Desk.button(page, "Approve").click();
    page.getByLabel("Why it is good").fill(why);
    Accessibility.check(page, "approving");
    inDialog(page, "Approve").click();
    assertThat(page.locator(".way")).containsText("Approver token agreed");
    page.context().close();
  }

  private static void publish(Page page, String what) {
    desk.show(page, "/changes");
    Desk.button(page, "Publish …").click();
    page.getByLabel("What for").fill(what);
    inDialog(page, "Publish now").click();
    assertThat(page.locator(".toast").last()).containsText("is in force");
  }

  @Test
  void everyPageCanBeUsedByEverybodyInLightAndDark() throws IOException {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = desk.signedIn(Desk.laptop().setColorScheme(scheme), desk.adminToken());
      for (String path : PATHS) {
        desk.show(page, path);
        Accessibility.check(page, path + ", " + scheme);
        Desk.picture(page, path.substring(1) + "-" + scheme);
      }
      page.context().close();
    }
    Page narrow = desk.signedIn(Desk.tablet(), desk.adminToken());
    for (String path : PATHS) {
      desk.show(narrow, path);
      assertEquals(
          false,
          narrow.evaluate("() => document.documentElement.scrollWidth > innerWidth"),
          path + " is wider than a tablet");
    }
  }

  /** Somebody who has never seen YAML, from the first rule to what the visitor sees. */
  @Test
  void aNewcomerMakesASegmentAndAnOfferAndTheShopShowsIt() throws IOException {
    Page page = begin("big-screens");
    desk.show(page, "/segments");
    Desk.button(page, "New segment").click();
    page.getByLabel("Who is meant?").fill("Big screens");
    Desk.button(page, "Make the segment").click();
    assertThat(Desk.heading(page)).hasText("Big screens");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Text")).click();
    Locator rule = page.locator(".cm-content");
    rule.fill("device is dekstop");
    assertThat(page.locator(".diagnostics")).containsText("desktop");
    untilSaved(page);
    desk.show(page, "/changes");
    assertThat(page.locator(".way")).containsText("1 error to mend first");
    assertThat(Desk.button(page, "Publish …")).isDisabled();

    desk.show(page, "/segments/big-screens");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Text")).click();
    rule.fill("device is desktop");
    assertThat(page.locator(".diagnostics")).hasCount(0);
    assertThat(page.getByText("Reach", new Page.GetByTextOptions().setExact(true))).isVisible();
    untilSaved(page);

    desk.show(page, "/slots/home.hero");
    Desk.button(page, "Add an offer").first().click();
    page.getByRole(AriaRole.DIALOG).getByLabel("For whom").selectOption("big-screens");
    Desk.button(page, "Add the offer").click();
    assertThat(page.locator("#offer-title")).hasText("Big screens");
    page.getByLabel("Headline").fill("Room for a panorama");
    assertThat(page.locator(".saved-word")).not().hasText("Saved");
    untilSaved(page);
    Desk.picture(page, "newcomer-offer");

    desk.show(page, "/changes");
    assertThat(page.locator(".changes")).containsText("Big screens");
    Accessibility.check(page, "changes");
    Desk.picture(page, "newcomer-changes");
    Desk.button(page, "Ask for review").click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("For large windows");
    inDialog(page, "Ask").click();
    assertThat(page.locator(".way")).containsText("asked for review");

    Desk.button(page, "Publish …").click();
    inDialog(page, "Publish now").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("second person");
    inDialog(page, "Cancel").click();

    approve("big-screens", "Nothing personal in it");
    page.reload();
    assertThat(page.locator(".way")).containsText("Approver token agreed");
    Page shop = desk.browser(Desk.laptop());
    shop.navigate(desk.node().address() + "/demo/");
    assertThat(shop.locator(".hero")).isVisible();
    assertThat(shop.locator(".hero")).not().containsText("Room for a panorama");
    publish(page, "Larger pictures");
    shop.reload();
    assertThat(shop.locator(".hero")).containsText("Room for a panorama");
    desk.show(page, "/history");
    assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("in force")))
        .containsText("Larger pictures");
    desk.sendHome("422");
  }

  @Test
  void twoWhoChangeTheSameChooseWhichOneStays() throws IOException {
    Page one = begin("one-title");
    desk.show(one, "/segments/gift-givers");
    Page other = author();
    choose(other, "one-title");
    desk.show(other, "/segments/gift-givers");
    exactly(other, "Title").fill("Gives");
    assertThat(other.locator(".saved-word")).not().hasText("Saved");
    untilSaved(other);
    exactly(one, "Title").fill("Wraps");
    assertThat(Desk.heading(one)).hasText("Merge");
    Accessibility.check(one, "a conflict");
    Desk.picture(one, "conflict");
    assertThat(one.locator("main")).containsText("Gives");
    one.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Yours")).check();
    Desk.button(one, "Join both").click();
    assertThat(Desk.heading(one)).hasText("Changes");
    untilSaved(one);
    assertThat(one.locator(".changes")).containsText("Wraps");
    desk.sendHome("409");
  }

  @Test
  void aChangeThatOthersWereFasterThanIsBroughtUpToDateAndAnEditionTakenBack() throws IOException {
    Page late = begin("late");
    desk.show(late, "/segments/alpinists");
    exactly(late, "Title").fill("High up");
    untilSaved(late);
    Page fast = begin("fast");
    desk.show(fast, "/segments/hill-walkers");
    exactly(fast, "Title").fill("Walks far");
    assertThat(fast.locator(".saved-word")).not().hasText("Saved");
    untilSaved(fast);
    approve("fast", "Only a title");
    fast.reload();
    publish(fast, "A better title");

    late.reload();
    desk.show(late, "/changes");
    Desk.button(late, "Bring up to date").click();
    assertThat(late.locator(".toast").last()).containsText("are in late now");
    desk.show(late, "/segments");
    assertThat(late.getByText("Walks far")).isVisible();
    assertThat(late.getByText("High up")).isVisible();

    desk.show(fast, "/history");
    fast.locator("tbody tr").nth(1).getByRole(AriaRole.LINK).click();
    Desk.button(fast, "Go back to this edition").click();
    inDialog(fast, "Go back").click();
    assertThat(fast.locator(".toast").last()).containsText("is in force, with what edition");
    desk.show(fast, "/segments");
    assertThat(fast.getByText("Walks far")).hasCount(0);
  }

  @Test
  void aTokenIsShownOnceWorksAndIsEnded() throws IOException {
    Page page = author();
    desk.show(page, "/access");
    Desk.button(page, "New token").click();
    exactly(page, "Name").fill("nightly");
    Accessibility.check(page, "a new token");
    inDialog(page, "Make it").click();
    String token = page.locator(".secret").textContent();
    inDialog(page, "I have it").click();
    Page program = desk.signedIn(Desk.laptop(), token);
    assertThat(Desk.heading(program)).hasText("Overview");
    program.context().close();
    Desk.button(page, "End nightly").click();
    inDialog(page, "End it").click();
    assertThat(page.locator(".toast").last()).containsText("lets nobody in any more");
    Page refused = desk.browser(Desk.laptop());
    refused.navigate(desk.address() + "#token=" + token);
    assertThat(Desk.heading(refused)).hasText("Sign in");
    desk.show(page, "/audit");
    assertThat(page.getByText("The chain is whole")).isVisible();
    assertThat(page.locator("tbody")).containsText("Token made");
    assertTrue(!page.content().contains(token), "the audit has the token");
    desk.sendHome("401");
  }
}
