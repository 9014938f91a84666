package dev.mien.attacks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open, down to the least of ours, in a file. */
final class LogFile implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.mien");
  private final @Nullable Level before = ours.getLevel();
  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

  LogFile(Path file) {
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(root.getLoggerContext());
    lines.setPattern("%level %logger %msg %mdc %kvp%n%ex{full}");
    lines.start();
    appender.setContext(root.getLoggerContext());
    appender.setFile(file.toString());
    appender.setEncoder(lines);
    appender.start();
    ours.setLevel(Level.TRACE);
    root.addAppender(appender);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    ours.setLevel(before);
    appender.stop();
  }
}
