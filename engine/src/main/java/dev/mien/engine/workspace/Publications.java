package dev.mien.engine.workspace;

import dev.mien.engine.edition.Attempt;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Terms;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way by which a workspace comes into force: from files, from a draft, or from an edition
 * that was in force before. What a second person has to agree to is asked for here, whichever way
 * it comes; only what has been in force, and so was agreed to, comes back without.
 *
 * <p>Blocks; for any number of threads, and any number of nodes.
 */
public final class Publications {
  private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

  private final Parts parts;
  private final ReviewRule rule;
  private final Approvals approvals;

  /** What publishing takes. */
  public record Parts(
      Editions editions, Drafts drafts, Credits credits, Audit audit, Deeds deeds) {}

  public Publications(Parts parts, ReviewRule rule) {
    this.parts = parts;
    this.rule = rule;
    this.approvals = new Approvals(parts.audit());
  }

  /** When a second person has to agree. */
  public ReviewRule rule() {
    return rule;
  }

  /**
   * Publishes files. Whoever has to agree has agreed to the digest of these, and neither sends them
   * nor has saved a draft that reads so.
   *
   * @param seen the edition that whoever sends them knows to be in force
   * @throws IOException if nothing is published, or if that is not certain
   */
  public Outcome publish(List<SourceText> sources, OptionalLong seen, Remark remark)
      throws IOException {
    List<Actor> authors = new ArrayList<>(parts.drafts().authors(sources));
    if (authors.stream().noneMatch(remark.by()::isSame)) {
      authors.add(remark.by());
    }
    Agreement agreement = new Agreement(rule, digest -> approvals.of(digest, authors));
    Attempt attempt = parts.editions().publish(sources, new Terms(seen, agreement));
    Outcome outcome = outcome(attempt, seen.orElse(0));
    if (outcome instanceof Outcome.Published(var edition) && agreement.wasAsked()) {
      String subject = "edition " + edition.number();
      parts.deeds().note(remark.by(), Action.PUBLISHED, subject + remark.tail());
      keep(
          new Credit(
              edition.number(), remark, authors, agreement.approval(), Credit.Origin.files()));
    }
    return outcome;
  }

  /**
   * Publishes a draft as it is, now.
   *
   * @throws IOException if nothing is published, or if that is not certain
   */
  public Outcome publish(DraftName name, long revision, Remark remark) throws IOException {
    Optional<Draft> found = parts.drafts().find(name);
    return isSeen(found, revision)
        ? publish(found.orElseThrow(), remark)
        : new Outcome.Changed(revision(found));
  }

  /** Publishes a draft that was found, if it still is what it was. */
  Outcome publish(Draft draft, Remark remark) throws IOException {
    Draft.Heading heading = draft.heading();
    Agreement agreement = new Agreement(rule, digest -> approval(heading, digest));
    Terms terms = new Terms(OptionalLong.of(heading.base()), agreement);
    Outcome outcome = outcome(parts.editions().publish(draft.sources(), terms), heading.base());
    if (outcome instanceof Outcome.Published(var edition)) {
      finish(edition, heading, remark, agreement);
    }
    return outcome;
  }

  // Asked anew, for it may have been taken back while the edition was being built.
  private Optional<Remark> approval(Draft.Heading published, String digest) throws IOException {
    Optional<Draft> now = parts.drafts().find(published.name());
    if (!isSeen(now, published.revision())) {
      return Optional.empty();
    }
    Draft.Heading heading = now.orElseThrow().heading();
    return heading
        .standing()
        .review()
        .approver(digest)
        .filter(approver -> !heading.isBy(approver))
        .flatMap(_ -> heading.standing().review().answered());
  }

  // What comes after a publication cannot take it back. A draft that stays because the database is
  // away is published again, by hand or when it is due, which changes nothing and removes it.
  private void finish(Edition edition, Draft.Heading heading, Remark remark, Agreement agreement) {
    boolean isNew =
        keep(
            new Credit(
                edition.number(),
                remark,
                heading.authors(),
                agreement.approval(),
                Credit.Origin.draft(heading.name())));
    if (isNew || agreement.wasAsked()) {
      parts
          .deeds()
          .note(
              remark.by(),
              Action.PUBLISHED,
              "edition " + edition.number() + " of " + heading.subject() + remark.tail());
    }
    try {
      Saving _ = parts.drafts().finish(heading.name(), heading.revision(), edition.number());
    } catch (IOException e) {
      LOG.warn(
          "edition {} is in force, and its draft is not removed yet: {}",
          edition.number(),
          e.getMessage());
    }
  }

