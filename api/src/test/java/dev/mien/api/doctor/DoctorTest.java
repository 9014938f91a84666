package dev.mien.api.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.api.config.Peer;
import dev.mien.api.config.Settings;
import dev.mien.api.doctor.DatabaseProbe.Access;
import dev.mien.api.doctor.DatabaseProbe.Measured;
import dev.mien.api.doctor.Diagnosis.Section;
import dev.mien.api.doctor.Finding.Level;
import dev.mien.api.doctor.Machine.Cache;
import dev.mien.api.doctor.Machine.Java;
import dev.mien.api.doctor.Machine.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Each thing the doctor can find, and that it finds it there and at that level. */
class DoctorTest {
  private static final String PEER = "MIEN_CLUSTER_PEERS=10.0.0.2:5701";
  private static final String SERVICE = "MIEN_CLUSTER_KUBERNETES=mien-members.invalid";
  private static final String HERE = "MIEN_CLUSTER_HOST=10.0.0.1";
  private static final long GIB = 1L << 30;
  private static final Access DATABASE =
      new Access(
          URI.create("jdbc:postgresql://db.example/mien"),
          Optional.of("mien"),
          Optional.of("s3cret"));

  @TempDir private Path folder = Path.of(".");

  private static Configuration configuration(String... settings) {
    Map<String, String> environment = new HashMap<>();
    for (String setting : settings) {
      String[] sides = setting.split("=", 2);
      environment.put(sides[0], sides[1]);
    }
    Reading reading = Configuration.read(environment, Optional.empty());
    return assertInstanceOf(Reading.Accepted.class, reading, reading.toString()).configuration();
  }

