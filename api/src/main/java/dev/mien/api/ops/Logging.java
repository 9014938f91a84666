package dev.mien.api.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.mien.api.config.Settings.LogLevel;
import org.slf4j.LoggerFactory;

/** How much is logged. */
public final class Logging {
  private static final String OURS = "dev.mien";

  private Logging() {}

  /** Sets the level of our own loggers; libraries stay at warnings. */
  public static void set(LogLevel level) {
    if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
      logger.setLevel(Level.toLevel(level.name()));
    }
  }
}
