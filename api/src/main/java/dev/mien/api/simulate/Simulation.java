package dev.mien.api.simulate;

import dev.mien.api.input.Kind;
import dev.mien.api.input.Numbers;
import dev.mien.api.simulate.Live.Shown;
import dev.mien.api.simulate.Population.Happening;
import dev.mien.api.simulate.Population.Reach;
import dev.mien.api.simulate.Population.Say;
import dev.mien.api.simulate.Population.SessionKind;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.outcome.OfferShares;
import dev.mien.engine.outcome.Outcome;
import dev.mien.engine.outcome.OutcomeHour;
import dev.mien.engine.outcome.ShownArm;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One run: the sessions of a population come one after the other, see page after page, and reach
 * their goals as it is written, while the engine counts them and learns as a node does. On one
 * thread, in the order of time.
 */
final class Simulation {
  private static final Site SITE = new Site("simulation");

  /**
   * A node looks every minute, but what it finds changes only where an hour ends, and where the
   * window of one closes.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(30);

  private static final String NO_SLOT = "";
  private static final String FALLBACK = Variant.FALLBACK.text();

  private final Stage stage;
  private final Population population;
  private final RandomGenerator random;
  private final Simulations.Watch watch;
  private final Model model;
  private final Map<Integer, Map<Integer, Trial>> trials = new LinkedHashMap<>();
  private final long[] belong;
  private final long[] found;
  private final long[] both;
  private long requests;
  private long contextual;

  /**
   * @param random what sessions are and do
   */
  Simulation(Stage stage, Population population, RandomGenerator random, Simulations.Watch watch) {
    this.stage = stage;
    this.population = population;
    this.random = random;
    this.watch = watch;
    this.model = stage.edition().model();
    int segments = model.segments().size();
    this.belong = new long[segments];
    this.found = new long[segments];
    this.both = new long[segments];
    for (int slot = 0; slot < model.slots().size(); slot++) {
      if (population.slots().contains(model.slots().get(slot).name().text())) {
        prepare(slot);
      }
    }
  }

  /** The goals that sessions can reach, as they come first in the file. */
  private List<String> goals() {
    return population.kinds().stream()
        .flatMap(kind -> kind.reaches().stream())
        .map(Reach::goal)
        .distinct()
        .toList();
  }

  // A slot's offer has something to compare if it has variants, or sessions that are held out.
  private void prepare(int slot) {
    Slot said = model.slots().get(slot);
    List<String> goals = goals();
    for (int place = 0; place < said.offers().size(); place++) {
      Offer offer = said.offers().get(place);
      Optional<Learning> learning = offer.learn();
      Optional<String> goal =
          learning
              .map(each -> model.schema().events().get(each.goal()).name().text())
              .or(() -> goals.stream().findFirst());
      if (goal.isPresent()) {
        trials
            .computeIfAbsent(slot, _ -> new LinkedHashMap<>())
            .put(
                place,
                new Trial(
                    slot, place, offer, new Trial.Aim(goal.get(), learning), population.days()));
      }
    }
  }

  Simulated run(long seed) {
    long sessions = (long) population.days() * population.sessionsPerDay();
    PriorityQueue<Live> live = new PriorityQueue<>(Comparator.comparing(session -> session.next));
    Duration apart = Duration.ofDays(1).dividedBy(population.sessionsPerDay());
    long looked = Long.MIN_VALUE;
    long begun = 0;
    int today = 0;
    while (begun < sessions || !live.isEmpty()) {
      Instant begins = population.start().plus(apart.multipliedBy(begun));
      if (begun < sessions && (live.isEmpty() || !live.peek().next.isBefore(begins))) {
        live.add(born(begins));
        begun++;
        continue;
      }
      Live session = live.remove();
      stage.turnTo(session.next);
      long look = Math.floorDiv(session.next.getEpochSecond(), BETWEEN_LOOKS.toSeconds());
      if (look > looked) {
        looked = look;
        today = dayOf(session.next);
        learn(today);
        if (!watch.goesOn(new Simulations.Progress(today + 1, population.days(), begun))) {
          break;
        }
      }
      page(session);
      if (session.pagesLeft > 0) {
        session.next = session.next.plus(session.kind.pause());
        live.add(session);
      } else {
        end(session);
      }
    }
    stage.learn();
    return result(seed, today + 1, begun);
  }

