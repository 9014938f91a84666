package dev.mien.api;

import dev.mien.api.config.Configuration.Reading;
import dev.mien.api.config.Surroundings;
import dev.mien.api.doctor.Diagnosis;
import dev.mien.api.doctor.Doctor;
import dev.mien.api.doctor.TextReport;
import dev.mien.api.json.JsonWriting;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks at a configuration on the machine that it is to run on, and says what is wrong.",
      "It changes nothing, prints no secret, and may be run beside a node."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  @Option(names = "--json", description = "Prints the findings for programs.")
  private boolean json;

  @Option(names = "--strict", description = "Takes warnings for errors.")
  private boolean strict;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Diagnosis found =
        switch (configFile.reading(surroundings)) {
          case Reading.Accepted(var configuration) -> Doctor.examine(configuration);
          case Reading.Refused(var reasons) -> Doctor.unreadable(reasons);
        };
    Diagnosis diagnosis = strict ? found.strict() : found;
    surroundings
        .out()
        .print(
            json
                ? JsonWriting.bytes(diagnosis::to).toString(StandardCharsets.UTF_8) + "\n"
                : TextReport.of(diagnosis, Ansi.AUTO));
    surroundings.out().flush();
    return diagnosis.isSound() ? Main.DONE : Main.REFUSED;
  }
}
