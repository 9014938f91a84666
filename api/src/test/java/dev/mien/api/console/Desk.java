package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mien.api.DemoNode;
import dev.mien.api.browser.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The console of a real node with the demo shop in force, in a browser: people come to it with a
 * token, each in a browser of their own, and whatever a browser complains about is kept.
 */
final class Desk implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 15_000;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Chromium chromium;
  private final DemoNode node;
  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  private Desk(Chromium chromium, DemoNode node) {
    this.chromium = chromium;
    this.node = node;
  }

  /**
   * Starts a node and a browser; where there is no browser, the test is skipped and says so.
   *
   * @param settings {@code NAME=value}
   */
  static Desk open(String... settings) throws Exception {
    Chromium chromium = Chromium.launch();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    return new Desk(chromium, DemoNode.start(settings));
  }

  DemoNode node() {
    return node;
  }

  /** Where the console is. */
  URI address() {
    return node.adminAddress().resolve("/console/");
  }

  String adminToken() throws IOException {
    return Files.readString(node.tokenFile()).strip();
  }

  static Browser.NewContextOptions laptop() {
    return new Browser.NewContextOptions().setViewportSize(1_280, 900).setLocale("en-GB");
  }

  static Browser.NewContextOptions tablet() {
    return laptop().setViewportSize(768, 1_024);
  }

  /** A browser of its own, at no page yet. */
  Page browser(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser().newContext(options);
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    // What the browser itself suggests to developers is no complaint.
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("debug")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** Somebody who has come in with a token, at the first page. */
  Page signedIn(Browser.NewContextOptions options, String token) {
    Page page = browser(options);
    page.navigate(address() + "#token=" + token);
    assertThat(page.locator(".shell")).isVisible();
    return page;
  }

  /** Goes to a page of the console and waits until it stands. */
  void show(Page page, String path) {
    page.navigate(address() + "#" + path);
    // Until then, the heading is the one of the page before.
    assertThat(page.locator("#main")).hasAttribute("data-path", path.replaceFirst("\\?.*", ""));
    assertThat(heading(page)).isVisible();
    assertThat(page.locator(".loading")).hasCount(0);
  }

  static Locator heading(Page page) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("console-" + name + ".png"))
            .setFullPage(true));
  }

  /** Closes all browsers; fails if one has complained but for what was expected. */
  void sendHome(String... expected) {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    List<String> left = new ArrayList<>(complaints);
    complaints.clear();
    left.removeIf(complaint -> List.of(expected).stream().anyMatch(complaint::contains));
    assertEquals(List.of(), left);
  }

  @Override
  public void close() {
    chromium.close();
    node.close();
  }
}
