package dev.mien.api;

import dev.mien.api.workspace.DraftShadow;
import dev.mien.api.workspace.DraftShadow.Uncounted;
import dev.mien.engine.ShadowReach;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.ReleaseStore;
import dev.mien.engine.release.Subject;
import dev.mien.engine.shadow.Shadow;
import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.shadow.ShadowSegment.Standing;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what drafts would cover is counted: every two seconds a node looks which drafts
 * were saved last, and counts for them. All nodes find the same, for all ask the same store.
 */
final class Shadowing implements DraftShadow.Source, AutoCloseable {
  /** The most drafts that are counted for at a time. */
  static final int DRAFTS_MAX = 3;

  /** What nobody has saved for so long is not worked on any more. */
  private static final Duration FRESH = Duration.ofDays(7);

  /** Until all nodes have seen a draft that was saved. */
  private static final Duration SEEN = Duration.ofSeconds(10);

  /** All numbers of the segments that are counted: each for itself, and with eight in force. */
  private static final int NUMBERS_MAX = Shadow.SEGMENTS_MAX * 9;

  private static final Logger LOG = LoggerFactory.getLogger(Shadowing.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

  private final Places places;
  private final ShadowReach reach;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("shadow").daemon().factory());

  /** Read and written by rounds only, by draft. */
  private final Map<DraftName, Looked> looked = new HashMap<>();

  private List<Revision> shadowed = List.of();
  private long plannedHour;
  private Set<Subject> planned = Set.of();
  private boolean failed;

  private volatile Shadow shadow = Shadow.none();
  private volatile Map<DraftName, DraftShadow> standings = Map.of();

  /** Where drafts come from, what checks them, and where it is written what is to be released. */
  record Places(
      Drafts drafts,
      Function<List<SourceText>, Compilation> compiler,
      Supplier<Edition> inForce,
      ReleaseStore releases) {}

  /** A draft as it was looked at. */
  private record Looked(long revision, Compilation compilation) {}

  /** What a shadow is made of. */
  private record Revision(long edition, DraftName draft, long revision) {}

  /** A draft that is counted for. */
  private record Chosen(Draft.Heading heading, Shadow.Compiled compiled) {}

  Shadowing(Places places, ShadowReach reach, InstantSource clock) {
    this.places = places;
    this.reach = reach;
    this.clock = clock;
  }

  static Shadowing start(Places places, ShadowReach reach, InstantSource clock) {
    Shadowing shadowing = new Shadowing(places, reach, clock);
    var _ =
        shadowing.timer.scheduleWithFixedDelay(
            shadowing::roundOn, 0, BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
    return shadowing;
  }

  @Override
  public DraftShadow of(DraftName draft) {
    return standings.getOrDefault(draft, Uncounted.NOT_YET);
  }

  private void roundOn() {
    try {
      round();
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("which drafts there are is not known for now: {}", e.getMessage());
      }
      failed = true;
    } catch (RuntimeException e) {
      // Out of here it would end the timer for good.
      LOG.error("a round of counting for drafts broke off", e);
    }
  }

  /**
   * Looks which drafts there are, and counts for the newest. Blocks.
   *
   * @throws IOException if the store does not answer; then what was counted is counted on
   */
  synchronized void round() throws IOException {
    Edition edition = places.inForce().get();
    Map<DraftName, DraftShadow> found = new HashMap<>();
    List<Chosen> chosen = chosen(edition, places.drafts().list(), found);
    List<Revision> revisions =
        chosen.stream()
            .map(Chosen::heading)
            .map(heading -> new Revision(edition.number(), heading.name(), heading.revision()))
            .toList();
    if (!revisions.equals(shadowed)) {
      shadow = Shadow.of(edition, chosen.stream().map(Chosen::compiled).toList());
      reach.shadow(shadow);
      shadowed = revisions;
    }
    for (Chosen each : chosen) {
      Draft.Heading heading = each.heading();
      found.put(
          heading.name(),
          new DraftShadow.Counted(
              heading.revision(), shadow.segments(heading.name().text()).orElse(List.of())));
    }
    standings = Map.copyOf(found);
    plan(chosen);
  }

  private List<Chosen> chosen(
      Edition edition, List<Draft.Heading> headings, Map<DraftName, DraftShadow> found)
      throws IOException {
    looked
        .keySet()
        .retainAll(headings.stream().map(Draft.Heading::name).collect(Collectors.toSet()));
    Instant oldest = clock.instant().minus(FRESH);
    List<Draft.Heading> newest = new ArrayList<>(headings);
    newest.sort(Comparator.comparingLong(Draft.Heading::revision).reversed());
    List<Chosen> chosen = new ArrayList<>();
    for (Draft.Heading heading : newest) {
      if (heading.change().at().isBefore(oldest)) {
        found.put(heading.name(), Uncounted.TOO_OLD);
      } else if (chosen.size() == DRAFTS_MAX) {
        found.put(heading.name(), Uncounted.NOT_AMONG_NEWEST);
      } else {
        switch (look(heading)) {
          case Compilation.Rejected _ -> found.put(heading.name(), Uncounted.UNSOUND);
          case Compilation.Accepted accepted when !isAgreedTo(accepted, edition) ->
              found.put(heading.name(), Uncounted.NEEDS_APPROVAL);
          case Compilation.Accepted(var program, _) ->
              chosen.add(new Chosen(heading, new Shadow.Compiled(heading.name().text(), program)));
        }
      }
    }
    return chosen;
  }

  private Compilation look(Draft.Heading heading) throws IOException {
    Looked known = looked.get(heading.name());
    if (known == null || known.revision() != heading.revision()) {
      Draft draft = places.drafts().find(heading.name()).orElse(new Draft(heading, List.of()));
      // What was saved meanwhile is another revision, and is looked at in the next round.
      known = new Looked(draft.heading().revision(), places.compiler().apply(draft.sources()));
      looked.put(heading.name(), known);
    }
    return known.compilation();
  }

  /** Nobody counts what a second person has to agree to first, and has not. */
  private static boolean isAgreedTo(Compilation.Accepted draft, Edition inForce) {
    List<String> agreed =
        inForce.warnings().stream()
            .map(Diagnostic::message)
            .collect(Collectors.toCollection(ArrayList::new));
    // The same words of another definition are to be agreed to as well.
    return draft.approvals().stream().map(Diagnostic::message).allMatch(agreed::remove);
  }

  // An hour is released only if it was counted from its beginning: a draft counts from the first
  // hour on that begins after it was saved.
  private void plan(List<Chosen> chosen) throws IOException {
    long hour = clock.millis() / CountKey.HOUR_MILLIS;
    Instant begun = Instant.ofEpochMilli(hour * CountKey.HOUR_MILLIS);
    Set<Subject> numbers = new HashSet<>();
    for (Chosen each : chosen) {
      if (!each.heading().change().at().plus(SEEN).isAfter(begun)) {
        shadow
            .segments(each.heading().name().text())
            .orElse(List.of())
            .forEach(segment -> add(segment, numbers));
      }
    }
    if (!numbers.isEmpty() && (hour != plannedHour || !planned.equals(numbers))) {
      places.releases().plan(hour, numbers, NUMBERS_MAX);
      plannedHour = hour;
      planned = numbers;
    }
  }

  private static void add(ShadowSegment segment, Set<Subject> numbers) {
    if (segment.standing() instanceof Standing.Counted) {
      String name = segment.knownBy();
      numbers.add(new Subject.Shadow(name));
      segment.relatives().forEach(other -> numbers.add(new Subject.Either(name, other.knownBy())));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