  private int dayOf(Instant instant) {
    long day = Duration.between(population.start(), instant).toDays();
    return Math.clamp(day, 0, population.days() - 1);
  }

  private Live born(Instant begins) {
    double point = random.nextDouble();
    List<SessionKind> kinds = population.kinds();
    SessionKind kind = kinds.getLast();
    for (SessionKind each : kinds) {
      point -= each.share();
      if (point < 0) {
        kind = each;
        break;
      }
    }
    double pages = kind.pages().draw(random).map(Numbers::parse).orElse(1.0);
    Live session = new Live(kind, begins, (int) Math.clamp(pages, 1, PopulationReader.PAGES_MAX));
    for (Say say : kind.signals()) {
      session.signals.put(
          say,
          say.kind() instanceof Kind.Labels
              ? say.values().drawEach(random)
              : say.values().draw(random).stream().toList());
    }
    return session;
  }

  private Stream<Trial> all() {
    return trials.values().stream().flatMap(bySlot -> bySlot.values().stream());
  }

  private void learn(int today) {
    stage.learn();
    for (OfferShares offer : stage.learned()) {
      all()
          .filter(trial -> slot(trial).equals(offer.slot()) && trial.isOf(offer.offer()))
          .forEach(
              trial ->
                  trial.weigh(offer.shares().stream().map(OfferShares.Share::learned).toList()));
    }
    all().forEach(trial -> trial.onDay(today));
  }

  private String slot(Trial trial) {
    return model.slots().get(trial.slot).name().text();
  }

  private void page(Live session) {
    SignalReader reader = new SignalReader(stage.edition().vocabulary());
    session.signals.forEach((say, values) -> Saying.signal(reader, say, values));
    int place = 0;
    for (Happening happening : session.kind.events()) {
      if (random.nextDouble() < happening.chance()) {
        String pointer = "/events/" + place++;
        reader.event(happening.event(), pointer);
        for (Say field : happening.fields()) {
          field
              .values()
              .draw(random)
              .ifPresent(value -> Saying.field(reader, field, value, pointer));
        }
      }
    }
    session.pagesLeft--;
    Answer answer = ask(session, reader, population.slots());
    if (answer instanceof Answer.Decided decided) {
      session.ever.or(stage.admitted());
      if (session.capsule != null) {
        session.isKept = true;
        show(session, decided.decisions());
      }
    }
  }

  private Answer ask(Live session, SignalReader reader, List<String> slots) {
    Optional<String> capsule = Optional.ofNullable(session.capsule);
    ConsentStatement consent =
        capsule.isPresent() || session.kind.consent().isEmpty()
            ? new ConsentStatement.Unsaid()
            : new ConsentStatement.Stated(session.kind.consent(), Optional.empty());
    requests++;
    Answer answer =
        stage
            .engine()
            .decide(
                new DecideRequest(
                    stage.edition(),
                    SITE,
                    slots,
                    reader.finish(),
                    consent,
                    capsule,
                    DecideRequest.Detail.PLAIN))
            .toCompletableFuture()
            .join();
    session.capsule =
        answer instanceof Answer.Decided decided
            ? decided.capsule().map(Answer.Issued::text).orElse(null)
            : null;
    return answer;
  }

  private void show(Live session, List<SlotDecision> decisions) {
    for (SlotDecision decision : decisions) {
      session.last.put(
          decision.slot(),
          decision.variant().map(variant -> variant.name().text()).orElse(FALLBACK));
      Optional<Shown> shown = shown(decision);
      session.lastShown.remove(decision.position());
      if (shown.isPresent()) {
        Shown next = shown.get();
        Optional<Shown> before =
            session.shown.stream()
                .filter(each -> each.isOf(next.trial(), next.variant()))
                .findFirst();
        if (before.isEmpty()) {
          session.shown.add(next);
        }
        session.lastShown.put(decision.position(), before.orElse(next));
      }
    }
  }

