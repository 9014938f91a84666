package dev.mien.api.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.JsonWriting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON for each thing that is logged. Of an exception it says the class and the stack
 * and never the message: messages of parsers and codecs quote what they were given.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final int MESSAGE_CHARACTERS_MAX = 1_000;
  private static final int FRAMES_MAX = 40;
  private static final int CAUSES_MAX = 5;

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return JsonWriting.bytes(out -> write(event, out))
        .appendString("\n", StandardCharsets.UTF_8.name())
        .getBytes();
  }

  private static void write(ILoggingEvent event, JsonGenerator out) throws IOException {
    String message = event.getFormattedMessage();
    out.writeStartObject();
    out.writeStringField("at", event.getInstant().toString());
    out.writeStringField("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    out.writeStringField("logger", event.getLoggerName());
    out.writeStringField("thread", event.getThreadName());
    out.writeStringField(
        "message", message.substring(0, Math.min(message.length(), MESSAGE_CHARACTERS_MAX)));
    if (event.getThrowableProxy() != null) {
      out.writeArrayFieldStart("exception");
      write(event.getThrowableProxy(), out);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void write(@Nullable IThrowableProxy thrown, JsonGenerator out)
      throws IOException {
    IThrowableProxy each = thrown;
    for (int causes = 0; each != null && causes < CAUSES_MAX; causes++) {
      out.writeStartObject();
      out.writeStringField("class", each.getClassName());
      out.writeArrayFieldStart("stack");
      StackTraceElementProxy[] frames = each.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
        out.writeString(frames[i].getStackTraceElement().toString());
      }
      out.writeEndArray();
      out.writeEndObject();
      each = each.getCause();
    }
  }
}
