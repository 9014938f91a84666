package dev.mien.api;

import dev.mien.api.config.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The command line of {@code mien.jar}. */
@Command(
    name = "mien",
    description = "A personification engine: content keyed to anonymous segments, never to people.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 refused with diagnostics, 2 wrong usage,",
      "4 a node that did not stop in time and was ended by force."
    })
public final class Main {
  /** Done. */
  static final int DONE = 0;

  /** Refused, with diagnostics or a reason. */
  static final int REFUSED = 1;

  /** Wrong usage, of the command line or of the settings. */
  static final int WRONG_USAGE = 2;

  /** Ended by force, because stopping hung. Java itself takes 3, where memory runs out. */
  static final int FORCED = 4;

  private static final List<String> SERVE = List.of("serve");

  private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private Main() {}

  /** Runs the command that the arguments name, and exits with its code. */
  public static void main(String[] arguments) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    // Names are looked up as the machine does it. Netty's own resolver asks a public one on the
    // internet where the machine names none.
    System.setProperty("vertx.disableDnsResolver", "true");
    // Netty describes its buffers to Java's flight recorder at the start, whether one records or
    // not.
    System.setProperty("io.netty.jfr.enabled", "false");
    widenCommonPool();
    followParent();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(new Surroundings(System.getenv(), out, err), arguments));
  }

  /** The exit code of a command line. */
  static int run(Surroundings surroundings, String... arguments) {
    return List.of(arguments).equals(SERVE)
        ? serve(surroundings)
        : commandLine(surroundings).execute(arguments);
  }

  // What containers start with. No cache of Java's takes picocli, whose classes are of Java 5, and
  // reading this one word by it was a sixth of the time until a node is ready.
  private static int serve(Surroundings surroundings) {
    try {
      return new ServeCommand(surroundings).call();
    } catch (InterruptedException | RuntimeException e) {
      return fault(surroundings, e);
    }
  }

  private static int fault(Surroundings surroundings, Exception thrown) {
    surroundings.err().println("mien: a fault: " + thrown);
    thrown.printStackTrace(surroundings.err());
    surroundings.err().flush();
    return REFUSED;
  }

  private static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new ServeCommand(surroundings))
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new CheckCommand(surroundings))
            .addSubcommand(new PublishCommand(surroundings))
            .addSubcommand(new ExportCommand(surroundings))
            .addSubcommand(new ReplayCommand(surroundings))
            .addSubcommand(new SimulateCommand(surroundings))
            .addSubcommand(new DiscoverCommand(surroundings))
            .addSubcommand(new ReportCommand(surroundings))
            .addSubcommand(new FitCommand(surroundings, Clock.systemUTC()))
            .addSubcommand(new VerifyCommand(surroundings))
            .addSubcommand(new AuditCheckCommand(surroundings))
            .addSubcommand(ConfigCommand.line(surroundings))
            .addSubcommand(new DoctorCommand(surroundings))
            .addSubcommand(new SchemaCommand(surroundings));
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setExecutionExceptionHandler((thrown, _, _) -> fault(surroundings, thrown));
  }

  // With a common pool of one thread, as it is on two processors, Hazelcast starts a thread of its
  // own for every call to the cluster; with that, a newcomer costs six times as much.
  private static void widenCommonPool() {
    int processors = Runtime.getRuntime().availableProcessors();
    if (System.getProperty(COMMON_POOL) == null) {
      System.setProperty(COMMON_POOL, Integer.toString(Math.max(2, processors - 1)));
    }
  }

  // Whatever starts Mien as a child may be killed without telling it.
  private static void followParent() {
    if (Boolean.getBoolean("mien.exitWithParent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(
              parent -> {
                var _ = parent.onExit().thenRun(() -> System.exit(DONE));
              });
    }
  }

  /** What {@code --version} says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "mien "
            + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(built from source)")
            + " on Java "
            + Runtime.version().feature()
      };
    }
  }
}
