package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mien.api.config.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mien simulate} prints, and how it ends. */
class SimulateCommandTest {
  private static final String DEMO = "src/main/resources/demo-workspace";
  private static final String SHOP =
      """
      workspace: { name: shop, timezone: UTC, holdout: 5 % }
      schema:
        purposes:
          shopping: { title: "Show you what is relevant" }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: shopping, benefit: "Pages that fit" }
        events:
          buy: { goal: true }
      segments:
        on-the-move: { title: On the move, when: device is mobile }
        at-the-desk: { title: At the desk, when: device is desktop }
      slots:
        hero:
          title: The picture
          purpose: shopping
          content: { text: text }
          fallback: { text: Welcome }
          offers:
            - { for: on-the-move, variants: { plain: { text: A }, bold: { text: B } }, learn: { goal: buy } }
            - { for: at-the-desk, variants: { plain: { text: A }, bold: { text: B } }, learn: { goal: buy } }
      """;
  private static final String CROWD =
      """
      days: 2
      sessionsPerDay: 2400
      kinds:
        movers:
          share: 70 %
          belongs: [on-the-move]
          signals: { device: mobile }
          reaches: { buy: { chance: 10 %, hero: { plain: 10 %, bold: 30 % } } }
        sitters:
          share: 30 %
          belongs: [at-the-desk]
          signals: { device: { desktop: 90 %, mobile: 10 % } }
          reaches: { buy: { chance: 20 %, hero: { plain: 45 %, bold: 20 % } } }
      """;

  private static final String FEWER = CROWD.replace("days: 2", "days: 1");

