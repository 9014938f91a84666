package dev.mien.api.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments and slots of the example "online-shoppers", worked out row by row with plain
 * arithmetic.
 *
 * <p>A purchase ends the purpose "persuasion" in the very request that reports it, so for buyers
 * nothing that needs special_day, bounce_rate or exit_rate can be true; where another part already
 * decides, it still may be true or false.
 */
final class ShoppersByHand {
  private ShoppersByHand() {}

  private record Row(List<String> header, List<String> cells) {
    String text(String column) {
      return cells.get(header.indexOf(column));
    }

    double number(String column) {
      return Double.parseDouble(text(column));
    }
  }

  static ByHand count(Path file) throws IOException {
    ByHand counts = new ByHand();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      List<String> header = Arrays.asList(in.readLine().split(",", -1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Row row = new Row(header, Arrays.asList(line.split(",", -1)));
        counts.row(segments(row));
        String otherwise = row.text("Revenue").equals("TRUE") ? "no-consent" : "fallback";
        counts.decide(
            "home.hero",
            otherwise,
            "big-spenders",
            "presents",
            "returning-at-the-season",
            "weekend-newcomers");
        counts.decide("page.help", otherwise, "undecided", "help-seekers", "high-bounce");
        counts.decide("page.nudge", otherwise, "near-the-day");
        counts.decide(
            "home.shelf",
            otherwise,
            "readers",
            "window-shoppers",
            "campaign-traffic",
            "account-only");
        counts.sessionEnds();
      }
    }
    return counts;
  }

  private static Map<String, Boolean> segments(Row row) {
    boolean bought = row.text("Revenue").equals("TRUE");
    boolean persuadable = !bought;
    int account = (int) row.number("Administrative");
    int information = (int) row.number("Informational");
    int products = (int) row.number("ProductRelated");
    double value = row.number("PageValues");
    double day = row.number("SpecialDay");
    double bounce = row.number("BounceRates");
    double exit = row.number("ExitRates");
    String visitor = row.text("VisitorType");
    String month = row.text("Month");
    int traffic = (int) row.number("TrafficType");
    int region = (int) row.number("Region");
    boolean anyPage = account + information + products > 0;

    boolean highBounce = persuadable && bounce > 0.1 && products <= 3;
    // Of a buyer the bounce rate is not known, so "not high-bounce" needs more than three products;
    // but whoever bought is out by "not buyers" anyway.
    boolean undecided = value > 0 && !bought && !highBounce;

    Map<String, Boolean> segments = new HashMap<>();
    segments.put("buyers", bought);
    segments.put("big-spenders", bought && value >= 20);
    segments.put("window-shoppers", products >= 40 && value == 0);
    segments.put(
        "returning-at-the-season",
        visitor.equals("Returning_Visitor")
            && (month.equals("Nov") || month.equals("Dec") || (persuadable && day >= 0.6)));
    segments.put(
        "presents",
        persuadable
            && day > 0
            && (month.equals("Feb") || month.equals("May"))
            && !visitor.equals("Other"));
    segments.put("high-bounce", highBounce);
    segments.put("undecided", undecided);
    segments.put(
        "weekend-newcomers", row.text("Weekend").equals("TRUE") && visitor.equals("New_Visitor"));
    segments.put(
        "help-seekers",
        (account + information >= 5 && anyPage)
            || (information > 0 && products > 0 && persuadable && exit < 0.05));
    segments.put(
        "readers",
        persuadable
            && minutes(row.text("ProductRelated_Duration")) >= 30
            && bounce >= 0.02
            && bounce <= 0.1);
    segments.put(
        "campaign-traffic",
        traffic != 1
            && traffic != 2
            && (region == 1 || region == 3 || region == 4)
            && information > 0
            && products > 0);
    segments.put("account-only", account > 0 && products == 0 && information == 0);
    segments.put("near-the-day", persuadable && day >= 0.6);
    return segments;
  }

  // The measure counts in steps of a minute, half a minute up.
  private static int minutes(String seconds) {
    return new BigDecimal(seconds)
        .divide(BigDecimal.valueOf(60), 0, RoundingMode.HALF_UP)
        .intValueExact();
  }
}
