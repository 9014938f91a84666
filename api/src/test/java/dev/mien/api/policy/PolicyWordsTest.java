package dev.mien.api.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.JsonWriting;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the registry says of what is inferred, and of what is learned. */
class PolicyWordsTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop, holdout: 2.5 % }
      schema:
        purposes:
          offers: { title: "Relevance during this visit" }
        events:
          page_view: { category: { choice: [sale, shoes] } }
          purchase: { goal: true }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: offers, benefit: "Fits" }
          interest: { choices: [running, hiking], from: visitor, purpose: offers, benefit: "Fits" }
          views: { count: page_view, upTo: 5, within: 30 minutes, purpose: offers, benefit: "Fits" }
      segments:
        runners: { title: Runners, when: "interest has running" }
        likely-buyers:
          title: Likely buyers
          score:
            base: -1
            points:
              device is desktop: 0.4
              views >= 3: 1.5
              interest has any of [hiking]: 0.2
            enter: 60 %
            leave: 40 %
            fitted:
              { auc: 0.759, logLoss: 0.379, ece: 0.012, sessions: 3699, base: 0.1598, on: 2026-11-22 }
        maybe-buyers:
          title: Maybe buyers
          score: { base: -1, points: { views >= 3: 1.5 }, enter: 55 % }
      slots:
        home.hero:
          purpose: offers
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              variants: { dull: { headline: "Shoes" }, bright: { headline: "Run!" } }
              learn: { goal: purchase, floor: 2 % }
            - for: likely-buyers
              variants: { soon: { headline: "Soon" }, now: { headline: "Now" } }
              learn: { goal: purchase, by: apprentice }
            - for: maybe-buyers
              variants: { calm: { headline: "Calm" }, loud: { headline: "Loud" } }
        home.strip:
          purpose: offers
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              variants: { only: { headline: "Shoes" } }
      """;

  private static Model model(String text) {
    Compilation compilation = Workspaces.compile(List.of(new SourceText("shop.yaml", text)));
    return assertInstanceOf(
            Compilation.Accepted.class, compilation, () -> compilation.diagnostics().toString())
        .program()
        .model();
  }

  private static JsonObject written(JsonWriting members) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      members.to(out);
      out.writeEndObject();
    }
    return new JsonObject(text.toString());
  }

  private static JsonObject inferred(String segment) throws IOException {
    Model model = model(WORKSPACE);
    InferredJson json =
        model.segments().stream()
            .filter(one -> one.name().text().equals(segment))
            .map(one -> new InferredJson(one.scored().orElseThrow().score(), model.schema()))
            .findFirst()
            .orElseThrow();
    return written(json::write).getJsonObject("inferred");
  }

  @Test
  void aScoredSegmentIsSaidToBeInferredFromWhatAndHowWell() throws IOException {
    JsonObject inferred = inferred("likely-buyers");
    assertEquals(
        "Inferred by points, and not known: what is known of device, interest and views is added"
            + " up to how likely it is, and a session is in from 60 % on, until that falls below"
            + " 40 %. On 3,699 sessions that it had not been fitted on, of which 15.98 % reached"
            + " the goal, its AUC was 0.759 (0.5 is guessing, 1 is perfect), and its probabilities"
            + " were 1.2 points off on the average (ECE); fitted on 2026-11-22.",
        inferred.getString("words"));
    assertEquals(List.of("device", "interest", "views"), inferred.getJsonArray("from").getList());
    JsonObject quality = inferred.getJsonObject("quality");
    assertEquals(0.759, quality.getDouble("auc"));
    assertEquals(0.012, quality.getDouble("ece"));
    assertEquals(3_699, quality.getInteger("sessions"));
    assertEquals("2026-11-22", quality.getString("on"));
  }

  @Test
  void ofAScoreThatNobodyMeasuredThatIsSaid() throws IOException {
    JsonObject inferred = inferred("maybe-buyers");
    assertEquals(
        "Inferred by points, and not known: what is known of views is added up to how likely it"
            + " is, and a session is in from 55 % on. The points were written by people, and how"
            + " well they fit was not measured.",
        inferred.getString("words"));
    assertFalse(inferred.containsKey("quality"));
  }

  @Test
  void itIsSaidWhatIsComparedAndHowVariantsAreDrawn() throws IOException {
    JsonObject experiments =
        written(new ExperimentsJson(model(WORKSPACE))::write).getJsonObject("experiments");
    assertEquals(
        "It is counted how many sessions reached purchase after each variant was shown, for whole"
            + " segments and never for one visitor. 2.5 % of sessions see fallbacks everywhere, so"
            + " that it can be told what all offers together change.",
        experiments.getString("words"));
    JsonArray offers = experiments.getJsonArray("offers");
    assertEquals(
        List.of("runners bandit", "likely-buyers apprentice", "maybe-buyers weights"),
        offers.stream()
            .map(one -> (JsonObject) one)
            .map(one -> one.getString("segment") + " " + one.getString("by"))
            .toList());
    JsonObject bandit = offers.getJsonObject(0);
    assertEquals("purchase", bandit.getString("goal"));
    assertEquals(0.02, bandit.getDouble("floor"));
    assertEquals(
        "A session is drawn one of the variants and keeps it. The more sessions of the segment"
            + " reached purchase after a variant, the more often it is drawn, each at least 2 % of"
            + " the time; for 10 % of sessions it is fixed how often, to compare with.",
        bandit.getString("words"));
    JsonObject without =
        written(
                new ExperimentsJson(
                        model(
                            WORKSPACE
                                .replace("goal: true", "")
                                .replaceAll(" *learn:.*\n", "")
                                .replace(", holdout: 2.5 %", "")))
                    ::write)
            .getJsonObject("experiments");
    assertEquals("No goal is counted, so variants are not compared.", without.getString("words"));
    assertEquals(3, without.getJsonArray("offers").size());
  }
}
