package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.api.config.Surroundings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a file of settings, for every command that reads them. */
final class ConfigFile {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file of NAME=value lines; the environment goes before it.")
  private Optional<Path> file = Optional.empty();

  /** The configuration; or none, after saying all that is wrong with it. */
  Optional<Configuration> read(Surroundings surroundings) {
    return read(surroundings, Map.of());
  }

  /**
   * The same, where some settings have another default.
   *
   * @param standards by name
   */
  Optional<Configuration> read(Surroundings surroundings, Map<String, String> standards) {
    return switch (Configuration.read(surroundings.environment(), file, standards)) {
      case Reading.Accepted(var configuration) -> Optional.of(configuration);
      case Reading.Refused(var findings) -> {
        findings.forEach(finding -> surroundings.err().println("mien: " + finding));
        yield Optional.empty();
      }
    };
  }

  /** The configuration, or all that is wrong with it. */
  Reading reading(Surroundings surroundings) {
    return Configuration.read(surroundings.environment(), file);
  }
}