  @TempDir private Path folder = Path.of("");

  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new Surroundings(Map.of(), new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private String written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Ended simulate(String population, String... more) throws IOException {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "simulate";
    arguments[1] = "-w";
    arguments[2] = written("shop.yaml", SHOP);
    System.arraycopy(more, 0, arguments, 3, more.length);
    arguments[3 + more.length] = written("crowd.yaml", population);
    return run(arguments);
  }

  /** The numbers of a result by their path. */
  private record Numbers(Map<String, Double> byPath) {
    double get(String path) {
      Double number = byPath.get(path);
      return Objects.requireNonNull(number, () -> "there is no " + path + " in " + byPath.keySet());
    }
  }

  private static Numbers numbers(String json) throws IOException {
    Map<String, Double> numbers = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric()) {
          numbers.put(
              parser.getParsingContext().pathAsPointer().toString(), parser.getDoubleValue());
        }
      }
    }
    return new Numbers(numbers);
  }

  @Test
  void learnsWhatIsTrueOfEachSegment() throws IOException {
    Ended ended = simulate(CROWD, "--json", "--seed", "7");
    assertEquals(Main.DONE, ended.code(), ended.err());
    Numbers numbers = numbers(ended.out());
    assertTellsWhoWasFound(numbers);
    // The segments want different variants: bold on the move, plain at the desk.
    String move = "/experiments/0";
    String desk = "/experiments/1";
    assertTrue(numbers.get(move + "/variants/1/weight") > 0.9, ended.out());
    assertTrue(numbers.get(desk + "/variants/0/weight") > 0.9, ended.out());
    for (String each : new String[] {move, desk}) {
      double lost = sum(numbers, each + "/lostByDay/");
      double lostAllAlike = sum(numbers, each + "/lostByDayAllAlike/");
      assertTrue(lost > 0 && lost < 0.5 * lostAllAlike, () -> lost + " of " + lostAllAlike);
    }
    for (int v = 0; v < 2; v++) {
      String arm = move + "/variants/" + v;
      double truth = numbers.get(arm + "/true");
      assertEquals(truth, numbers.get(arm + "/estimate"), 0.08, ended.out());
    }
    // Of 700 movers and 30 sitters with a telephone, 0.3 and 0.2 buy.
    assertEquals((0.7 * 0.3 + 0.03 * 0.2) / 0.73, numbers.get(move + "/variants/1/true"), 0.005);
    assertEquals((0.7 * 0.1 + 0.03 * 0.2) / 0.73, numbers.get(move + "/heldOut/true"), 0.005);
    assertTrue(numbers.get(move + "/heldOut/sessions") > 60, ended.out());
    double uniform = numbers.get(move + "/allAlike/true");
    assertTrue(
        numbers.get(move + "/allAlike/low") < uniform
            && uniform < numbers.get(move + "/allAlike/high"),
        ended.out());
  }

  private static double sum(Numbers numbers, String prefix) {
    return numbers.byPath().entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static void assertTellsWhoWasFound(Numbers numbers) {
    double sitters = numbers.get("/membership/1/belong");
    assertEquals(1_440, sitters, 120);
    assertEquals(numbers.get("/membership/1/both"), numbers.get("/membership/1/found"));
    assertEquals(0.9, numbers.get("/membership/1/found") / sitters, 0.03);
  }

  @Test
  void theSameSeedPrintsTheSame() throws IOException {
    Ended one = simulate(FEWER);
    assertEquals(one.out(), simulate(FEWER).out());
    assertTrue(
        !one.out().equals(simulate(FEWER, "--seed", "2").out()), "another seed, other sessions");
    for (String expected :
        new String[] {
          "slot hero, segment on-the-move, goal buy: a bandit draws",
          "weight by day",
          "lost against always bold",
          "all alike, read off the log:",
          "held out",
          "in all, "
        }) {
      assertTrue(one.out().contains(expected), () -> expected + "\n" + one.out());
    }
  }

  /** An apprentice says what it would draw, and draws as is written. */
  @Test
  void anApprenticeOnlyWatches() throws IOException {
    String workspace = SHOP.replace("learn: { goal: buy }", "learn: { goal: buy, by: apprentice }");
    Ended ended =
        run(
            "simulate",
            "-w",
            written("watched.yaml", workspace),
            "--json",
            written("crowd.yaml", FEWER));
    Numbers numbers = numbers(ended.out());
    double plain = numbers.get("/experiments/0/variants/0/sessions");
    double bold = numbers.get("/experiments/0/variants/1/sessions");
    assertEquals(0.5, bold / (plain + bold), 0.05, ended.out());
    assertTrue(numbers.get("/experiments/0/variants/1/weight") > 0.9, ended.out());
  }

  @Test
  void theExampleFitsTheDemo() throws IOException {
    String example = Files.readString(Path.of("src/examples/demo-population.yaml"));
    Ended ended =
        run(
            "simulate",
            "-w",
            DEMO,
            written(
                "few.yaml",
                example
                    .replace("days: 28", "days: 1")
                    .replace("sessionsPerDay: 1000", "sessionsPerDay: 500")));
    assertEquals(Main.DONE, ended.code(), ended.err());
    Matcher found = Pattern.compile("bargain-hunters +(\\d+) +(\\d+) +(\\d+)").matcher(ended.out());
    assertTrue(found.find() && Integer.parseInt(found.group(3)) > 50, ended.out());
  }

  @Test
  void saysWhatIsWrongAndWhere() throws IOException {
    Ended ended =
        simulate(
            """
            days: 400
            sessionsPerDay: 100
            learn: { goal: by }
            kinds:
              movers:
                share: 70
                belongs: [on-the-mov]
                pause: 2 hours
                signals: { device: { mobil: 60 %, desktop: 50 % }, devise: mobile }
                events: [{ name: bye }]
                reaches:
                  buy: { chance: 0 %, hero: { bald: 120 % }, hera: { bold: 1 % } }
              sitters: { share: 50 % }
            """);
    assertEquals(Main.REFUSED, ended.code());
    for (String expected :
        new String[] {
          "crowd.yaml:1:7: error[not-a-number]: 'days' is a whole number from 1 to 366",
          "crowd.yaml:3:16: error[unknown-goal]: there is no goal 'by'",
          "error[shares-not-whole]: the shares of all kinds come to 50",
          "crowd.yaml:6:12: error[not-a-share]",
          "did you mean 'on-the-move'",
          "error[not-a-pause]",
          "did you mean 'mobile'",
          "the shares of 'device' come to 110",
          "error[unknown-signal]: there is no signal 'devise'",
          "error[unknown-event]: there is no event 'bye'",
          "error[no-chance]",
          "error[unknown-variant]: there is no variant 'bald'",
          "error[unknown-slot]: there is no slot 'hera'",
          "refused: nothing was simulated"
        }) {
      assertTrue(ended.err().contains(expected), () -> expected + "\n" + ended.err());
    }
  }

  @Test
  void wrongUsageIsSaid() throws IOException {
    String shop = written("shop.yaml", SHOP);
    assertEquals(Main.WRONG_USAGE, run("simulate", "-w", shop).code());
    assertEquals(Main.WRONG_USAGE, run("simulate", "-w", shop, "no.yaml").code());
    assertEquals(Main.WRONG_USAGE, run("simulate", "-w", "none", written("c.yaml", CROWD)).code());
    assertEquals(Main.REFUSED, simulate("").code());
    assertEquals(Main.REFUSED, simulate("kinds: [").code());
  }
}
