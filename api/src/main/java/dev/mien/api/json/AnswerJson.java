package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.Answer.Decided;
import dev.mien.engine.Answer.Issued;
import dev.mien.engine.Settled;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.signal.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** How answers are written. */
public final class AnswerJson {
  private final DecisionsJson decisions = new DecisionsJson();
  private final ConsentReceiptJson receipts;
  private final ThreadLocal<byte[]> letters =
      ThreadLocal.withInitial(() -> new byte[Capsule.LETTERS]);
  private volatile Spelled spelled = new Spelled(Instant.EPOCH, Instant.EPOCH.toString());

  public AnswerJson(ConsentReceiptJson receipts) {
    this.receipts = receipts;
  }

  /** A time, and how it is written. */
  private record Spelled(Instant time, String text) {}

  /** What an answer holds. */
  public record Form(Slots slots, Receipt receipt) {}

  /** What an answer shows of its slots. */
  public enum Slots {
    SHOWN,
    /** The call asked for none. */
    LEFT_OUT
  }

  /** Whether whoever stated consent wants a receipt. */
  public enum Receipt {
    WANTED,
    NOT_WANTED
  }

  public void write(Decided decided, Form form, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("edition", decided.edition().number());
    out.writeStringField("mode", word(decided.mode()));
    if (form.slots() == Slots.SHOWN) {
      out.writeFieldName("decisions");
      decisions.write(decided.edition(), decided.decisions(), out);
    }
    writeNotices(decided.notices(), out);
    if (decided.capsule().isPresent()) {
      write(decided.capsule().orElseThrow(), out);
    }
    if (decided.settled().isPresent()) {
      write(decided.edition(), decided.settled().orElseThrow(), form.receipt(), out);
    }
    out.writeEndObject();
  }

  private void write(Issued issued, JsonGenerator out) throws IOException {
    // A capsule has no letter that JSON escapes, so its thousand letters need not be looked at.
    byte[] room = letters.get();
    int count = issued.capsule().write(room);
    out.writeFieldName("capsule");
    out.writeRawUTF8String(room, 0, count);
    out.writeStringField("expires", spelled(issued.expires()));
  }

  // Capsules of one second mostly end in one second, and to spell a time takes as long as to seal.
  private String spelled(Instant expires) {
    Spelled last = spelled;
    if (!last.time().equals(expires)) {
      last = new Spelled(expires, expires.toString());
      spelled = last;
    }
    return last.text();
  }

  private void write(Edition edition, Settled settled, Receipt receipt, JsonGenerator out)
      throws IOException {
    if (receipt == Receipt.WANTED && ConsentReceiptJson.isDue(settled.outcome())) {
      receipts.write(edition, settled, out);
    }
    switch (settled.outcome()) {
      case REFUSED, WITHDRAWN -> RefusalJson.write(settled.at(), out);
      case GIVEN, CHANGED, CONFIRMED, VOID -> {}
    }
  }

  /** Writes what was left out, as the member {@code notices}. */
  public static void writeNotices(List<Notice> notices, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("notices");
    for (Notice notice : notices) {
      out.writeStartObject();
      out.writeStringField("pointer", notice.pointer());
      out.writeStringField("code", notice.kind().code());
      out.writeStringField("detail", notice.kind().detail());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Whether there is a session, in one word. */
  public static String word(Mode mode) {
    return switch (mode) {
      case SESSION -> "session";
      case CONTEXTUAL -> "contextual";
    };
  }
}
