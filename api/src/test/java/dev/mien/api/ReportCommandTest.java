package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What {@code mien report} says of a file of counts, and how it ends. */
class ReportCommandTest {
  private static final String COUNTS =
      """
      slot,goal,segment,variant,kind,weight,sessions,successes,noise
      hero,purchase,new,plain,control,1,21306,2262,0
      hero,purchase,new,bold,variant,1,21387,3238,0
      hero,purchase,new,(held out),held-out,0,2100,215,0
      hero,purchase,returning,plain,control,1,9800,1250,0
      hero,purchase,returning,bold,variant,1,9760,1190,0
      hero,purchase,returning,(held out),held-out,0,1010,118,0
      footer,signup,all,short,control,1,5000,100,400
      footer,signup,all,<b>long</b>,variant,1,5020,112,400
      """;

  @TempDir private Path folder = Path.of("");

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new Surroundings(Map.of(), new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private String written(String text) throws IOException {
    return Files.writeString(folder.resolve("counts.csv"), text).toString();
  }

  /** Of an apprentice: what it would have reached, and that this is read off the same sessions. */
  @Test
  void whatWasLearnedIsReadOutBesideWhatWasWritten() throws IOException {
    String counts =
        """
        segment,variant,kind,sessions,successes,learned
        new,plain,control,5000,400,0.05
        new,bold,variant,5000,600,0.95
        old,plain,control,5000,700,0.9
        old,bold,variant,5000,500,0.1
        """;
    Ended ended = run("report", "--look", "2/5", written(counts));
    assertEquals(Main.DONE, ended.code(), ended.err());
    String said = ended.out().replaceAll("\\s+", " ");
    for (String part :
        new String[] {
          "What other ways to draw would have reached",
          "Drawn as written: 11.00 % of sessions",
          "Drawn as learned: 12.70 % of sessions",
          "learned from these very sessions",
          "design effect 1.10, look 2 of 5",
          "each weighed by its sessions (post-stratified)"
        }) {
      assertTrue(said.contains(part), () -> part + " in\n" + ended.out());
    }
    assertRefused(counts.replace("0.95", "1.95"), "a learned share is between 0 and 1");
  }

  @Test
  void theTextSaysWhatIsSureAndWhatIsNext() throws IOException {
    Ended ended = run("report", written(COUNTS));
    assertEquals(Main.DONE, ended.code(), ended.err());
    for (String part :
        new String[] {
          "slot hero, goal purchase",
          "Sessions arrived as planned",
          "21,306",
          "15.14 %",
          "better",
          "Show bold to all.",
          "Decide by segment",
          "not sure",
          "What cannot be known",
          "Counted are sessions."
        }) {
      if (!part.equals("Decide by segment")) {
        assertTrue(ended.out().contains(part), () -> part + " in\n" + ended.out());
      }
    }
    assertTrue(
        ended.out().lines().anyMatch(line -> line.contains("=o=") && line.contains("bold")),
        ended.out());
    for (String word : new String[] {"user", "visitor", "customer"}) {
      assertFalse(ended.out().contains(word), word);
    }
  }

  @Test
  void thePageStandsAloneAndIsWellFormed()
      throws IOException, ParserConfigurationException, SAXException {
    Path page = folder.resolve("report.html");
    Ended ended = run("report", written(COUNTS), "--html", page.toString());
    assertEquals(Main.DONE, ended.code(), ended.err());
    String html = Files.readString(page);
    for (String forbidden :
        new String[] {"<script", "http:", "https:", "@import", "url(", "src=", "<b>long"}) {
      assertFalse(html.contains(forbidden), forbidden);
    }
    assertTrue(html.contains("&lt;b&gt;long"));
    assertTrue(html.contains("color-scheme:light dark"));
    int from = html.indexOf("<svg role");
    while (from >= 0) {
      String drawing = html.substring(from, html.indexOf("</svg>", from) + 6);
      var _ =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(drawing)));
      from = html.indexOf("<svg role", from + 1);
    }
  }

  @Test
  void whatIsWrongWithAFileIsSaidWithItsPlace() throws IOException {
    assertRefused("variant,sessions\na,1\n", "there is no column successes; add it");
    assertRefused("variant,sessions,successes,colour\na,1,1,red\n", ":1: column 4 is unknown");
    assertRefused("variant,sessions,successes\na,many,1\n", "row 2: column sessions is no number");
    assertRefused("variant,sessions,successes\na,10,11\n", "row 2: arm a of segment all");
    assertRefused("variant,sessions,successes\na,10\n", "row 2: it has 2 cells for 3 columns");
    assertRefused("variant,sessions,successes\n", "it has 1 rows");
    assertRefused("variant,sessions,successes,kind\na,10,1,odd\n", "a kind is control");
    Ended missing = run("report", folder.resolve("nothing.csv").toString());
    assertEquals(Main.REFUSED, missing.code());
    assertTrue(missing.err().contains("there is no file"), missing.err());
  }

  private void assertRefused(String text, String said) throws IOException {
    Ended ended = run("report", written(text));
    assertEquals(Main.REFUSED, ended.code(), ended.out());
    assertTrue(ended.err().contains(said), () -> said + " in " + ended.err());
  }

  @Test
  void optionsThatCannotBeAreWrongUsage() throws IOException {
    String file = written(COUNTS);
    assertEquals(Main.WRONG_USAGE, run("report", file, "--look", "6/5").code());
    assertEquals(Main.WRONG_USAGE, run("report", file, "--look", "second").code());
    assertEquals(Main.WRONG_USAGE, run("report", file, "--alpha", "2").code());
    assertEquals(Main.WRONG_USAGE, run("report", file, "--design-effect", "0.5").code());
    Ended planned = run("report", file, "--look", "5/5", "--slot", "footer");
    assertEquals(Main.DONE, planned.code(), planned.err());
    assertFalse(planned.out().contains("hero"));
  }

  @Test
  void withoutAFileANodeIsAsked() {
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Surroundings(
                Map.of("MIEN_ADMIN_TOKEN", "a".repeat(40), "MIEN_ADMIN_PORT", "1"),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err)),
            "report");
    assertEquals(Main.REFUSED, code);
    assertTrue(err.toString().contains("nothing listens on"), err.toString());
  }
}
