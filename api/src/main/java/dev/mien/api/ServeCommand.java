package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mien serve}. */
@Command(name = "serve", description = "Runs a node until it is stopped.")
final class ServeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Configuration> configuration = configFile.read(surroundings);
    if (configuration.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    return new Foreground(surroundings).run(configuration.orElseThrow(), _ -> {});
  }
}