  private Optional<Shown> shown(SlotDecision decision) {
    Map<Integer, Trial> bySlot = trials.getOrDefault(decision.position(), Map.of());
    int variant = Trial.HELD_OUT;
    if (decision.reason() != Reason.MATCHED && decision.reason() != Reason.HELD_OUT) {
      return Optional.empty();
    }
    for (Trial trial : bySlot.values()) {
      // Offers stand in the order they are asked, so the first that fits is the one that was shown,
      // or would have been.
      if (stage.admitted().get(trial.said.audience())
          && trial.said.schedule().isOn(stage.instant())) {
        if (decision.reason() == Reason.MATCHED) {
          variant = trial.variants.indexOf(decision.variant().orElseThrow().name().text());
        }
        return Optional.of(new Shown(trial, variant, dayOf(stage.instant())));
      }
    }
    return Optional.empty();
  }

  /** What a session came to. */
  private void end(Live session) {
    contextual += session.isKept ? 0 : 1;
    for (int segment = 0; segment < belong.length; segment++) {
      boolean belongs = session.kind.belongs().contains(segment);
      boolean isFound = session.ever.get(segment);
      belong[segment] += belongs ? 1 : 0;
      found[segment] += isFound ? 1 : 0;
      both[segment] += belongs && isFound ? 1 : 0;
    }
    for (Reach reach : session.kind.reaches()) {
      truth(session, reach);
      if (random.nextDouble() < chance(session, reach, NO_SLOT)) {
        SignalReader reader = new SignalReader(stage.edition().vocabulary());
        reader.event(reach.goal(), "/events/0");
        ask(session, reader, List.of());
      }
    }
  }

  private void truth(Live session, Reach reach) {
    for (Shown each : session.shown) {
      Trial trial = each.trial();
      if (!trial.aim.goal().equals(reach.goal())) {
        continue;
      }
      String slot = slot(trial);
      // A goal is credited to what a slot showed last, so what it showed before has none of it.
      boolean isLast = each.equals(session.lastShown.get(trial.slot));
      double others = isLast ? chance(session, reach, slot) : 0;
      double[] with = new double[trial.variants.size()];
      for (int v = 0; v < with.length; v++) {
        with[v] = Math.min(1, others * reach.factor(slot, trial.variants.get(v)));
      }
      trial.truth(each.day(), each.variant(), with, Math.min(1, others));
    }
  }

  /** How probably a session reaches a goal, if one slot showed its fallback. */
  private static double chance(Live session, Reach reach, String without) {
    double chance = reach.chance();
    for (Map.Entry<String, String> each : session.last.entrySet()) {
      if (!each.getKey().equals(without)) {
        chance *= reach.factor(each.getKey(), each.getValue());
      }
    }
    return chance;
  }

  private Simulated result(long seed, int days, long sessions) {
    List<Simulated.Found> membership = new ArrayList<>();
    for (int segment = 0; segment < belong.length; segment++) {
      membership.add(
          new Simulated.Found(
              model.segments().get(segment).name().text(),
              belong[segment],
              found[segment],
              both[segment]));
    }
    Map<OutcomeHour, Map<ShownArm, Outcome>> counted = stage.counted();
    List<Simulated.Experiment> experiments = new ArrayList<>();
    for (Trial trial : all().toList()) {
      Slot slot = model.slots().get(trial.slot);
      boolean compares =
          trial.variants.size() > 1 || slot.holdoutBasisPoints() + model.holdoutBasisPoints() > 0;
      if (compares && trial.isSeen()) {
        experiments.add(
            trial.result(
                new Simulated.Place(
                    slot.name().text(), model.segments().get(trial.said.audience()).name().text()),
                new Trialled(
                    counted, stage.edition().vocabulary().experiment(trial.slot, trial.offer))));
      }
    }
    return new Simulated(seed, days, sessions, requests, contextual, membership, experiments);
  }
}
