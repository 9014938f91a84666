package dev.mien.api.doctor;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.doctor.DatabaseProbe.Access;
import dev.mien.api.doctor.Diagnosis.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at everything that a node needs to run as it is told to. */
public final class Doctor {
  private static final Pattern SETTING = Pattern.compile("MIEN_[A-Z_]+");

  private Doctor() {}

  /** Looks at a configuration and at this machine; takes seconds where something is away. */
  public static Diagnosis examine(Configuration configuration) throws InterruptedException {
    Machine machine = Machine.measure();
    return new Diagnosis(
        List.of(
            new Section("settings", SettingsTogether.findings(configuration)),
            new Section("data folder", DataFolder.measure(configuration).findings()),
            new Section("ports", Ports.findings(configuration)),
            new Section("peers", Peers.findings(configuration)),
            new Section("database", DatabaseProbe.findings(access(configuration))),
            new Section("java", machine.ofJava()),
            new Section("machine", machine.ofResources(configuration))));
  }

  /**
   * What is to be said where a configuration could not even be read.
   *
   * @param reasons a sentence each
   */
  public static Diagnosis unreadable(List<String> reasons) {
    return new Diagnosis(
        List.of(new Section("settings", reasons.stream().map(Doctor::unreadable).toList())));
  }

  private static Finding unreadable(String reason) {
    Matcher setting = SETTING.matcher(reason);
    return Finding.error(
        setting.find() ? setting.group() : "configuration",
        reason,
        "'mien config --help' lists all settings, what each may be and its default; the rest is"
            + " looked at once they can be read.");
  }

  private static Optional<Access> access(Configuration configuration) {
    return configuration
        .of(Settings.JDBC_URL)
        .map(
            url ->
                new Access(
                    url,
                    configuration.of(Settings.JDBC_USER),
                    configuration.of(Settings.JDBC_PASSWORD)));
  }
}
