package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.api.config.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mien fit} prints, writes and refuses. */
class FitCommandTest {
  private static final String WORKSPACE =
      """
      # What a small shop knows.
      schema:
        purposes:
          shopping: { title: Show you what is relevant }
        events: { bought: { goal: true } }
        attributes:
          device: { choice: [mobile, desktop, tablet], from: site, purpose: shopping, benefit: It fits }
          basket: { number: EUR, edges: [10, 20, 50], from: site, purpose: shopping, benefit: It fits }
          newcomer: { flag: true, from: site, purpose: shopping, benefit: It fits }
          thanked: { flag: true, from: site, purpose: shopping, benefit: It fits }
      segments:
        # Kept as it is.
        by-hand:
          title: By hand
          when: basket >= 50   # dear
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

  private String workspace() {
    return folder.resolve("shop").toString();
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("shop/shop.yaml"));
  }

  @BeforeEach
  void workspaceIsThere() throws IOException {
    Files.createDirectory(folder.resolve("shop"));
    Files.writeString(folder.resolve("shop/shop.yaml"), WORKSPACE);
  }

  /** Sessions whose truth is known. */
  private String sessions(String name, int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(20_261_122);
    StringBuilder csv = new StringBuilder("device,basket,newcomer,thanked,other,bought\n");
    for (int i = 0; i < rows; i++) {
      String device = List.of("mobile", "desktop", "tablet").get(random.nextInt(3));
      double basket = random.nextInt(80);
      boolean newcomer = random.nextBoolean();
      double logit =
          -1.5 + (device.equals("desktop") ? 0.8 : 0) + (basket >= 20 ? 1 : 0) - (newcomer ? 1 : 0);
      boolean bought = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      csv.append(device).append(',');
      csv.append(i % 50 == 0 ? "" : Double.toString(basket)).append(',');
      csv.append(newcomer).append(',').append(bought && random.nextInt(4) > 0).append(',');
      csv.append(random.nextInt(9)).append(',').append(bought ? "yes" : "no").append('\n');
    }
    return Files.writeString(folder.resolve(name), csv).toString();
  }

  @Test
  void theScoreIsWrittenBesideWhatIsThere() throws IOException {
    String file = sessions("sessions.csv", 8_000);
    Ended ended =
        run("fit", "-w", workspace(), "-o", "bought", "--without", "thanked", "likely", file);
    assertEquals(Main.DONE, ended.code(), ended.err());
    for (String line :
        List.of(
            "8,000 sessions",
            "held out",
            "AUC",
            "95 % interval",
            "device is desktop",
            "< chosen")) {
      assertTrue(ended.out().contains(line), () -> line + " in\n" + ended.out());
    }
    String text = written();
    assertTrue(text.startsWith(WORKSPACE.stripTrailing()), text);
    for (String line :
        List.of(
            "  likely:",
            "    score:",
            "        device is desktop: 0.",
            "fitted:",
            "goal: bought")) {
      assertTrue(text.contains(line), () -> line + " in\n" + text);
    }
    assertFalse(text.contains("thanked is"), text);
    assertEquals(Main.DONE, run("check", workspace()).code(), "what is written is sound");

    Ended again =
        run("fit", "-w", workspace(), "-o", "bought", "--without", "thanked", "likely", file);
    assertEquals(Main.DONE, again.code(), again.err());
    assertEquals(text, written(), "the same file gives the same score");
  }

  @Test
  void aDryRunShowsAndWritesNothing() throws IOException {
    Ended ended =
        run(
            "fit",
            "-w",
            workspace(),
            "-o",
            "bought=yes",
            "--without",
            "thanked",
            "--enter",
            "40",
            "--dry-run",
            "likely",
            sessions("sessions.csv", 12_000));
    assertEquals(Main.DONE, ended.code(), ended.err());
    assertTrue(ended.out().contains("enter: 40 %"), ended.out());
    assertEquals(WORKSPACE, written());
  }

  @Test
  void aLeakIsRefusedByNameAndMayBeVouchedFor() throws IOException {
    String file = sessions("sessions.csv", 12_000);
    Ended ended = run("fit", "-w", workspace(), "-o", "bought", "--json", "likely", file);
    assertEquals(Main.REFUSED, ended.code(), ended.err());
    JsonNode report = new ObjectMapper().readTree(ended.out());
    assertTrue(report.path("refused").asBoolean());
    assertEquals("known-afterwards", report.path("reasons").path(0).path("code").asText());
    assertTrue(report.path("reasons").path(0).path("detail").asText().contains("'thanked'"));
    assertTrue(report.path("score").isMissingNode());
    assertEquals(WORKSPACE, written());

    Ended trusted =
        run(
            "fit",
            "-w",
            workspace(),
            "-o",
            "bought",
            "--json",
            "--trust",
            "thanked",
            "likely",
            file);
    assertEquals(Main.DONE, trusted.code(), () -> trusted.out() + trusted.err());
    JsonNode fitted = new ObjectMapper().readTree(trusted.out());
    assertTrue(fitted.path("evaluation").path("auc").path("value").asDouble() > 0.8);
    assertTrue(fitted.path("score").path("points").size() > 2);
  }

  @Test
  void whatCannotBeInferredIsRefused() throws IOException {
    Ended ended =
        run(
            "fit",
            "-w",
            workspace(),
            "-o",
            "other=3",
            "--without",
            "thanked",
            "likely",
            sessions("sessions.csv", 12_000));
    assertEquals(Main.REFUSED, ended.code());
    assertTrue(ended.out().contains("cannot be inferred from these attributes"), ended.out());
    assertEquals(WORKSPACE, written());
  }

  @Test
  void badInputIsNamedByItsPlace() throws IOException {
    String file = sessions("sessions.csv", 100);
    Ended column = run("fit", "-w", workspace(), "-o", "bougt", "likely", file);
    assertEquals(Main.REFUSED, column.code());
    assertTrue(column.err().contains("sessions.csv"), column.err());
    assertTrue(column.err().contains("did you mean 'bought'?"), column.err());

    Ended cell = run("fit", "-w", workspace(), "-o", "device", "likely", file);
    assertEquals(Main.REFUSED, cell.code());
    assertTrue(cell.err().contains("line 2, column 'device' is neither yes nor no"), cell.err());
    assertTrue(cell.err().contains("--outcome \"device=VALUE\""), cell.err());

    Ended few = run("fit", "-w", workspace(), "-o", "bought", "likely", file);
    assertEquals(Main.REFUSED, few.code());
    assertTrue(few.out().contains("Too few sessions"), few.out());

    Ended rules = run("fit", "-w", workspace(), "-o", "bought", "by-hand", file);
    assertEquals(Main.WRONG_USAGE, rules.code());
    assertTrue(rules.err().contains("is given by rules"), rules.err());

    Ended name =
        run("fit", "-w", workspace(), "-o", "bought", "--without", "devise", "likely", file);
    assertEquals(Main.WRONG_USAGE, name.code());
    assertTrue(name.err().contains("did you mean 'device'?"), name.err());

    for (List<String> wrong :
        List.of(
            List.of("--pairs", "21"),
            List.of("--holdout", "80"),
            List.of("--enter", "0"),
            List.of("--after", "0"),
            List.of("-m", "none.yaml"))) {
      Ended usage =
          run("fit", "-w", workspace(), "-o", "bought", wrong.get(0), wrong.get(1), "likely", file);
      assertEquals(Main.WRONG_USAGE, usage.code(), () -> wrong + ": " + usage.err());
    }
    Ended strange =
        run(
            "fit",
            "-w",
            workspace(),
            "-o",
            "b",
            "likely",
            Files.writeString(folder.resolve("strange.csv"), "a,b\n1,yes\n").toString());
    assertTrue(strange.err().contains("none of its columns is named like a signal"), strange.err());
  }

  private static final String CLICKS =
      """
      schema:
        purposes:
          shopping: { title: Show you what is relevant }
        attributes:
          seen: { latest: view.category, purpose: shopping, benefit: It fits }
        events:
          view: { category: { choice: [news, sports, sale] } }
      segments:
        sporty: { title: Sporty, when: seen is sports }
      """;

  private static final String MAPPING =
      """
      sessions: { column: id }
      consent: [shopping]
      events: [{ type: view, fields: { category: { column: category } } }]
      """;

  /** Sessions that stay where they are, and those that buy more readily in the sale. */
  private String clicks(double[] buyers, double[] others) throws IOException {
    SplittableRandom random = new SplittableRandom(20_261_122);
    StringBuilder csv = new StringBuilder("id,category,bought\n");
    List<String> categories = List.of("news", "sports", "sale");
    for (int i = 0; i < 8_000; i++) {
      boolean buys = random.nextInt(3) == 0;
      int at = 0;
      for (int click = 0; click < 4; click++) {
        if (click == 0 || random.nextDouble() > 0.7) {
          double left = random.nextDouble();
          double[] likes = buys ? buyers : others;
          at = left < likes[0] ? 0 : left < likes[0] + likes[1] ? 1 : 2;
        }
        csv.append(i).append(',').append(categories.get(at)).append(',');
        csv.append(buys && click == 3).append('\n');
      }
    }
    return Files.writeString(folder.resolve("clicks.csv"), csv).toString();
  }

  private Ended evidence(String file) throws IOException {
    Files.writeString(folder.resolve("shop/shop.yaml"), CLICKS);
    String mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING).toString();
    return run(
        "fit",
        "-w",
        workspace(),
        "-m",
        mapping,
        "-o",
        "bought",
        "--after",
        "3",
        "--evidence",
        "view.category",
        "--json",
        "buying",
        file);
  }

  @Test
  void evidenceFromTheOrderOfClicksIsWrittenAsAnAttributeThatScoresMayUse() throws IOException {
    String file = clicks(new double[] {0.2, 0.2, 0.6}, new double[] {0.4, 0.4, 0.2});
    Ended ended = evidence(file);
    assertEquals(Main.DONE, ended.code(), () -> ended.out() + ended.err());
    JsonNode report = new ObjectMapper().readTree(ended.out());
    for (int clicks = 1; clicks <= 3; clicks++) {
      JsonNode now = report.path("after").path(clicks);
      JsonNode before = report.path("after").path(clicks - 1);
      assertTrue(now.path("logLoss").asDouble() < before.path("logLoss").asDouble(), ended.out());
      assertTrue(now.path("ece").asDouble() <= 0.04, ended.out());
    }
    double independent = report.path("after").path(3).path("logLossIfIndependent").asDouble();
    assertTrue(independent > report.path("after").path(3).path("logLoss").asDouble());
    assertEquals(
        Math.log(3), report.path("steps").path("start > sale").asDouble(), 0.15, "0.6 to 0.2");
    assertTrue(written().contains("    evidence: view.category"), written());
    assertEquals(Main.DONE, run("check", workspace()).code());

    String mapping = folder.resolve("mapping.yaml").toString();
    Ended segment =
        run(
            "fit",
            "-w",
            workspace(),
            "-m",
            mapping,
            "-o",
            "bought",
            "--after",
            "3",
            "buyers",
            file);
    assertEquals(Main.DONE, segment.code(), () -> segment.out() + segment.err());
    assertTrue(written().contains("        buying "), written());
  }

  @Test
  void clicksThatSayNothingAreNoEvidence() throws IOException {
    double[] alike = {0.4, 0.4, 0.2};
    Ended ended = evidence(clicks(alike, alike));
    assertEquals(Main.REFUSED, ended.code(), ended.out());
    assertTrue(ended.out().contains("base"), ended.out());
    assertEquals(CLICKS, written());
  }

  @Test
  void aTableOfCountsFitsAsItsSessionsDo() throws IOException {
    StringBuilder csv = new StringBuilder("device,newcomer,sessions,bought,asked\n");
    for (String device : List.of("mobile", "desktop", "tablet", "")) {
      for (String newcomer : List.of("true", "false")) {
        int bought = 40 + (device.equals("desktop") ? 160 : 0) + (newcomer.equals("true") ? 0 : 90);
        csv.append(device).append(',').append(newcomer).append(",600,").append(bought);
        csv.append(",1\n");
      }
    }
    csv.append("*,*,90,30,0\n");
    String file = Files.writeString(folder.resolve("counts.csv"), csv).toString();
    Ended ended = run("fit", "--counts", "-w", workspace(), "-o", "bought", "likely", file);
    assertEquals(Main.DONE, ended.code(), ended.err());
    assertTrue(ended.out().contains("4,890 sessions"), ended.out());
    assertTrue(ended.out().contains("left out: 90 sessions, of which '*'"), ended.out());
    assertTrue(written().contains("        device is desktop: "), written());
    assertEquals(Main.DONE, run("check", workspace()).code(), "what is written is sound");

    for (String[] wrong :
        List.of(
            new String[] {
              "-o", "sold", "no column 'sold' after 'sessions'; there are bought, asked"
            },
            new String[] {"-o", "bought", "--last", "neither rows nor an order"},
            new String[] {"-o", "bought", "--without", "devise", "did you mean 'device'"})) {
      String[] arguments = {"fit", "--counts", "-w", workspace(), "likely", file};
      String said = wrong[wrong.length - 1];
      String[] all = Arrays.copyOf(arguments, arguments.length + wrong.length - 1);
      System.arraycopy(wrong, 0, all, arguments.length, wrong.length - 1);
      Ended refused = run(all);
      assertTrue(refused.code() != Main.DONE, said);
      assertTrue(refused.err().contains(said), () -> said + " in\n" + refused.err());
    }
  }

  /** Two thirds of the probability to enter would be less than anybody's points come to. */
  @Test
  void whoIsInCanLeaveAgainHoweverLittleThePointsVary() throws IOException {
    String csv = "device,sessions,bought\nmobile,10000,1400\ndesktop,10000,3000\n";
    String file = Files.writeString(folder.resolve("counts.csv"), csv).toString();

    Ended ended = run("fit", "--counts", "-w", workspace(), "-o", "bought", "likely", file);

    assertEquals(0, ended.code(), ended.err());
    Matcher thresholds = Pattern.compile("enter: (\\d+) %\\s+leave: (\\d+) %").matcher(written());
    assertTrue(thresholds.find(), written());
    int enter = Integer.parseInt(thresholds.group(1));
    int leave = Integer.parseInt(thresholds.group(2));
    assertTrue(leave > enter * 2 / 3 && leave <= enter, written());
  }
}
