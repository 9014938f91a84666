package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import java.util.List;

/** A small workspace with all the habits of hands: comments, odd quotes, brackets, empty lines. */
final class Shop {
  static final SourceText SCHEMA =
      new SourceText(
          "schema.yaml",
          """
          # What may be known of a visit.
          workspace: { name: shop, timezone: Europe/Berlin }

          schema:
            purposes:
              page:
                title: "Show you what fits"
                bits: 40   # enough
            attributes:
              # What the page sees.
              device: { choice: [mobile, tablet, desktop], from: site, purpose: page, benefit: "Fits" }
              referrer:
                choice: [direct, search, social, newsletter]
                from: site
                purpose: page
                benefit: 'You land where you meant to'
              basket_value:
                number: EUR
                edges: [0, 40, 80]
                from: site
                purpose: page
                benefit: "We say when delivery is free"
              interest:
                choices: [running, hiking, climbing]
                from: visitor
                purpose: page
                benefit: "What you like first"
              sale_views:
                count: page_view where category is sale
                upTo: 6
                within: 30 minutes
                purpose: page
                benefit: "Bargains first"
            events:
              page_view:
                category: { choice: [sale, shoes] }
          """);

  static final SourceText SEGMENTS =
      new SourceText(
          "segments.yaml",
          """
          # Who may be meant.
          segments:
            # Everybody on a telephone.
            mobiles:
              title: On a telephone   # said by marketing
              when: device is mobile

            bargain-hunters:
              title: "Bargain hunters"
              rules:
                # the first of them
                from-search:  referrer is search and not mobiles
                returns: sale_views >= 3

            runners: { title: Runners, when: "interest has running" }

            browsing:
              when: >-
                referrer in [direct, social]
                and (basket_value is unknown or basket_value is 0)
                and not runners
              title: Looking around
          # the end
          """);

  static final SourceText SLOTS =
      new SourceText(
          "slots/home.yaml",
          """
          slots:
            home.hero:
              title: The large picture
              purpose: page
              content: { headline: text, saving: number, big: flag, image: url }
              fallback:
                headline: Outdoor, all year   # never changes
                saving: 0
                big: false
                image: /img/hero.svg
              holdout: 5 %
              offers:
                # Christmas comes first.
                - name: black-week
                  for: bargain-hunters
                  priority: 30
                  variants:
                    loud: { headline: "Up to 40 % off", saving: 40, big: true, image: /img/sale.svg }
                    calm:
                      headline: Last season
                      saving: 20
                      big: false
                      image: /img/calm.svg
                  weights: { loud: 70, calm: 30 }
                  from: 2026-11-20
                  until: 2026-12-01

                - for: runners
                  priority: 20
                  variants:
                    dawn: { headline: Out before the day, saving: 0, big: false, image: /img/dawn.svg }
            home.empty: { purposes: [page], content: { text: text }, fallback: { text: "Hello" } }
          """);

  private Shop() {}

  static List<SourceText> texts() {
    return List.of(SCHEMA, SEGMENTS, SLOTS);
  }
}
