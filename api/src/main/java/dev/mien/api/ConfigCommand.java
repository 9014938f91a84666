package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Setting;
import dev.mien.api.config.Settings;
import dev.mien.api.config.Surroundings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mien config}. */
@Command(
    name = "config",
    description = {
      "Prints every setting with its value and where that comes from, and what else it may be.",
      "Settings are environment variables, or NAME=value lines of a file that --config or"
          + " MIEN_CONFIG names."
    })
final class ConfigCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  ConfigCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<Configuration> read = configFile.read(surroundings);
    if (read.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    Configuration configuration = read.orElseThrow();
    PrintWriter out = surroundings.out();
    for (Setting<?> setting : Settings.ALL) {
      String from = configuration.origin(setting).name().toLowerCase(Locale.ROOT);
      out.println(setting.name() + "=" + configuration.shown(setting) + "   (" + from + ")");
      out.println("    " + setting.meaning());
      out.println("    It must be " + setting.range() + ".");
      if (configuration.origin(setting) != Configuration.Origin.DEFAULT) {
        out.println(
            "    Default: "
                + (setting.standard().isEmpty() ? "nothing" : setting.standard())
                + ".");
      }
    }
    out.flush();
    return Main.DONE;
  }
}