  /**
   * Says that a draft is to be published at a time. Whatever stands in the way now is said now, and
   * looked for again when it is due.
   *
   * @throws IOException if it is not scheduled, or if that is not certain
   */
  public Outcome schedule(DraftName name, long revision, Standing.Schedule schedule)
      throws IOException {
    Optional<Draft> found = parts.drafts().find(name);
    if (!isSeen(found, revision)) {
      return new Outcome.Changed(revision(found));
    }
    Draft draft = found.orElseThrow();
    long inForce = parts.editions().inForce().number();
    if (draft.heading().base() != inForce) {
      return new Outcome.Superseded(draft.heading().base(), inForce);
    }
    Compilation compilation = parts.editions().check(draft.sources());
    if (compilation instanceof Compilation.Rejected(var diagnostics)) {
      return new Outcome.Refused(diagnostics);
    }
    String digest = Approvals.digest(draft.sources(), compilation.approvals());
    if (rule.asks(compilation.approvals()) && approval(draft.heading(), digest).isEmpty()) {
      return new Outcome.Unapproved(digest, compilation.diagnostics());
    }
    Saving saving = parts.drafts().stand(name, revision, at -> at.scheduled(schedule));
    return switch (saving) {
      case Saving.Done(var heading, _) -> {
        parts
            .deeds()
            .note(
                schedule.remark().by(),
                Action.SCHEDULED,
                heading.subject() + " at " + schedule.at() + schedule.remark().tail());
        yield new Outcome.Scheduled(heading);
      }
      case Saving.Conflict(long now) -> new Outcome.Changed(now);
      case Saving.Full _ -> throw new IllegalStateException("nothing was added");
    };
  }

  /**
   * Takes back that a draft is to be published.
   *
   * @throws IOException if it is not taken back, or if that is not certain
   */
  public Saving unschedule(DraftName name, Remark remark) throws IOException {
    long revision = revision(parts.drafts().find(name));
    Saving saving = parts.drafts().stand(name, revision, Standing::unscheduled);
    if (saving instanceof Saving.Done done && done.before().schedule().isPresent()) {
      parts.deeds().note(remark.by(), Action.UNSCHEDULED, done.heading().subject());
    }
    return saving;
  }

  /**
   * Publishes the workspace of an earlier edition as a new one. It needs nobody else: it was in
   * force.
   *
   * @throws IOException if nothing is published, or if that is not certain
   */
  public Outcome rollBack(long number, Remark remark) throws IOException {
    Optional<StoredEdition> stored = parts.editions().find(number);
    if (stored.isEmpty()) {
      return new Outcome.NoSuchEdition();
    }
    Agreement agreement = new Agreement(ReviewRule.SENSITIVE, _ -> Optional.of(remark));
    Terms terms = new Terms(OptionalLong.empty(), agreement);
    Outcome outcome = outcome(parts.editions().publish(stored.get().sources(), terms), 0);
    if (outcome instanceof Outcome.Published(var edition) && agreement.wasAsked()) {
      parts
          .deeds()
          .note(remark.by(), Action.ROLLED_BACK, "edition " + edition.number() + remark.tail());
      Optional<Credit> first = credit(number);
      keep(
          new Credit(
              edition.number(),
              remark,
              first.map(Credit::authors).orElse(List.of()),
              first.flatMap(Credit::approval),
              Credit.Origin.rollback(number)));
    }
    return outcome;
  }

  private Optional<Credit> credit(long number) {
    try {
      return parts.credits().of(number);
    } catch (IOException e) {
      LOG.warn("whose work edition {} is cannot be told: {}", number, e.getMessage());
      return Optional.empty();
    }
  }

  private boolean keep(Credit credit) {
    try {
      return parts.credits().keep(credit);
    } catch (IOException e) {
      LOG.warn("whose work edition {} is, is not kept: {}", credit.edition(), e.getMessage());
      return false;
    }
  }

  private static Outcome outcome(Attempt attempt, long base) {
    return switch (attempt) {
      case Attempt.Superseded(long inForce) -> new Outcome.Superseded(base, inForce);
      case Attempt.Withheld(var built) ->
          new Outcome.Unapproved(Agreement.digest(built), built.warnings());
      case Attempt.Ended(Publication.Published(var edition)) -> new Outcome.Published(edition);
      case Attempt.Ended(Publication.Refused(var diagnostics)) -> new Outcome.Refused(diagnostics);
    };
  }

  private static boolean isSeen(Optional<Draft> found, long revision) {
    return found.isPresent() && found.get().heading().revision() == revision;
  }

  private static long revision(Optional<Draft> found) {
    return found.map(draft -> draft.heading().revision()).orElse(0L);
  }
}
