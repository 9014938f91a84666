package dev.mien.engine.workspace;

import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.Editions;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One node on which people work, on places that others may share. */
public final class Desk {
  static final Actor ANA = new Actor("p-ana", "Ana Ñuñez");
  static final Actor BEN = new Actor("p-ben", "Ben");
  static final Actor CHI = new Actor("p-chi", "Chi");

  private static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes: { page: { title: "Fit this page", contextual: true } }
        attributes:
          device: { choice: [mobile, desktop], from: client-hints, purpose: page, benefit: "Fits" }
      segments: { movers: { title: "TITLE", when: device is mobile } }
      slots:
        home.hero:
          purpose: page
          content: { headline: text }
          fallback: { headline: "Wide" }
          offers: [ { for: movers, variants: { small: { headline: "Narrow" } } } ]
      """;

  final Places places;
  final Reviews reviews;
  final Publications publications;
  final Schedules schedules;
  private final Clock clock;
  private final Editions editions;
  private Work whileCompiling = () -> {};

  /** What nodes share. */
  public record Places(Drafts drafts, Credits credits, Audit audit, EditionStore editions) {}

  /** What is done in a test, and may fail at the store. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** A clock that is put forward by hand. */
  static final class Clock implements java.time.InstantSource {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Override
    public synchronized Instant instant() {
      return now;
    }

    synchronized void forward(java.time.Duration time) {
      now = now.plus(time);
    }
  }

  Desk(Places places, ReviewRule rule, Clock clock) throws IOException {
    this.places = places;
    this.clock = clock;
    this.editions = Editions.open(places.editions(), this::compile, clock);
    this.reviews = new Reviews(places.drafts(), editions, this::note);
    this.publications =
        new Publications(
            new Publications.Parts(
                editions, places.drafts(), places.credits(), places.audit(), this::note),
            rule);
    this.schedules = new Schedules(places.drafts(), publications, this::note, clock);
  }

  /** What is done the next time something is compiled, which takes time elsewhere too. */
  void whileCompiling(Work work) {
    whileCompiling = work;
  }

  private Compilation compile(List<SourceText> sources) {
    Work work = whileCompiling;
    whileCompiling = () -> {};
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Workspaces.compile(sources);
  }

  private void note(Actor by, Action action, String subject) {
    try {
      var _ = places.audit().append(new Deed(new Change(clock.instant(), by), action, subject));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** Files of a workspace with one segment of that title; {@code Between jobs} is sensitive. */
  static List<SourceText> files(String title) {
    return List.of(new SourceText("shop.yaml", WORKSPACE.replace("TITLE", title)));
  }

  Remark by(Actor actor, String text) {
    return new Remark(new Change(clock.instant(), actor), text);
  }

  long inForce() {
    return editions.inForce().number();
  }

  /** The title that is in force. */
  String title() {
    return editions.inForce().model().segments().getFirst().title();
  }

  /** Saves a draft over whatever it is now; its revision. */
  long save(Actor actor, DraftName name, String title) throws IOException {
    long seen = places.drafts().find(name).map(draft -> draft.heading().revision()).orElse(0L);
    OptionalLong base = seen == 0 ? OptionalLong.of(inForce()) : OptionalLong.empty();
    Draft.Text text = new Draft.Text(files(title), base);
    return switch (places.drafts().save(name, seen, text, new Change(clock.instant(), actor))) {
      case Saving.Done(var heading, _) -> heading.revision();
      case Saving.Conflict _, Saving.Full _ -> throw new IllegalStateException("not saved");
    };
  }

  Outcome publish(Actor actor, DraftName name, long revision) throws IOException {
    return publications.publish(name, revision, by(actor, ""));
  }

  Outcome publishFiles(Actor actor, String title) throws IOException {
    return publications.publish(files(title), OptionalLong.empty(), by(actor, ""));
  }

  /** All deeds, as who, what and to what. */
  List<String> deeds() throws IOException {
    List<String> deeds = new ArrayList<>();
    for (Entry entry : places.audit().after(0, Audit.PAGE)) {
      Deed deed = entry.deed();
      deeds.add(deed.change().by().id() + " " + deed.action().code() + " " + deed.subject());
    }
    return deeds;
  }

  long count(Action action) throws IOException {
    return places.audit().after(0, Audit.PAGE).stream()
        .filter(entry -> entry.deed().action() == action)
        .count();
  }
}
