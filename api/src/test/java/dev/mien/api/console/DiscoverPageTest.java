package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.mien.api.browser.Accessibility;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looking for classes in a table of counts, and making a draft segment of one. */
class DiscoverPageTest {
  private static Desk desk;

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

  private static String counts() {
    StringBuilder rows = new StringBuilder("device,referrer,trip,sessions\n");
    for (String trip : new String[] {"day", "weekend", ""}) {
      rows.append("mobile,social," + trip + ",200\nmobile,newsletter," + trip + ",150\n");
      rows.append("desktop,search," + trip + ",180\ndesktop,price-comparison," + trip + ",120\n");
      rows.append("tablet,search," + trip + ",9\n");
    }
    return rows.toString();
  }

  @Test
  void aProposalBecomesASegmentThatNoOfferIsFor() throws Exception {
    Page page = desk.signedIn(Desk.laptop(), desk.adminToken());
    Desk.button(page, "Start a draft").first().click();
    page.getByLabel("What is it about?").fill("found-" + System.nanoTime());
    Desk.button(page, "Start the draft").click();
    assertThat(page.locator(".draft-name")).isVisible();
    desk.show(page, "/segments");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Discover")).click();
    assertThat(Desk.heading(page)).hasText("Discover segments");
    page.getByLabel("Counts", new Page.GetByLabelOptions().setExact(true))
        .and(page.locator("textarea"))
        .fill(counts());
    Desk.button(page, "Look for classes").click();
    assertThat(page.getByText(Pattern.compile("is the largest number of classes"))).isVisible();
    Accessibility.check(page, "proposals");
    Desk.picture(page, "discover");
    Desk.button(page, "Make a draft segment of it").first().click();
    page.getByText("It is in your draft.").first().click();
    assertThat(Desk.heading(page)).hasText(Pattern.compile("Device is mobile|Referrer is"));
    assertThat(page.locator(".saved-word")).hasText("Saved");
    assertThat(page.getByText("unused", new Page.GetByTextOptions().setExact(false)).first())
        .isAttached();
  }
}
