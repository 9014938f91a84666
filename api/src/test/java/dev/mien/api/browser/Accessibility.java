package dev.mien.api.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.mien.api.pages.Resources;
import java.nio.charset.StandardCharsets;

/** Asks axe whether everybody can use a page as it stands. */
public final class Accessibility {
  /** What WCAG 2.2 asks at level AA, and good practice beyond it. */
  private static final String AXE =
      """
      async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations, passes } = await axe.run(document, { runOnly: tags });
        if (passes.length < 20) return 'only ' + passes.length + ' rules had anything to look at';
        const words = ({ id, nodes }) => id + ': ' + nodes.map((it) => it.target.join(' ')).join(', ');
        return violations.map(words).join('; ');
      }
      """;

  private Accessibility() {}

  /** Fails if axe finds anything. */
  public static void check(Page page, String what) {
    page.evaluate(new String(Resources.file("axe.min.js").orElseThrow(), StandardCharsets.UTF_8));
    assertEquals("", page.evaluate(AXE), what);
  }
}