  /** What is found of settings, by where and how bad. */
  @TestFactory
  Stream<DynamicTest> settingsThatDoNotFitTogetherAreFound() {
    return Stream.of(
        settings(Level.WARNING, "MIEN_CROWD_MIN", "MIEN_CROWD_MIN=1"),
        settings(Level.OK, "MIEN_CROWD_MIN", "MIEN_CROWD_MIN=50"),
        settings(Level.WARNING, "MIEN_BODY_TIMEOUT", "MIEN_BODY_TIMEOUT=20s"),
        settings(Level.OK, "MIEN_BODY_TIMEOUT"),
        settings(Level.WARNING, "MIEN_DRAIN", "MIEN_DRAIN=1s"),
        settings(Level.OK, "MIEN_DRAIN"),
        settings(Level.WARNING, "MIEN_REQUESTS_MAX", "MIEN_REQUESTS_MAX=20000"),
        settings(Level.OK, "MIEN_REQUESTS_MAX"),
        settings(Level.ERROR, "MIEN_ADMIN_PORT", "MIEN_ADMIN_PORT=8080"),
        settings(Level.ERROR, "MIEN_CLUSTER_PORT", "MIEN_CLUSTER_PORT=8081"),
        settings(
            Level.OK,
            "MIEN_HTTP_PORT, MIEN_ADMIN_PORT, MIEN_CLUSTER_PORT",
            "MIEN_HTTP_PORT=0",
            "MIEN_ADMIN_PORT=0"),
        settings(Level.OK, "MIEN_ADMIN_HOST"),
        settings(Level.OK, "MIEN_ADMIN_HOST", "MIEN_ADMIN_HOST=192.168.7.1"),
        settings(Level.WARNING, "MIEN_ADMIN_HOST", "MIEN_ADMIN_HOST=0.0.0.0"),
        settings(Level.WARNING, "MIEN_ADMIN_HOST", "MIEN_ADMIN_HOST=::"),
        settings(Level.ERROR, "MIEN_ADMIN_HOST", "MIEN_ADMIN_HOST=203.0.113.9"),
        settings(Level.ERROR, "MIEN_ADMIN_HOST", "MIEN_ADMIN_HOST=no.such.host.invalid"),
        settings(Level.NOT_APPLICABLE, "MIEN_CONSOLE_URL"),
        settings(Level.OK, "MIEN_CONSOLE_URL", "MIEN_CONSOLE_URL=https://mien.example"),
        settings(Level.OK, "MIEN_CONSOLE_URL", "MIEN_CONSOLE_URL=http://127.0.0.1:8081"),
        settings(Level.OK, "MIEN_CONSOLE_URL", "MIEN_CONSOLE_URL=http://localhost:8081"),
        settings(Level.ERROR, "MIEN_CONSOLE_URL", "MIEN_CONSOLE_URL=http://10.0.0.1:8081"),
        settings(Level.OK, "MIEN_CLUSTER_HOST"),
        settings(Level.OK, "MIEN_CLUSTER_HOST", HERE, PEER),
        settings(Level.OK, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_HOST=fd00::1"),
        settings(Level.OK, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_HOST=100.64.0.1"),
        settings(Level.OK, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_PEERS=127.0.0.1:5702"),
        settings(Level.ERROR, "MIEN_CLUSTER_HOST", PEER),
        settings(Level.ERROR, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_HOST=0.0.0.0"),
        settings(Level.ERROR, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_HOST=203.0.113.9"),
        settings(Level.ERROR, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_HOST=2001:db8::1"),
        settings(Level.ERROR, "MIEN_CLUSTER_HOST", "MIEN_CLUSTER_HOST=no.such.host.invalid"),
        settings(Level.NOT_APPLICABLE, "MIEN_CLUSTER_PEERS"),
        settings(Level.OK, "MIEN_CLUSTER_PEERS", HERE, PEER),
        settings(Level.OK, "MIEN_CLUSTER_PEERS", "MIEN_CLUSTER_PEERS=127.0.0.1:5702"),
        settings(Level.WARNING, "MIEN_CLUSTER_PEERS", HERE, PEER + ",10.0.0.2:5701"),
        settings(Level.WARNING, "MIEN_CLUSTER_PEERS", HERE, PEER, "MIEN_CLUSTER_PORT=5702"),
        settings(Level.WARNING, "MIEN_CLUSTER_PEERS", "MIEN_CLUSTER_PEERS=127.0.0.1:5701"),
        settings(Level.WARNING, "MIEN_CLUSTER_PORT", HERE, PEER, "MIEN_CLUSTER_PORT=0"),
        settings(Level.NOT_APPLICABLE, "MIEN_CLUSTER_PEERS", HERE, SERVICE),
        settings(Level.WARNING, "MIEN_CLUSTER_PEERS", HERE, SERVICE, PEER),
        settings(Level.ERROR, "MIEN_CLUSTER_HOST", SERVICE),
        settings(Level.WARNING, "MIEN_DRAIN_NOTICE", HERE, SERVICE),
        settings(Level.ERROR, "MIEN_JDBC_URL", HERE, SERVICE),
        settings(Level.NOT_APPLICABLE, "MIEN_DRAIN_NOTICE"),
        settings(Level.WARNING, "MIEN_DRAIN_NOTICE", HERE, PEER),
        settings(Level.OK, "MIEN_DRAIN_NOTICE", HERE, PEER, "MIEN_DRAIN_NOTICE=10s"),
        settings(Level.NOT_APPLICABLE, "MIEN_JDBC_URL"),
        settings(Level.ERROR, "MIEN_JDBC_URL", HERE, PEER),
        settings(Level.OK, "MIEN_JDBC_URL", HERE, PEER, "MIEN_JDBC_URL=jdbc:postgresql://db/m"));
  }

  private static DynamicTest settings(Level level, String place, String... settings) {
    return dynamicTest(
        level.word() + " " + place + " " + String.join(" ", settings),
        () -> check(level, place, SettingsTogether.findings(configuration(settings))));
  }

  /** The worst that is found at a place. */
  private static void check(Level level, String place, List<Finding> findings) {
    Finding worst =
        findings.stream()
            .filter(finding -> finding.place().equals(place))
            .max(java.util.Comparator.comparing(Finding::level))
            .orElseThrow(() -> new AssertionError("nothing at " + place + ": " + findings));
    assertEquals(level, worst.level(), worst.toString());
    boolean isBad = level == Level.WARNING || level == Level.ERROR;
    assertEquals(isBad, !worst.remedy().isEmpty(), "what is bad has a remedy: " + worst);
    assertFalse(worst.cause().isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongWithADataFolderIsFound() {
    Path path = Path.of("/data");
    Duration fast = Duration.ofMillis(2);
    return Stream.of(
        data(Level.OK, "/data", DataFolder.State.USABLE, Optional.of(fast), 9 * GIB),
        data(Level.OK, "writes", DataFolder.State.USABLE, Optional.of(fast), 9 * GIB),
        data(Level.OK, "/data", DataFolder.State.CAN_BE_MADE, Optional.empty(), 9 * GIB),
        data(
            Level.NOT_APPLICABLE,
            "writes",
            DataFolder.State.CAN_BE_MADE,
            Optional.empty(),
            9 * GIB),
        data(Level.ERROR, "/data", DataFolder.State.CANNOT_BE_MADE, Optional.empty(), 9 * GIB),
        data(Level.ERROR, "/data", DataFolder.State.NO_FOLDER, Optional.empty(), 9 * GIB),
        data(Level.ERROR, "/data", DataFolder.State.READ_ONLY, Optional.empty(), 9 * GIB),
        data(Level.ERROR, "writes", DataFolder.State.UNSAFE, Optional.empty(), 9 * GIB),
        data(
            Level.WARNING,
            "writes",
            DataFolder.State.USABLE,
            Optional.of(Duration.ofMillis(300)),
            9 * GIB),
        data(Level.OK, "free space", DataFolder.State.USABLE, Optional.of(fast), 9 * GIB),
        data(Level.WARNING, "free space", DataFolder.State.USABLE, Optional.of(fast), GIB / 2),
        data(Level.ERROR, "free space", DataFolder.State.USABLE, Optional.of(fast), 1_000),
        token(Level.NOT_APPLICABLE, path, Optional.empty()),
        token(Level.OK, path, Optional.of("rw-------")),
        token(Level.OK, path, Optional.of("r--------")),
        token(Level.ERROR, path, Optional.of("rw-r-----")),
        token(Level.ERROR, path, Optional.of("rw----r--")));
  }

  private static DynamicTest data(
      Level level, String place, DataFolder.State state, Optional<Duration> synced, long free) {
    return dynamicTest(
        level.word() + " " + place + " " + state,
        () ->
            check(
                level,
                place,
                new DataFolder(Path.of("/data"), state, synced, free, Optional.empty())
                    .findings()));
  }

  private static DynamicTest token(Level level, Path path, Optional<String> mode) {
    Optional<Set<PosixFilePermission>> permissions = mode.map(PosixFilePermissions::fromString);
    return dynamicTest(
        level.word() + " token " + mode,
        () ->
            check(
                level,
                "/data/admin-token",
                new DataFolder(
                        path,
                        DataFolder.State.USABLE,
                        Optional.of(Duration.ofMillis(1)),
                        GIB,
                        permissions)
                    .findings()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongWithADatabaseIsFound() {
    Duration fast = Duration.ofMillis(1);
    return Stream.of(
        database(Level.OK, "the clocks", there(fast, Duration.ofMillis(-900))),
        database(Level.WARNING, "the clocks", there(fast, Duration.ofMillis(1_100))),
        database(Level.WARNING, "the clocks", there(fast, Duration.ofSeconds(-59))),
        database(Level.ERROR, "the clocks", there(fast, Duration.ofSeconds(-61))),
        database(Level.OK, "a trivial query", there(fast, Duration.ZERO)),
        database(Level.WARNING, "a trivial query", there(Duration.ofMillis(200), Duration.ZERO)),
        database(Level.OK, DATABASE.shown(), there(fast, Duration.ZERO)),
        database(Level.OK, "MIEN_JDBC_URL", there(fast, Duration.ZERO)),
        database(Level.ERROR, DATABASE.shown(), new Measured.Refused("28P01")),
        database(Level.ERROR, DATABASE.shown(), new Measured.Refused("3D000")),
        database(Level.ERROR, DATABASE.shown(), new Measured.Refused("53300")),
        database(Level.ERROR, DATABASE.shown(), new Measured.Refused("08001")),
        database(Level.ERROR, DATABASE.shown(), new Measured.Silent()));
  }

  private static Measured there(Duration query, Duration ahead) {
    return new Measured.There("PostgreSQL 18.1", query, ahead);
  }

  private static DynamicTest database(Level level, String place, Measured measured) {
    return dynamicTest(
        level.word() + " " + place + " " + measured,
        () -> check(level, place, DatabaseProbe.findings(DATABASE, measured)));
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongWithJavaAndTheMachineIsFound() {
    return Stream.of(
        java(Level.OK, "Java 25", new Java(25, "25", true, true, false, false, Cache.USED)),
        java(Level.WARNING, "Java 26", new Java(26, "26", true, true, false, false, Cache.USED)),
        java(Level.OK, "--add-opens", new Java(25, "25", true, true, false, false, Cache.USED)),
        java(
            Level.WARNING,
            "--add-opens",
            new Java(25, "25", false, true, false, false, Cache.USED)),
        java(
            Level.OK,
            "-XX:+ExitOnOutOfMemoryError",
            new Java(25, "25", true, true, false, false, Cache.USED)),
        java(
            Level.WARNING,
            "-XX:+ExitOnOutOfMemoryError",
            new Java(25, "25", true, false, false, false, Cache.USED)),
        java(
            Level.ERROR,
            "-XX:+HeapDumpOnOutOfMemoryError",
            new Java(25, "25", true, true, true, false, Cache.USED)),
        java(
            Level.WARNING,
            "-XX:+CreateCoredumpOnCrash",
            new Java(25, "25", true, true, false, true, Cache.USED)),
        cache(Level.OK, Cache.USED),
        cache(Level.NOT_APPLICABLE, Cache.NONE),
        cache(Level.WARNING, Cache.UNTOLD),
        cache(Level.WARNING, Cache.REFUSED),
        cache(Level.ERROR, Cache.STALE),
        machine(Level.OK, "memory", new Resources(4 * GIB, 2 * GIB, OptionalLong.of(65_536), 4)),
        machine(
            Level.WARNING,
            "memory",
            new Resources(4 * GIB, 4 * GIB - 1, OptionalLong.of(65_536), 4)),
        machine(Level.ERROR, "memory", new Resources(GIB, 2 * GIB, OptionalLong.of(65_536), 4)),
        machine(Level.WARNING, "memory", new Resources(GIB, GIB / 8, OptionalLong.of(65_536), 4)),
        machine(Level.OK, "open files", new Resources(GIB, GIB / 2, OptionalLong.of(65_536), 4)),
        machine(
            Level.WARNING, "open files", new Resources(GIB, GIB / 2, OptionalLong.of(10_000), 4)),
        machine(Level.ERROR, "open files", new Resources(GIB, GIB / 2, OptionalLong.of(1_024), 4)),
        machine(
            Level.NOT_APPLICABLE,
            "open files",
            new Resources(GIB, GIB / 2, OptionalLong.empty(), 4)),
        machine(Level.OK, "cores", new Resources(GIB, GIB / 2, OptionalLong.of(65_536), 2)),
        machine(Level.WARNING, "cores", new Resources(GIB, GIB / 2, OptionalLong.of(65_536), 1)),
        machine(
            Level.WARNING,
            "cores",
            new Resources(GIB, GIB / 2, OptionalLong.of(65_536), 2),
            "MIEN_EVENT_LOOPS=5"));
  }

  private static DynamicTest java(Level level, String place, Java java) {
    Machine machine = new Machine(java, new Resources(GIB, GIB, OptionalLong.empty(), 1));
    return dynamicTest(level.word() + " " + place, () -> check(level, place, machine.ofJava()));
  }

  private static DynamicTest cache(Level level, Cache cache) {
    return java(level, "-XX:AOTCache", new Java(25, "25", true, true, false, false, cache));
  }

  private static DynamicTest machine(
      Level level, String place, Resources resources, String... settings) {
    Machine machine =
        new Machine(new Java(25, "25", true, true, false, false, Cache.USED), resources);
    return dynamicTest(
        level.word() + " " + place + " " + resources,
        () -> check(level, place, machine.ofResources(configuration(settings))));
  }

  @TestFactory
  Stream<DynamicTest> everyStateOfAPortOrPeerHasItsLevel() {
    Configuration configuration = configuration();
    Map<Ports.State, Level> ports =
        Map.of(
            Ports.State.ANY, Level.OK,
            Ports.State.FREE, Level.OK,
            Ports.State.NODE, Level.OK,
            Ports.State.TAKEN, Level.ERROR,
            Ports.State.NOT_PERMITTED, Level.ERROR,
            Ports.State.NOT_HERE, Level.ERROR);
    Map<Peers.State, Level> peers =
        Map.of(
            Peers.State.REACHED, Level.OK,
            Peers.State.REFUSED, Level.WARNING,
            Peers.State.SILENT, Level.WARNING,
            Peers.State.NAMELESS, Level.ERROR);
    return Stream.concat(
        Stream.of(Ports.State.values())
            .map(
                state ->
                    dynamicTest(
                        "port " + state,
                        () ->
                            assertEquals(
                                ports.get(state),
                                Ports.finding(
                                        configuration,
                                        Settings.HTTP_HOST,
                                        Settings.HTTP_PORT,
                                        state)
                                    .level()))),
        Stream.of(Peers.State.values())
            .map(
                state ->
                    dynamicTest(
                        "peer " + state,
                        () ->
                            assertEquals(
                                peers.get(state),
                                Peers.finding(new Peer("a", 1), state).level()))));
  }

  @Test
  void aRealFolderIsMeasuredAndLeftAsItWas() throws IOException {
    DataFolder measured = DataFolder.measure(configuration("MIEN_DATA_DIR=" + folder));
    assertEquals(DataFolder.State.USABLE, measured.state());
    assertTrue(measured.synced().orElseThrow().isPositive());
    assertTrue(measured.freeBytes() > 0);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    Path missing = folder.resolve("a/b");
    assertEquals(
        DataFolder.State.CAN_BE_MADE,
        DataFolder.measure(configuration("MIEN_DATA_DIR=" + missing)).state());
    assertFalse(Files.exists(folder.resolve("a")));
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertEquals(
        DataFolder.State.NO_FOLDER,
        DataFolder.measure(configuration("MIEN_DATA_DIR=" + file)).state());
    assertEquals(
        DataFolder.State.CANNOT_BE_MADE,
        DataFolder.measure(configuration("MIEN_DATA_DIR=" + file.resolve("below"))).state());
  }

  @Test
  void theTokenFileOfARealFolderIsLookedAt() throws IOException {
    Path token = Files.writeString(folder.resolve("admin-token"), "s3cret-s3cret-s3cret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    check(
        Level.ERROR,
        token.toString(),
        DataFolder.measure(configuration("MIEN_DATA_DIR=" + folder)).findings());
  }

  @Test
  void aPortThatIsTakenAndOneThatIsFreeAreToldApart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Finding> findings =
          Ports.findings(
              configuration(
                  "MIEN_HTTP_PORT=0",
                  "MIEN_ADMIN_HOST=203.0.113.9",
                  "MIEN_CLUSTER_PORT=" + taken.getLocalPort()));
      assertEquals(
          List.of(Level.OK, Level.ERROR, Level.ERROR),
          findings.stream().map(Finding::level).toList(),
          findings.toString());
      assertTrue(findings.get(2).cause().contains("another program"), findings.toString());
    }
  }

  @Test
  void peersAreTriedByNameAndPort() throws Exception {
    int none = portThatIsClosed();
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Finding> findings =
          Peers.findings(
              configuration(
                  "MIEN_CLUSTER_PEERS=127.0.0.1:"
                      + peer.getLocalPort()
                      + ",127.0.0.1:"
                      + none
                      + ",no.such.host.invalid:5701"));
      assertEquals(
          List.of(Level.OK, Level.WARNING, Level.ERROR),
          findings.stream().map(Finding::level).toList(),
          findings.toString());
    }
    check(Level.NOT_APPLICABLE, "MIEN_CLUSTER_PEERS", Peers.findings(configuration()));
    check(Level.ERROR, "mien-members.invalid", Peers.findings(configuration(SERVICE)));
    check(
        Level.OK, "localhost", Peers.findings(configuration("MIEN_CLUSTER_KUBERNETES=localhost")));
  }

  private static int portThatIsClosed() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void aDatabaseThatIsAwayIsAnErrorAndNoSecretIsSaid() throws Exception {
    for (String url :
        List.of(
            "jdbc:postgresql://127.0.0.1:1/mien?user=u&password=s3cret",
            "jdbc:postgresql://u:s3cret@127.0.0.1:1/mien")) {
      List<Finding> findings =
          DatabaseProbe.findings(
              Optional.of(new Access(URI.create(url), Optional.empty(), Optional.of("s3cret"))));
      check(Level.ERROR, "jdbc:postgresql://127.0.0.1:1/mien", findings);
      assertFalse(findings.toString().contains("s3cret"), findings.toString());
    }
    check(
        Level.WARNING,
        "MIEN_JDBC_URL",
        DatabaseProbe.findings(
            new Access(URI.create("jdbc:postgresql://a/b"), Optional.empty(), Optional.empty()),
            new Measured.Silent()));
    check(
        Level.ERROR,
        "MIEN_JDBC_URL",
        DatabaseProbe.findings(
            Optional.of(
                new Access(URI.create("jdbc:oracle:a"), Optional.empty(), Optional.empty()))));
    check(
        Level.NOT_APPLICABLE,
        "jdbc:sqlite:data/mien.db",
        DatabaseProbe.findings(
            Optional.of(
                new Access(
                    URI.create("jdbc:sqlite:data/mien.db"), Optional.empty(), Optional.empty()))));
    check(Level.NOT_APPLICABLE, "MIEN_JDBC_URL", DatabaseProbe.findings(Optional.empty()));
  }

  @Test
  void thisMachineCanBeMeasured() {
    Machine machine = Machine.measure();
    assertTrue(machine.java().feature() >= 25);
    assertTrue(machine.java().isOpen(), "tests run with the flags of a node");
    assertTrue(machine.resources().memory() > 0);
    assertTrue(machine.resources().cores() > 0);
  }

  @Test
  void aReportFitsATerminalAndAddsUp() {
    String longText = "word ".repeat(60).strip();
    Diagnosis diagnosis =
        new Diagnosis(
            List.of(
                new Section(
                    "settings",
                    List.of(
                        Finding.ok("A", "is well."),
                        Finding.notApplicable("B", "no peers."),
                        Finding.warning("C", longText, longText),
                        Finding.error("D", "is wrong.", "Mend it.")))));
    String text = TextReport.of(diagnosis, Ansi.OFF);
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertTrue(
        text.contains("\n  ok       A: is well.\n  -        B: no peers.\n  warning  C: "), text);
    assertTrue(
        text.endsWith(
            """
              error    D: is wrong.
                         Mend it.

            not sound: 1 error, 1 warning; 1 ok, 1 without anything to look at
            """),
        text);
    assertTrue(TextReport.of(diagnosis, Ansi.ON).contains("\u001b[31merror"), "red");
    assertFalse(diagnosis.isSound());
    assertEquals(2, diagnosis.strict().count(Level.ERROR));
  }

  @Test
  void everyReasonThatAConfigurationIsRefusedForIsAFindingAtItsSetting() {
    Reading reading =
        Configuration.read(Map.of("MIEN_SESSION_IDLE", "2h", "MIEN_EPOCH", "1h"), Optional.empty());
    List<String> reasons = assertInstanceOf(Reading.Refused.class, reading).findings();
    Diagnosis diagnosis = Doctor.unreadable(reasons);
    check(Level.ERROR, "MIEN_EPOCH", diagnosis.sections().getFirst().findings());
  }
}
