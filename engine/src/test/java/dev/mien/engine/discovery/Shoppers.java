package dev.mien.engine.discovery;

import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleFacts.State;
import dev.mien.engine.statistics.Fnv;
import dev.mien.engine.statistics.SharedData;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The sessions of Online Shoppers, by twelve signals that a workspace declares. */
final class Shoppers {
  static final SourceText WORKSPACE =
      new SourceText(
          "schema.yaml",
          """
          workspace: { name: shoppers, timezone: UTC }
          schema:
            purposes:
              shopping: { title: "Show you what is relevant" }
            attributes:
              account_views:     { number: pages, edges: [1, 2, 3, 5, 10], from: site, purpose: shopping, benefit: "Links" }
              help_views:        { number: pages, edges: [1, 2, 3], from: site, purpose: shopping, benefit: "Links" }
              product_views:     { number: pages, edges: [1, 2, 5, 10, 20, 40, 80], from: site, purpose: shopping, benefit: "Links" }
              bounce_rate:       { number: share, edges: [0.001, 0.005, 0.02, 0.05, 0.19], from: site, purpose: shopping, benefit: "Links" }
              special_day:       { number: closeness, edges: [0.1, 0.5], from: site, purpose: shopping, benefit: "Links" }
              month:             { choice: [feb, mar, may, june, jul, aug, sep, oct, nov, dec], from: site, purpose: shopping, benefit: "Links" }
              system:            { choice: [1, 2, 3, 4, 5, 6, 7, 8], from: site, purpose: shopping, benefit: "Links" }
              browser:           { choice: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], from: site, purpose: shopping, benefit: "Links" }
              region:            { choice: [1, 2, 3, 4, 5, 6, 7, 8, 9], from: site, purpose: shopping, benefit: "Links" }
              traffic:           { choice: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20], from: site, purpose: shopping, benefit: "Links" }
              visitor:           { choice: [new, returning, other], from: site, purpose: shopping, benefit: "Links" }
              weekend:           { flag: true, from: site, purpose: shopping, benefit: "Links" }
          segments:
            newcomers: { title: Newcomers, when: visitor is new }
          slots:
            hero:
              purpose: shopping
              content: { headline: text }
              fallback: { headline: "Hello" }
              offers:
                - for: newcomers
                  variants: { plain: { headline: "Welcome" } }
          """);

  private static final List<String> COLUMNS =
      List.of(
          "Administrative",
          "Informational",
          "ProductRelated",
          "BounceRates",
          "SpecialDay",
          "Month",
          "OperatingSystems",
          "Browser",
          "Region",
          "TrafficType",
          "VisitorType",
          "Weekend");

  private Shoppers() {}

  static Model model() {
    return switch (Workspaces.compile(List.of(WORKSPACE))) {
      case Compilation.Accepted(var program, _) -> program.model();
      case Compilation.Rejected(var diagnostics) ->
          throw new IllegalStateException(diagnostics.toString());
    };
  }

  /** The sessions of folds 3 to 9. */
  static List<SampleFacts> training() {
    List<Attribute> attributes = model().schema().attributes();
    try {
      List<String> lines =
          Files.readAllLines(SharedData.file("online-shoppers/online_shoppers_intention.csv"));
      List<String> header = List.of(lines.getFirst().split(",", -1));
      int[] places = COLUMNS.stream().mapToInt(header::indexOf).toArray();
      List<SampleFacts> shoppers = new ArrayList<>();
      for (int row = 0; row < lines.size() - 1; row++) {
        String[] cells = lines.get(row + 1).split(",", -1);
        if (Fnv.fold(Integer.toString(row), 10) >= 3) {
          shoppers.add(
              new SampleFacts(
                  IntStream.range(0, places.length)
                      .mapToObj(i -> state(attributes.get(i), cells[places[i]]))
                      .toList()));
        }
      }
      return shoppers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static State state(Attribute attribute, String cell) {
    return switch (attribute.alphabet()) {
      case Alphabet.Numeric numeric -> State.ofCode(numeric.code(Double.parseDouble(cell)));
      case Alphabet.Flag _ -> State.ofCode(cell.equals("TRUE") ? 1 : 0);
      case Alphabet.Choice(var labels) ->
          State.ofCode(labels.indexOf(cell.replace("_Visitor", "").toLowerCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException(attribute.toString());
    };
  }
}
