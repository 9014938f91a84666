package dev.mien.api.config;

import dev.mien.api.config.Setting.Sight;
import dev.mien.segments.source.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What one node was told: a value for every setting. */
public final class Configuration {
  private static final String PREFIX = "MIEN_";
  private static final Pattern PARAMETERS = Pattern.compile("(?<=//)[^/?]*@|\\?.*", Pattern.DOTALL);
  private static final long FILE_BYTES_MAX = 1 << 20;

  private final Map<Setting<?>, Said> said;
  private final Map<Setting<?>, Object> values;

  private Configuration(Map<Setting<?>, Said> said, Map<Setting<?>, Object> values) {
    this.said = said;
    this.values = values;
  }

  /** Where a value comes from. */
  public enum Origin {
    DEFAULT,
    FILE,
    ENVIRONMENT
  }

  /** What came of reading a configuration. */
  public sealed interface Reading {
    record Accepted(Configuration configuration) implements Reading {}

    /**
     * Nothing to start with.
     *
     * @param findings all that is wrong, a sentence each
     */
    record Refused(List<String> findings) implements Reading {
      public Refused {
        findings = List.copyOf(findings);
      }
    }
  }

  private record Said(String text, Origin origin) {}

  /**
   * Reads the settings from the environment, and from a file where one is named.
   *
   * @param file what the command line names; else {@code MIEN_CONFIG} may name one
   */
  public static Reading read(Map<String, String> environment, Optional<Path> file) {
    return read(environment, file, Map.of());
  }

  /**
   * The same, where some settings have another default.
   *
   * @param standards by name
   */
  public static Reading read(
      Map<String, String> environment, Optional<Path> file, Map<String, String> standards) {
    List<String> findings = new ArrayList<>();
    Map<String, Said> texts = new TreeMap<>();
    Optional<Path> named = file.or(() -> fileNamedIn(environment));
    named.ifPresent(
        path ->
            readFile(path, findings)
                .forEach((name, text) -> texts.put(name, new Said(text, Origin.FILE))));
    environment.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX)) {
            texts.put(name, new Said(text.strip(), Origin.ENVIRONMENT));
          }
        });
    Map<Setting<?>, Said> said = new LinkedHashMap<>();
    Map<Setting<?>, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      Said found = texts.remove(setting.name());
      String standard = standards.getOrDefault(setting.name(), setting.standard());
      Said used = found == null ? new Said(standard, Origin.DEFAULT) : found;
      said.put(setting, used);
      setting
          .form()
          .read()
          .apply(used.text())
          .ifPresentOrElse(
              value -> values.put(setting, value), () -> findings.add(unfit(setting, used)));
    }
    texts.forEach((name, where) -> findings.add(unknown(name, where.origin())));
    Configuration configuration = new Configuration(said, values);
    if (findings.isEmpty()) {
      configuration.checkTogether(findings);
    }
    return findings.isEmpty() ? new Reading.Accepted(configuration) : new Reading.Refused(findings);
  }

  /** The value of a setting. */
  // A value is only ever put under the setting whose form read it.
  @SuppressWarnings("unchecked")
  public <T> T of(Setting<T> setting) {
    Object value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException(setting.name() + " is not in the table of settings");
    }
    return (T) value;
  }

  public Origin origin(Setting<?> setting) {
    return find(setting).origin();
  }

  /** The text of a value as it may be shown: a secret says only whether it is set. */
  public String shown(Setting<?> setting) {
    return visible(setting, find(setting).text());
  }

  private static String visible(Setting<?> setting, String text) {
    return switch (setting.sight()) {
      case OPEN -> text;
      case WITHOUT_PARAMETERS -> PARAMETERS.matcher(text).replaceAll("");
      case SECRET -> text.isEmpty() ? "" : "(set)";
    };
  }

  private void checkProvider(List<String> findings) {
    boolean client = of(Settings.OIDC_CLIENT_ID).isPresent();
    if (of(Settings.OIDC_ISSUER).isPresent()) {
      if (!client || of(Settings.OIDC_ROLES).isEmpty() || of(Settings.CONSOLE_URL).isEmpty()) {
        findings.add(
            "MIEN_OIDC_ISSUER needs MIEN_OIDC_CLIENT_ID, MIEN_OIDC_ROLES and MIEN_CONSOLE_URL"
                + " beside it.");
      }
    } else if (client || of(Settings.OIDC_CLIENT_SECRET).isPresent()) {
      findings.add(
          "MIEN_OIDC_CLIENT_ID and MIEN_OIDC_CLIENT_SECRET need MIEN_OIDC_ISSUER beside them.");
    }
  }

  private Said find(Setting<?> setting) {
    Said found = said.get(setting);
    if (found == null) {
      throw new IllegalArgumentException(setting.name() + " is not in the table of settings");
    }
    return found;
  }

  private void checkTogether(List<String> findings) {
    Duration idle = of(Settings.SESSION_IDLE);
    if (of(Settings.SESSION_MAX).compareTo(idle) < 0) {
      findings.add("MIEN_SESSION_MAX must be at least MIEN_SESSION_IDLE.");
    }
    if (of(Settings.EPOCH).compareTo(idle) < 0) {
      findings.add(
          "MIEN_EPOCH must be at least MIEN_SESSION_IDLE, or capsules end before their sessions.");
    }
    if (of(Settings.CONSOLE_MAX).compareTo(of(Settings.CONSOLE_IDLE)) < 0) {
      findings.add("MIEN_CONSOLE_MAX must be at least MIEN_CONSOLE_IDLE.");
    }
    checkProvider(findings);
    boolean server = of(Settings.JDBC_URL).isPresent();
    if (!server && (of(Settings.JDBC_USER).isPresent() || of(Settings.JDBC_PASSWORD).isPresent())) {
      findings.add("MIEN_JDBC_USER and MIEN_JDBC_PASSWORD need MIEN_JDBC_URL beside them.");
    }
  }

  private static Optional<Path> fileNamedIn(Map<String, String> environment) {
    return Settings.CONFIG
        .form()
        .read()
        .apply(environment.getOrDefault("MIEN_CONFIG", "").strip())
        .flatMap(path -> path);
  }

  private static Map<String, String> readFile(Path path, List<String> findings) {
    Map<String, String> lines = new TreeMap<>();
    try {
      if (Files.size(path) > FILE_BYTES_MAX) {
        findings.add("the configuration file " + path + " is larger than 1 MiB.");
        return lines;
      }
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(path)) {
        properties.load(reader);
      }
      properties.forEach((name, text) -> lines.put((String) name, ((String) text).strip()));
    } catch (IOException | IllegalArgumentException _) {
      findings.add(
          "the configuration file "
              + path
              + " cannot be read; it must hold lines such as MIEN_HTTP_PORT=8080.");
    }
    return lines;
  }

  private static String unfit(Setting<?> setting, Said said) {
    String shown =
        setting.sight() == Sight.SECRET || said.text().isEmpty()
            ? ""
            : "; got '" + visible(setting, said.text()) + "'";
    return setting.name() + " must be " + setting.range() + shown + place(said.origin()) + ".";
  }

  private static String unknown(String name, Origin origin) {
    List<String> names = Settings.ALL.stream().map(Setting::name).toList();
    String hint = NearestName.hint(name, names, "'mien config' lists all settings");
    return "there is no setting "
        + name
        + place(origin)
        + "; "
        + hint
        + (hint.endsWith("?") ? "" : ".");
  }

  private static String place(Origin origin) {
    return switch (origin) {
      case DEFAULT, ENVIRONMENT -> "";
      case FILE -> " in the configuration file";
    };
  }
}
