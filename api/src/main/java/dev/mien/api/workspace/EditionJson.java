package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.workspace.Credit;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Remark;
import java.io.IOException;
import java.util.Optional;

/** How editions are written, without their files. */
final class EditionJson {
  private EditionJson() {}

  static Summary summary(Edition edition) {
    return new Summary(
        edition.number(),
        edition.publishedAt(),
        edition.model().name(),
        edition.model().segments().size(),
        edition.model().slots().size());
  }

  static void writeMembers(Summary summary, JsonGenerator out) throws IOException {
    out.writeNumberField("edition", summary.number());
    out.writeStringField("publishedAt", summary.publishedAt().toString());
    out.writeStringField("workspace", summary.workspace());
    out.writeNumberField("segments", summary.segments());
    out.writeNumberField("slots", summary.slots());
  }

  /** Writes whose work an edition is, where that is known. */
  static void writeMembers(Optional<Credit> credit, JsonGenerator out) throws IOException {
    if (credit.isEmpty()) {
      return;
    }
    Credit known = credit.get();
    PersonJson.write("by", known.published().by(), out);
    out.writeStringField("say", known.published().text());
    PersonJson.write("authors", known.authors(), out);
    Optional<Remark> approval = known.approval();
    if (approval.isPresent()) {
      PersonJson.write("approvedBy", approval.get().by(), out);
      out.writeStringField("approvedAt", approval.get().change().at().toString());
      out.writeStringField("approvedSay", approval.get().text());
    }
    Optional<DraftName> draft = known.origin().draft();
    if (draft.isPresent()) {
      out.writeStringField("draft", draft.get().text());
    }
    if (known.origin().rolledBackTo().isPresent()) {
      out.writeNumberField("rolledBackTo", known.origin().rolledBackTo().getAsLong());
    }
  }
}
