package dev.mien.engine.outcome;

import dev.mien.engine.bandit.Allocation;
import dev.mien.engine.bandit.BanditRules;
import dev.mien.engine.bandit.Discount;
import dev.mien.engine.bandit.HourlyArm;
import dev.mien.engine.decision.Weighing;
import dev.mien.engine.outcome.OfferShares.Share;
import dev.mien.engine.outcome.OfferShares.State;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Learning.By;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shares by which variants are drawn where that is learned. They are a function of what was
 * counted and of the hour, so that nodes that know the same draw alike and need not agree in any
 * other way. Swapped as a whole: whoever decides reads one variable. For any number of threads.
 *
 * <p>Offers of a slot that have the same variants and learn the same are pooled: what one segment
 * shows is worth something to the others, as far as they are alike.
 */
public final class Allocations implements Weighing {
  private final Rules rules;
  private volatile Now now = new Now(null, Map.of(), List.of(), Instant.EPOCH);

  /**
   * How shares are made of counts.
   *
   * @param window the longest time between an exposure and a success, but for few: an hour is
   *     looked at once it has passed for all of it
   * @param sessionsMin how many sessions each variant must have been shown to before shares move
   */
  public record Rules(Duration window, long sessionsMin) {
    private static final Duration WINDOW_MAX = Duration.ofHours(1);

    /**
     * The rules of a node.
     *
     * @param idle after which a session ends
     * @param crowdMin the least number of sessions that anything may tell of
     */
    public static Rules of(Duration idle, long crowdMin) {
      return new Rules(
          idle.compareTo(WINDOW_MAX) < 0 ? idle : WINDOW_MAX,
          Math.max(BanditRules.ENOUGH, crowdMin));
    }
  }

  /** What holds just now. */
  private record Now(
      @Nullable Model model, Map<Place, double[]> shares, List<OfferShares> offers, Instant at) {}

  /** An offer, by the position of its slot and its place there. */
  private record Place(int slot, int offer) {}

  /** What offers must have in common to be pooled. */
  private record Alike(
      int slot,
      List<String> variants,
      List<Content> contents,
      List<Integer> weights,
      Learning learn) {}

