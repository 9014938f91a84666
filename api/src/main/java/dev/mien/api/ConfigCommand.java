package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Setting;
import dev.mien.api.config.Settings;
import dev.mien.api.config.Surroundings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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

  private ConfigCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The command, with the table of settings at the end of its help. */
  static CommandLine line(Surroundings surroundings) {
    CommandLine line = new CommandLine(new ConfigCommand(surroundings));
    line.getCommandSpec().usageMessage().footer(table());
    return line;
  }

  private static String[] table() {
    List<String> lines = new ArrayList<>(List.of("", "Settings and their defaults:"));
    for (Setting<?> setting : Settings.ALL) {
      lines.add(setting.name() + "=" + setting.standard());
      lines.add("    " + setting.meaning());
    }
    // To picocli a percent sign starts a directive.
    return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
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
