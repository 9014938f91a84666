package dev.mien.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.Configuration.Origin;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.engine.access.Role;
import dev.mien.engine.session.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void withoutAnythingSaidEverySettingHasItsDefault() {
    Configuration configuration = accepted(Map.of("PATH", "/bin"));
    assertEquals("127.0.0.1", configuration.of(Settings.HTTP_HOST));
    assertEquals(8080, configuration.of(Settings.HTTP_PORT));
    assertEquals(8081, configuration.of(Settings.ADMIN_PORT));
    assertEquals(Path.of("./data"), configuration.of(Settings.DATA_DIR));
    assertEquals(50, configuration.of(Settings.CROWD_MIN));
    assertEquals(Duration.ofMinutes(30), configuration.of(Settings.SESSION_IDLE));
    assertEquals(Optional.empty(), configuration.of(Settings.ADMIN_TOKEN));
    assertEquals(List.of(), configuration.of(Settings.CLUSTER_PEERS));
    assertEquals(
        List.of(new SiteOrigins(new Site("main"), List.of())), configuration.of(Settings.SITES));
    for (Setting<?> setting : Settings.ALL) {
      assertEquals(Origin.DEFAULT, configuration.origin(setting), setting.name());
    }
  }

  @Test
  void theEnvironmentGoesBeforeTheFileAndTheFileBeforeTheDefault() throws IOException {
    Path file =
        file("# a comment\nMIEN_HTTP_PORT=1111\nMIEN_ADMIN_PORT = 2222\nMIEN_LOG_LEVEL=warn\n");
    Configuration configuration =
        accepted(Map.of("MIEN_HTTP_PORT", "3333", "MIEN_CONFIG", file.toString()));
    assertEquals(3333, configuration.of(Settings.HTTP_PORT));
    assertEquals(Origin.ENVIRONMENT, configuration.origin(Settings.HTTP_PORT));
    assertEquals(2222, configuration.of(Settings.ADMIN_PORT));
    assertEquals(Origin.FILE, configuration.origin(Settings.ADMIN_PORT));
    assertEquals(Settings.LogLevel.WARN, configuration.of(Settings.LOG_LEVEL));
  }

  @Test
  void sitesPeersAndDurationsAreRead() {
    Configuration configuration =
        accepted(
            Map.of(
                "MIEN_SITES", "shop=https://shop.example http://localhost:3000; blog",
                "MIEN_CLUSTER_PEERS", "10.0.0.1:5701, node-b:5702,[::1]:5703",
                "MIEN_SESSION_IDLE", "90s",
                "MIEN_EPOCH", "1 h"));
    assertEquals(
        List.of(
            new SiteOrigins(
                new Site("shop"), List.of("https://shop.example", "http://localhost:3000")),
            new SiteOrigins(new Site("blog"), List.of())),
        configuration.of(Settings.SITES));
    assertEquals(
        List.of(new Peer("10.0.0.1", 5701), new Peer("node-b", 5702), new Peer("[::1]", 5703)),
        configuration.of(Settings.CLUSTER_PEERS));
    assertEquals(Duration.ofSeconds(90), configuration.of(Settings.SESSION_IDLE));
    assertEquals(Duration.ofHours(1), configuration.of(Settings.EPOCH));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    List<String> findings =
        refused(
            Map.of(
                "MIEN_HTTP_PORT", "eighty",
                "MIEN_CROWDMIN", "7",
                "MIEN_SITES", "shop=https://shop.example/path",
                "MIEN_NOTHING_LIKE_IT", "x"));
    assertEquals(4, findings.size(), findings.toString());
    assertTrue(
        findings.contains(
            "MIEN_HTTP_PORT must be a port from 0 to 65535, where 0 is any that is free; got"
                + " 'eighty'."),
        findings.toString());
    assertTrue(
        findings.contains("there is no setting MIEN_CROWDMIN; did you mean 'MIEN_CROWD_MIN'?"),
        findings.toString());
    assertTrue(
        findings.contains(
            "there is no setting MIEN_NOTHING_LIKE_IT; 'mien config' lists all settings."),
        findings.toString());
  }

  @Test
  void wrongValuesAreRefusedForEverySetting() {
    Map<String, List<String>> wrong =
        Map.ofEntries(
            Map.entry("MIEN_HTTP_HOST", List.of("", "a b", "a/b")),
            Map.entry("MIEN_HTTP_PORT", List.of("", "-1", "65536", "8080x")),
            Map.entry("MIEN_ADMIN_TOKEN", List.of("short", "with some spaces in it")),
            Map.entry("MIEN_DATA_DIR", List.of("")),
            Map.entry(
                "MIEN_JDBC_URL", List.of("postgres://a", "jdbc:h2:mem:a", "jdbc:postgresql:a b")),
            Map.entry("MIEN_JDBC_POOL", List.of("0", "51")),
            Map.entry("MIEN_CLUSTER_NAME", List.of("", "-a")),
            Map.entry("MIEN_CLUSTER_PEERS", List.of("a", "a:0", "a:b", "a:99999")),
            Map.entry("MIEN_CROWD_MIN", List.of("0", "1000001", "1.5")),
            Map.entry(
                "MIEN_SITES",
                List.of("", "Shop", "a;a", "a=https://x.example;b=https://x.example", "a=ftp://x")),
            Map.entry("MIEN_SESSION_IDLE", List.of("30", "30 minutes", "59s", "2d", "-1m")),
            Map.entry("MIEN_EVENT_LOOPS", List.of("-1", "257")),
            Map.entry("MIEN_RATE_MAX", List.of("0")),
            Map.entry("MIEN_LOG_LEVEL", List.of("loud")));
    wrong.forEach(
        (name, texts) ->
            texts.forEach(
                text -> {
                  List<String> findings = refused(Map.of(name, text));
                  assertEquals(1, findings.size(), name + "=" + text + " " + findings);
                  assertTrue(
                      findings.getFirst().startsWith(name + " must be "), findings.toString());
                }));
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    assertEquals(
        List.of("MIEN_SESSION_MAX must be at least MIEN_SESSION_IDLE."),
        refused(Map.of("MIEN_SESSION_IDLE", "2h", "MIEN_SESSION_MAX", "1h")));
    assertEquals(
        List.of(
            "MIEN_EPOCH must be at least MIEN_SESSION_IDLE, or capsules end before their"
                + " sessions."),
        refused(Map.of("MIEN_SESSION_IDLE", "2h", "MIEN_EPOCH", "1h")));
  }

  @Test
  void secretsAreNeverRepeated() {
    List<String> findings = refused(Map.of("MIEN_ADMIN_TOKEN", "s3cret"));
    assertFalse(findings.toString().contains("s3cret"), findings.toString());
    Configuration configuration = accepted(Map.of("MIEN_ADMIN_TOKEN", "s3cret-s3cret-s3cret"));
    assertEquals("(set)", configuration.shown(Settings.ADMIN_TOKEN));
  }

  @Test
  void whatTheUrlOfADatabaseMayHideIsNotShown() {
    String url = "jdbc:postgresql://me:s3cret@db:5432/mien?ssl=true&password=s3cret";
    Configuration configuration =
        accepted(Map.of("MIEN_JDBC_URL", url, "MIEN_JDBC_PASSWORD", "s3cret"));
    assertEquals(url, configuration.of(Settings.JDBC_URL).orElseThrow().toString());
    assertEquals("jdbc:postgresql://db:5432/mien", configuration.shown(Settings.JDBC_URL));
    assertEquals("(set)", configuration.shown(Settings.JDBC_PASSWORD));
    List<String> findings = refused(Map.of("MIEN_JDBC_URL", url.replace("jdbc:", "jdbc:no:")));
    assertTrue(findings.toString().contains("'jdbc:no:postgresql://db:5432/mien'"));
    assertFalse(findings.toString().contains("s3cret"), findings.toString());
  }

  @Test
  void aPasswordWithoutADatabaseIsAMistake() {
    assertEquals(
        List.of("MIEN_JDBC_USER and MIEN_JDBC_PASSWORD need MIEN_JDBC_URL beside them."),
        refused(Map.of("MIEN_JDBC_PASSWORD", "word")));
  }

  @Test
  void aProviderToSignInAtNeedsAllThatIsToldOfIt() {
    Map<String, String> whole =
        Map.of(
            "MIEN_OIDC_ISSUER", "https://login.example/realms/a",
            "MIEN_OIDC_CLIENT_ID", "mien",
            "MIEN_OIDC_ROLES", "/team/leads=publisher, a=b=author",
            "MIEN_CONSOLE_URL", "https://mien.example");
    assertEquals(
        List.of(new GroupRole("/team/leads", Role.PUBLISHER), new GroupRole("a=b", Role.AUTHOR)),
        accepted(whole).of(Settings.OIDC_ROLES));
    for (String name : List.of("MIEN_OIDC_CLIENT_ID", "MIEN_OIDC_ROLES", "MIEN_CONSOLE_URL")) {
      Map<String, String> less = new HashMap<>(whole);
      less.remove(name);
      assertEquals(
          List.of(
              "MIEN_OIDC_ISSUER needs MIEN_OIDC_CLIENT_ID, MIEN_OIDC_ROLES and MIEN_CONSOLE_URL"
                  + " beside it."),
          refused(less));
    }
    assertEquals(
        List.of(
            "MIEN_OIDC_CLIENT_ID and MIEN_OIDC_CLIENT_SECRET need MIEN_OIDC_ISSUER beside them."),
        refused(Map.of("MIEN_OIDC_CLIENT_SECRET", "s3cret")));
    assertEquals(
        List.of("MIEN_CONSOLE_MAX must be at least MIEN_CONSOLE_IDLE."),
        refused(Map.of("MIEN_CONSOLE_MAX", "20m")));
    for (String issuer :
        List.of(
            "http://login.example",
            "https://login.example/?a=b",
            "https://login.example/#a",
            "https://me:word@login.example",
            "ldap://login.example",
            "login.example")) {
      Map<String, String> other = new HashMap<>(whole);
      other.put("MIEN_OIDC_ISSUER", issuer);
      assertTrue(refused(other).getFirst().startsWith("MIEN_OIDC_ISSUER must be a URL"), issuer);
    }
    assertTrue(
        refused(Map.of("MIEN_OIDC_ROLES", "leads=owner"))
            .getFirst()
            .startsWith("MIEN_OIDC_ROLES must be group=role pairs"));
    assertTrue(
        refused(Map.of("MIEN_CONSOLE_URL", "https://mien.example/console"))
            .getFirst()
            .startsWith("MIEN_CONSOLE_URL must be an origin"));
  }

  @Test
  void aFileThatCannotBeReadIsSaidToBe() throws IOException {
    String missing = folder.resolve("none").toString();
    assertTrue(refused(Map.of("MIEN_CONFIG", missing)).getFirst().contains("cannot be read"));
    Path wrong = file("MIEN_HTTP_PROT=1\n");
    assertEquals(
        List.of(
            "there is no setting MIEN_HTTP_PROT in the configuration file; did you mean"
                + " 'MIEN_HTTP_PORT'?"),
        refused(Map.of("MIEN_CONFIG", wrong.toString())));
  }

  @Test
  void aTokenIsMadeOnceAndKeptForItsOwnerOnly() throws IOException {
    Configuration configuration =
        accepted(Map.of("MIEN_DATA_DIR", folder.resolve("data").toString()));
    assertEquals(Optional.empty(), AdminToken.known(configuration).map(AdminToken::text));
    AdminToken made = AdminToken.ofNode(configuration);
    assertEquals(43, made.text().length());
    assertEquals(made.text(), AdminToken.ofNode(configuration).text());
    assertEquals(Optional.of(made.text()), AdminToken.known(configuration).map(AdminToken::text));
    assertFalse(made.toString().contains(made.text()));
    Path file = folder.resolve("data").resolve("admin-token");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aTokenThatIsSetIsNotWrittenAnywhere() throws IOException {
    Configuration configuration =
        accepted(
            Map.of(
                "MIEN_DATA_DIR",
                folder.resolve("data").toString(),
                "MIEN_ADMIN_TOKEN",
                "0123456789abcdef"));
    assertEquals("0123456789abcdef", AdminToken.ofNode(configuration).text());
    assertFalse(Files.exists(folder.resolve("data")));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("mien.properties"), text);
  }

  private static Configuration accepted(Map<String, String> environment) {
    Reading reading = Configuration.read(environment, Optional.empty());
    return assertInstanceOf(Reading.Accepted.class, reading, reading.toString()).configuration();
  }

  private static List<String> refused(Map<String, String> environment) {
    Reading reading = Configuration.read(environment, Optional.empty());
    return assertInstanceOf(Reading.Refused.class, reading, environment.toString()).findings();
  }
}
