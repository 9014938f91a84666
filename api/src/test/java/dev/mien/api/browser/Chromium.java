package dev.mien.api.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine, without a window and without calls home. */
public final class Chromium implements AutoCloseable {
  /** The one that has no window at all comes first: pages are drawn in a good part of the time. */
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable");

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; where there is none, the test is skipped and says so. */
  public static Chromium launch() {
    Optional<Path> executable = onPath();
    Assumptions.assumeTrue(
        executable.isPresent(), "skipped: none of " + NAMES + " is on the path of this machine");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.orElseThrow())
                    .setArgs(QUIET));
    return new Chromium(playwright, browser);
  }

  public Browser browser() {
    return browser;
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name -> folders(path).map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> folders(String path) {
    return Stream.of(path.split(java.io.File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
