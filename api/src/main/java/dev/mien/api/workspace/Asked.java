package dev.mien.api.workspace;

import dev.mien.api.http.Reception;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonWalk;
import dev.mien.engine.workspace.Remark;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a call asks of a draft.
 *
 * @param revision the one that whoever asks has seen
 * @param say what they say; maybe nothing
 * @param at when; none for now
 */
record Asked(long revision, String say, Optional<Instant> at) {
  private static final int MEMBERS_MAX = 3;
  private static final int MOMENT_CHARACTERS_MAX = 40;
  private static final int SAY_CHARACTERS_MIN = 3;

  /** What a body may and has to say beside the revision. */
  enum Form {
    /** Words, which may be left out. */
    REMARK,

    /** Words, which are needed: an answer without a reason helps nobody later. */
    ANSWER,

    /** Words and a time, both of which may be left out. */
    PUBLICATION
  }

  /** A handler that reads a body of that form and goes on with it. */
  static Handler<RoutingContext> then(
      Reception reception, Form form, BiConsumer<RoutingContext, Asked> next) {
    JsonBodies.Form<Asked> read = walk -> read(walk, form);
    return reception.withBody(
        (context, body) ->
            reception.read(context, body, read, asked -> next.accept(context, asked)));
  }

  private static Asked read(JsonWalk walk, Form form) throws IOException {
    Members members = new Members(walk, form);
    walk.object("", MEMBERS_MAX, members::take);
    return members.asked();
  }

  private static final class Members {
    private final JsonWalk walk;
    private final Form form;
    private Optional<Long> revision = Optional.empty();
    private String say = "";
    private Optional<Instant> at = Optional.empty();

    Members(JsonWalk walk, Form form) {
      this.walk = walk;
      this.form = form;
    }

    void take(String name, String pointer) throws IOException {
      if (name.equals("revision")) {
        revision = walk.wholeNumber(pointer);
      } else if (name.equals("say")) {
        say = walk.text(pointer, Remark.CHARACTERS_MAX).orElse("");
      } else if (name.equals("at") && form == Form.PUBLICATION) {
        at = walk.instant(pointer, MOMENT_CHARACTERS_MAX);
      } else {
        walk.error(
            pointer,
            "unknown-name",
            form == Form.PUBLICATION
                ? "This call takes revision, say and at."
                : "This call takes revision and say.");
        walk.skip();
      }
    }

    Asked asked() {
      boolean sound = walk.errors().isEmpty();
      if (sound && revision.isEmpty()) {
        walk.error("/revision", "missing", "Send the revision of the draft that you have seen.");
      }
      if (sound && !Remark.isText(say)) {
        walk.error("/say", "not-a-text", "Send text without NUL and halves of surrogate pairs.");
      }
      if (sound && form == Form.ANSWER && say.strip().length() < SAY_CHARACTERS_MIN) {
        walk.error(
            "/say",
            "missing",
            "Say why, in " + SAY_CHARACTERS_MIN + " to " + Remark.CHARACTERS_MAX + " characters.");
      }
      return new Asked(revision.orElse(0L), say, at);
    }
  }
}
