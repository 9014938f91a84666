package dev.mien.api.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.pages.Resources;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console's own files, as far as reading them tells what is wrong. */
class FilesTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom\\s+|\\bimport\\s*\\(?\\s*)'(\\.[^']+)'");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|"
              + "dangerouslySetInnerHTML|javascript:(?!`)|\\sstyle=\"");
  private static final Pattern COLOUR =
      Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(?:rgba?|hsla?|oklch)\\(");
  private static final Pattern USED = Pattern.compile("var\\((--[a-z0-9-]+)\\)");
  private static final Pattern DEFINED = Pattern.compile("(?m)(--[a-z0-9-]+):");
  private static final String THEME = "theme.css";
  private static final String SHEET = ".css";
  private static final String SCRIPT = ".js";

  private static final Map<String, String> FILES = own();

  private static Map<String, String> own() {
    Map<String, String> files = new TreeMap<>();
    Resources.below("console")
        .forEach((name, bytes) -> files.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return files;
  }

  private static boolean isOwn(String name) {
    return !name.startsWith("lib/");
  }

  @Test
  void everythingThatIsImportedOrLinkedIsThere() {
    Set<String> lost = new TreeSet<>();
    int followed = 0;
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      String name = file.getKey();
      if (!isOwn(name) || !(name.endsWith(SCRIPT) || name.endsWith(".html"))) {
        continue;
      }
      Pattern link = name.endsWith(SCRIPT) ? IMPORT : LINK;
      Matcher found = link.matcher(file.getValue());
      while (found.find()) {
        followed++;
        String target = URI.create("/" + name).resolve(found.group(1)).getPath().substring(1);
        if (!FILES.containsKey(target)) {
          lost.add(name + " asks for " + found.group(1));
        }
      }
    }
    assertEquals(Set.of(), lost);
    assertTrue(followed > 80, "only " + followed + " were followed");
  }

  /** What comes from a workspace, or from anybody, is a text and never markup. */
  @Test
  void noScriptMakesMarkupOrCodeOfTexts() {
    Set<String> found = new TreeSet<>();
    FILES.forEach(
        (name, text) -> {
          if (isOwn(name) && name.endsWith(SCRIPT)) {
            Matcher matcher = MARKUP.matcher(text);
            while (matcher.find()) {
              found.add(name + ": " + matcher.group());
            }
          }
        });
    assertEquals(Set.of(), found);
  }

  /** Whoever changes the theme changes everything. */
  @Test
  void coloursAreNamedInTheThemeAlone() {
    Set<String> found = new TreeSet<>();
    FILES.forEach(
        (name, text) -> {
          if (isOwn(name) && name.endsWith(SHEET) && !name.equals(THEME)) {
            Matcher matcher = COLOUR.matcher(text);
            while (matcher.find()) {
              found.add(name + ": " + matcher.group());
            }
          }
        });
    assertEquals(Set.of(), found);
  }

  @Test
  void everyPropertyThatIsUsedIsDefined() {
    Set<String> defined = new TreeSet<>();
    FILES.forEach(
        (name, text) -> {
          if (isOwn(name) && name.endsWith(SHEET)) {
            Matcher matcher = DEFINED.matcher(text);
            while (matcher.find()) {
              defined.add(matcher.group(1));
            }
          }
        });
    Set<String> lost = new TreeSet<>();
    FILES.forEach(
        (name, text) -> {
          if (isOwn(name) && (name.endsWith(SHEET) || name.endsWith(SCRIPT))) {
            Matcher matcher = USED.matcher(text);
            while (matcher.find()) {
              if (!defined.contains(matcher.group(1))) {
                lost.add(name + ": " + matcher.group(1));
              }
            }
          }
        });
    assertEquals(Set.of(), lost);
  }
}
