package dev.mien.engine.workspace;

import dev.mien.engine.edition.Editions;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How the agreement of a second person to a draft is asked for and given. It is of one revision:
 * whoever saves the draft takes it back. Blocks; for any number of threads, and any number of
 * nodes.
 */
public final class Reviews {
  private final Drafts drafts;
  private final Editions editions;
  private final Deeds deeds;

  public Reviews(Drafts drafts, Editions editions, Deeds deeds) {
    this.drafts = drafts;
    this.editions = editions;
    this.deeds = deeds;
  }

  /** What came of an answer. */
  public sealed interface Answer {
    /** It is kept, or the draft is not what was seen. */
    record Given(Saving saving) implements Answer {}

    /** Nothing changed: nobody agrees to their own work. */
    record OwnWork() implements Answer {}

    /** Nothing changed: nobody agrees to what cannot be published. */
    record Refused(List<Diagnostic> diagnostics) implements Answer {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /** Asks for agreement; one that was there is gone, and what was scheduled by it. */
  public Saving ask(DraftName name, long revision, Remark remark) throws IOException {
    return noted(
        Action.REVIEW_ASKED,
        remark,
        drafts.stand(name, revision, at -> at.with(at.review().ask(remark))));
  }

  /** Takes back that somebody was asked, and what they have answered. */
  public Saving withdraw(DraftName name, Remark remark) throws IOException {
    long revision = drafts.find(name).map(draft -> draft.heading().revision()).orElse(0L);
    return noted(
        Action.REVIEW_WITHDRAWN,
        remark,
        drafts.stand(name, revision, at -> at.with(Review.none())));
  }

  /** Says that something has to change first. */
  public Saving object(DraftName name, long revision, Remark remark) throws IOException {
    return noted(
        Action.CHANGES_ASKED,
        remark,
        drafts.stand(name, revision, at -> at.with(at.review().object(remark))));
  }

  /** Agrees to a draft as it is. */
  public Answer approve(DraftName name, long revision, Remark remark) throws IOException {
    Optional<Draft> found = drafts.find(name);
    if (found.isEmpty() || found.get().heading().revision() != revision) {
      return new Answer.Given(
          new Saving.Conflict(found.map(draft -> draft.heading().revision()).orElse(0L)));
    }
    Draft draft = found.get();
    if (draft.heading().isBy(remark.by())) {
      return new Answer.OwnWork();
    }
    Compilation compilation = editions.check(draft.sources());
    if (compilation instanceof Compilation.Rejected(var diagnostics)) {
      return new Answer.Refused(diagnostics);
    }
    String digest = Approvals.digest(draft.sources(), compilation.approvals());
    UnaryOperator<Standing> step = at -> at.approved(remark, digest);
    return new Answer.Given(noted(Action.APPROVED, remark, drafts.stand(name, revision, step)));
  }

  private Saving noted(Action action, Remark remark, Saving saving) {
    if (saving instanceof Saving.Done done) {
      deeds.note(remark.by(), action, done.subject() + remark.tail());
    }
    return saving;
  }
}