  public Allocations(Rules rules) {
    this.rules = rules;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // an edition has one model
  public double @Nullable [] shares(Model model, int slot, int offer) {
    Now held = now;
    return held.model() == model ? held.shares().get(new Place(slot, offer)) : null;
  }

  /** All offers of the edition that was looked at last which learn. */
  public List<OfferShares> offers() {
    return now.offers();
  }

  /** When it was looked at last. */
  public Instant at() {
    return now.at();
  }

  /** Whether any offer learns. */
  public static boolean isNeeded(Model model) {
    return model.slots().stream()
        .anyMatch(slot -> slot.offers().stream().anyMatch(offer -> offer.learn().isPresent()));
  }

  /** Makes the shares of an edition of what was counted, and puts them in force. */
  public void refresh(
      Vocabulary vocabulary, Map<OutcomeHour, Map<ShownArm, Outcome>> counted, Instant at) {
    Model model = vocabulary.model();
    Map<Arm, List<HourlyArm>> hours = hours(vocabulary, counted);
    Map<Place, double[]> shares = new HashMap<>();
    Map<Place, OfferShares> offers = new LinkedHashMap<>();
    for (Map.Entry<Alike, List<Place>> group : groups(model).entrySet()) {
      Allocation allocation = allocation(group.getKey(), group.getValue(), hours, at);
      for (int i = 0; i < group.getValue().size(); i++) {
        Place place = group.getValue().get(i);
        List<Double> weights = allocation.weights().get(i);
        if (allocation instanceof Allocation.Learnt && group.getKey().learn().by() == By.BANDIT) {
          shares.put(place, cumulative(weights));
        }
        offers.put(place, shown(model, place, allocation, weights, hours, at));
      }
    }
    now = new Now(model, Map.copyOf(shares), List.copyOf(offers.values()), at);
  }

  /** A variant of an offer, by its place there. */
  private record Arm(Place offer, int variant) {}

  /** What was counted of the variants of offers that learn, by hour, over all editions. */
  private static Map<Arm, List<HourlyArm>> hours(
      Vocabulary vocabulary, Map<OutcomeHour, Map<ShownArm, Outcome>> counted) {
    Map<String, Place> experiments = new HashMap<>();
    Model model = vocabulary.model();
    for (int slot = 0; slot < model.slots().size(); slot++) {
      for (int offer = 0; offer < model.slots().get(slot).offers().size(); offer++) {
        experiments.put(vocabulary.experiment(slot, offer), new Place(slot, offer));
      }
    }
    Map<Arm, List<HourlyArm>> hours = new HashMap<>();
    counted.forEach(
        (hour, arms) ->
            arms.forEach(
                (arm, outcome) -> {
                  Place place = experiments.get(arm.experiment());
                  if (place != null
                      && (arm.kind() == Kind.VARIANT || arm.kind() == Kind.EXPLORED)) {
                    add(model, place, arm.variant(), hour.hour(), outcome, hours);
                  }
                }));
    return hours;
  }

  private static void add(
      Model model,
      Place place,
      String variant,
      long hour,
      Outcome outcome,
      Map<Arm, List<HourlyArm>> hours) {
    Offer offer = model.slots().get(place.slot()).offers().get(place.offer());
    if (offer.learn().isEmpty()) {
      return;
    }
    String goal = model.schema().events().get(offer.learn().get().goal()).name().text();
    for (int i = 0; i < offer.variants().size(); i++) {
      if (offer.variants().get(i).name().text().equals(variant)) {
        hours
            .computeIfAbsent(new Arm(place, i), _ -> new ArrayList<>())
            .add(
                new HourlyArm(
                    hour, outcome.sessions(), Math.min(outcome.sessions(), outcome.reached(goal))));
      }
    }
  }

  private static Map<Alike, List<Place>> groups(Model model) {
    Map<Alike, List<Place>> groups = new LinkedHashMap<>();
    for (int i = 0; i < model.slots().size(); i++) {
      Slot slot = model.slots().get(i);
      for (int j = 0; j < slot.offers().size(); j++) {
        Offer offer = slot.offers().get(j);
        if (offer.learn().isPresent() && offer.variants().size() > 1) {
          Alike alike =
              new Alike(
                  i,
                  offer.variants().stream().map(variant -> variant.name().text()).toList(),
                  offer.variants().stream().map(Variant::content).toList(),
                  offer.variants().stream().map(Variant::weight).toList(),
                  offer.learn().get());
          groups.computeIfAbsent(alike, _ -> new ArrayList<>()).add(new Place(i, j));
        }
      }
    }
    return groups;
  }

  private Allocation allocation(
      Alike alike, List<Place> offers, Map<Arm, List<HourlyArm>> hours, Instant at) {
    List<List<List<HourlyArm>>> segments = new ArrayList<>();
    for (Place offer : offers) {
      List<List<HourlyArm>> arms = new ArrayList<>();
      for (int i = 0; i < alike.variants().size(); i++) {
        arms.add(hours.getOrDefault(new Arm(offer, i), List.of()));
      }
      segments.add(arms);
    }
    return Allocation.of(
        segments,
        alike.weights().stream().map(Integer::doubleValue).toList(),
        new BanditRules(
            alike.learn().floorBasisPoints() / 10_000.0,
            Discount.PER_DAY,
            rules.sessionsMin(),
            rules.window()),
        at);
  }

  private static double[] cumulative(List<Double> weights) {
    double[] shares = new double[weights.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += weights.get(i);
      shares[i] = sum;
    }
    // Whatever was rounded: no point lies beyond.
    shares[shares.length - 1] = 1;
    return shares;
  }

  private OfferShares shown(
      Model model,
      Place place,
      Allocation allocation,
      List<Double> weights,
      Map<Arm, List<HourlyArm>> hours,
      Instant at) {
    Slot slot = model.slots().get(place.slot());
    Offer offer = slot.offers().get(place.offer());
    Learning learn = offer.learn().orElseThrow();
    List<Share> shares = new ArrayList<>();
    double whole = offer.variants().stream().mapToInt(Variant::weight).sum();
    long sessions = 0;
    long first = Long.MAX_VALUE;
    for (int i = 0; i < offer.variants().size(); i++) {
      Variant variant = offer.variants().get(i);
      shares.add(new Share(variant.name().text(), variant.weight() / whole, weights.get(i)));
      List<HourlyArm> counted = hours.getOrDefault(new Arm(place, i), List.of());
      for (HourlyArm each : Discount.closed(counted, at, rules.window())) {
        sessions += each.sessions();
        first = each.sessions() > 0 ? Math.min(first, each.hour()) : first;
      }
    }
    return new OfferShares(
        slot.name().text(),
        offer.name().text(),
        model.segments().get(offer.audience()).name().text(),
        learn.by(),
        model.schema().events().get(learn.goal()).name().text(),
        learn.floorBasisPoints() / 10_000.0,
        allocation instanceof Allocation.Learnt ? State.LEARNED : State.TOO_FEW,
        shares,
        sessions,
        sessions == 0
            ? Optional.empty()
            : Optional.of(Instant.EPOCH.plus(first, ChronoUnit.HOURS)));
  }
}
