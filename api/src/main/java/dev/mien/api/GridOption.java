package dev.mien.api;

import dev.mien.api.AdminCalls.NoAnswer;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.api.discovery.PatternTable.Source;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option to look at what a running node has counted in a grid, in place of a file. */
final class GridOption {
  @Option(
      names = "--grid",
      paramLabel = "GRID",
      description =
          "Asks the node that the settings name for what it has released of this grid; there is no"
              + " file then.")
  private Optional<String> grid = Optional.empty();

  @Mixin private final ConfigFile configFile = new ConfigFile();

  boolean isGiven() {
    return grid.isPresent();
  }

  /** The table of the grid that is given; nothing after saying why. */
  Optional<Source> table(Surroundings surroundings) throws InterruptedException {
    Optional<Configuration> configuration = configFile.read(surroundings);
    if (configuration.isEmpty()) {
      return Optional.empty();
    }
    String name = grid.orElseThrow();
    try {
      return Optional.of(
          new Source("grid " + name, AdminCalls.of(configuration.get()).patterns(name)));
    } catch (NoAnswer e) {
      surroundings.err().println("mien: " + e.getMessage());
      surroundings.err().flush();
      return Optional.empty();
    }
  }
}
