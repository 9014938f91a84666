package dev.mien.segments.syntax;

import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the YAML library finds in one text, event by event, with its failures all of one type. */
final class YamlEvents {
  private final Iterator<Event> events;

  YamlEvents(String text) {
    // A buffer that holds all of the text: the library (3.0.1) runs over the end of a smaller one
    // where it would cut a character of two units in half.
    LoadSettings settings =
        LoadSettings.builder()
            .setBufferSize(text.length() + 2)
            .setCodePointLimit(2 * SyntaxLimits.FILE_LENGTH_MAX)
            .setUseMarks(true)
            .setParseComments(false)
            .build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  boolean hasNext() {
    try {
      return events.hasNext();
    } catch (YamlEngineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw surprising(e);
    }
  }

  Event next() {
    try {
      return events.next();
    } catch (YamlEngineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw surprising(e);
    }
  }

  /**
   * What a text does to the library must not reach the author as a stack trace: version 3.0.1 lets
   * a NumberFormatException through for the escape {@code \\UFFFFFFFF}.
   */
  private static YamlEngineException surprising(RuntimeException e) {
    return new YamlEngineException("the YAML library cannot read it", e);
  }
}
