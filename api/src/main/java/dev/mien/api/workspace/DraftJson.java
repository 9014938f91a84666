package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.Remark;
import dev.mien.engine.workspace.Review;
import dev.mien.engine.workspace.Standing;
import java.io.IOException;
import java.util.Optional;

/** How drafts are written, without their files. */
final class DraftJson {
  private DraftJson() {}

  /** Writes the members of one. */
  static void writeMembers(Draft.Heading heading, JsonGenerator out) throws IOException {
    out.writeStringField("draft", heading.name().text());
    out.writeNumberField("revision", heading.revision());
    out.writeStringField("changedAt", heading.change().at().toString());
    out.writeStringField("changedBy", heading.change().by().id());
    out.writeStringField("changedByName", heading.change().by().name());
    out.writeNumberField("base", heading.base());
    PersonJson.write("authors", heading.authors(), out);
    write(heading, heading.standing().review(), out);
    Optional<Standing.Schedule> schedule = heading.standing().schedule();
    if (schedule.isPresent()) {
      out.writeObjectFieldStart("schedule");
      out.writeStringField("due", schedule.get().at().toString());
      PersonJson.writeMembers(schedule.get().remark(), out);
      out.writeEndObject();
    }
    Optional<Standing.Failure> failure = heading.standing().failure();
    if (failure.isPresent()) {
      out.writeObjectFieldStart("failure");
      out.writeStringField("at", failure.get().at().toString());
      out.writeStringField("code", failure.get().code());
      out.writeStringField("detail", failure.get().detail());
      out.writeEndObject();
    }
  }

  private static void write(Draft.Heading heading, Review review, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart("review");
    out.writeStringField("state", review.state().code());
    if (review.state() != Review.State.NONE) {
      out.writeNumberField("revision", heading.revision());
    }
    write("asked", review.asked(), out);
    write("answered", review.answered(), out);
    if (!review.digest().isEmpty()) {
      out.writeStringField("digest", review.digest());
    }
    out.writeEndObject();
  }

  private static void write(String member, Optional<Remark> remark, JsonGenerator out)
      throws IOException {
    if (remark.isPresent()) {
      out.writeObjectFieldStart(member);
      PersonJson.writeMembers(remark.get(), out);
      out.writeEndObject();
    }
  }
}
