package dev.mien.api.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The segments and slots of the example "eshop-clothing", worked out click by click from the whole
 * list of a session's clicks, which Mien never has.
 */
final class ClicksByHand {
  private static final long START = Instant.parse("2008-04-01T00:00:00Z").getEpochSecond();
  private static final long STEP = 10;

  // The first and the last day of the offer, as they begin in Warsaw in summer.
  private static final long OFFER_FROM = Instant.parse("2008-04-09T22:00:00Z").getEpochSecond();
  private static final long OFFER_UNTIL = Instant.parse("2008-04-14T22:00:00Z").getEpochSecond();

  private ClicksByHand() {}

  private record Click(
      long at,
      int category,
      int colour,
      int page,
      int price,
      boolean dear,
      int country,
      int month) {
    boolean isSale() {
      return category == 4;
    }
  }

  static ByHand count(Path file) throws IOException {
    ByHand counts = new ByHand();
    List<Click> clicks = new ArrayList<>();
    Optional<String> session = Optional.empty();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      List<String> header = Arrays.asList(in.readLine().split(",", -1));
      long position = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        String key = cells[header.indexOf("session_id")];
        if (session.isPresent() && !session.get().equals(key)) {
          counts.sessionEnds();
          clicks.clear();
        }
        session = Optional.of(key);
        clicks.add(click(header, cells, START + STEP * position++));
        decide(clicks, counts);
      }
    }
    counts.sessionEnds();
    return counts;
  }

  private static Click click(List<String> header, String[] cells, long at) {
    return new Click(
        at,
        number(header, cells, "page1_main_category"),
        number(header, cells, "colour"),
        number(header, cells, "page"),
        number(header, cells, "price"),
        number(header, cells, "price2") == 1,
        number(header, cells, "country"),
        number(header, cells, "month"));
  }

  private static int number(List<String> header, String[] cells, String column) {
    return Integer.parseInt(cells[header.indexOf(column)]);
  }

  private static void decide(List<Click> clicks, ByHand counts) {
    long now = clicks.getLast().at();
    Map<String, Boolean> segments = segments(clicks, now);
    counts.row(segments);
    counts.decide(
        "home.hero",
        "fallback",
        "bargain-hunters",
        "trousers-then-sale",
        "summer-quality",
        "neighbours");
    if (now >= OFFER_FROM && now < OFFER_UNTIL) {
      counts.decide(
          "category.aside", "fallback", "spending-now", "premium-browsers", "left-the-sale");
    } else {
      counts.decide("category.aside", "fallback", "premium-browsers", "left-the-sale");
    }
    counts.decide(
        "home.shelf", "fallback", "window-shoppers", "weighing-up", "patient", "dark-tops");
  }

  private static Map<String, Boolean> segments(List<Click> clicks, long now) {
    Click last = clicks.getLast();
    long deep = clicks.stream().filter(click -> click.page() >= 3).count();
    long dear = clicks.stream().filter(Click::dear).count();
    int seen = clicks.stream().filter(click -> !click.isSale()).mapToInt(Click::price).sum();
    long sale = inWindow(clicks, now, 120).stream().filter(Click::isSale).count();
    int recent =
        inWindow(clicks, now, 80).stream()
            .filter(click -> click.price() >= 40)
            .mapToInt(click -> toFive(click.price()))
            .sum();
    Optional<Click> lastSale = last(clicks, Click::isSale).filter(click -> now - click.at() < 600);
    boolean top = last.category() == 2 || last.category() == 3;
    Optional<Click> lastTop =
        last(clicks, click -> click.category() == 2 || click.category() == 3)
            .filter(click -> now - click.at() < 60);

    boolean bargains = sale >= 4 && last.isSale();
    Map<String, Boolean> segments = new HashMap<>();
    segments.put("bargain-hunters", bargains);
    segments.put("trousers-then-sale", trousersThenSale(clicks));
    segments.put("premium-browsers", seen >= 300 && dear >= 5 && !bargains);
    segments.put("window-shoppers", clicks.size() >= 20 && lastSale.isEmpty() && seen >= 600);
    segments.put("first-click", clicks.size() == 1);
    segments.put("weighing-up", saleThenDear(clicks) >= 2);
    segments.put(
        "left-the-sale",
        !last.isSale()
            && lastSale.isPresent()
            && now - lastSale.get().at() >= 30
            && now - lastSale.get().at() < 120);
    segments.put(
        "neighbours",
        (last.country() == 9 || last.country() == 24 || last.country() == 34)
            && clicks.size() >= 3);
    segments.put("summer-quality", last.month() >= 6 && last.month() <= 8 && last.dear());
    segments.put(
        "dark-tops",
        top && lastTop.isPresent() && List.of(2, 4, 6, 8).contains(lastTop.get().colour()));
    segments.put("patient", deep >= 3 || (clicks.size() >= 20 && deep >= 1));
    segments.put("spending-now", recent > 200 && clicks.size() > 1);
    return segments;
  }

  private static Optional<Click> last(List<Click> clicks, Predicate<Click> which) {
    return clicks.reversed().stream().filter(which).findFirst();
  }

  // A window forgets by eighths: a click counts while its eighth is one of the newest eight, with
  // eighths counted from the epoch.
  private static List<Click> inWindow(List<Click> clicks, long now, long seconds) {
    long eighth = seconds / 8;
    return clicks.stream().filter(click -> now / eighth - click.at() / eighth < 8).toList();
  }

  // The measure counts in steps of five, half a step up.
  private static int toFive(int price) {
    return (2 * price + 5) / 10 * 5;
  }

  // A look at the sale within a minute after one at trousers.
  private static boolean trousersThenSale(List<Click> clicks) {
    for (int i = 0; i < clicks.size(); i++) {
      if (!clicks.get(i).isSale()) {
        continue;
      }
      for (int j = 0; j < i; j++) {
        if (clicks.get(j).category() == 1 && clicks.get(i).at() - clicks.get(j).at() < 60) {
          return true;
        }
      }
    }
    return false;
  }

  // How often something dear that is not in the sale came after the sale, each sale once.
  private static int saleThenDear(List<Click> clicks) {
    int times = 0;
    boolean cameFromSale = false;
    for (Click click : clicks) {
      if (click.isSale()) {
        cameFromSale = true;
      } else if (click.dear() && cameFromSale) {
        times++;
        cameFromSale = false;
      }
    }
    return times;
  }
}
