package dev.mien.engine.counts;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Editions to count in: each has two slots, three segments, and variants to draw from. */
public final class SampleEditions {
  public static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes:
          page: { title: "Fit this page", contextual: true }
          personalization: { title: "Relevance during this visit" }
        attributes:
          device: { choice: [mobile, desktop], from: client-hints, purpose: page, benefit: "Fits" }
          interest: { choices: [running, hiking], from: visitor, purpose: personalization, benefit: "Fits" }
      segments:
        on-the-move: { title: On the move, when: device is mobile }
        runners: { title: Runners, when: "interest has any of [running]" }
        hikers: { title: Hikers, when: "interest has any of [hiking]" }
      slots:
        home.hero:
          purposes: [page, personalization]
          holdout: 20 %
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              priority: 5
              variants: { run: { headline: "Run" }, race: { headline: "Race" } }
            - for: hikers
              priority: 4
              variants: { hike: { headline: "Hike" } }
            - for: on-the-move
              variants: { small: { headline: "Small" } }
        home.device:
          purpose: page
          content: { headline: text }
          fallback: { headline: "Wide" }
          offers:
            - for: on-the-move
              variants: { small: { headline: "Narrow" } }
      """;

  private SampleEditions() {}

  /** Editions 1 to {@code count}, which differ in a headline. */
  public static List<Edition> editions(int count) {
    List<String> workspaces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      workspaces.add(WORKSPACE.replace("\"Outdoor\"", "\"Outdoor " + i + "\""));
    }
    return published(workspaces);
  }

  /** Edition 1, with a goal called {@code purchase} as its only event. */
  public static Edition withAGoal() {
    String events = "  events: { purchase: { goal: true } }\nsegments:";
    return published(List.of(WORKSPACE.replace("segments:", events))).getFirst();
  }

  private static List<Edition> published(List<String> workspaces) {
    try {
      Editions editions =
          Editions.open(new InMemoryEditions(), Workspaces::compile, () -> Instant.EPOCH);
      List<Edition> all = new ArrayList<>();
      for (String text : workspaces) {
        all.add(
            switch (editions.publish(List.of(new SourceText("shop.yaml", text)))) {
              case Publication.Published(var edition) -> edition;
              case Publication.Refused(var why) -> throw new AssertionError(why);
            });
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
