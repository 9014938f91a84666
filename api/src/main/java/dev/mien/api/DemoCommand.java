package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.config.Surroundings;
import dev.mien.api.demo.SimulatedVisitors;
import dev.mien.api.demo.SimulatedVisitors.Pace;
import dev.mien.api.pages.Resources;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mien demo}: a node with a workspace, a shop page, and visitors. */
@Command(
    name = "demo",
    description = "Runs a node with a demo workspace, a demo shop and simulated visitors.")
final class DemoCommand implements Callable<Integer> {
  private static final String WORKSPACE = "demo-workspace";

  /** A demo has no crowd, is there to be looked at by one person, and has nobody to protect. */
  private static final Map<String, String> STANDARDS =
      Map.of(Settings.CROWD_MIN.name(), "1", Settings.BUDGET_EPSILON.name(), "20");

  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Configuration> configuration = configFile.read(surroundings, STANDARDS);
    if (configuration.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    tell(configuration.orElseThrow());
    return new Foreground(surroundings).run(configuration.orElseThrow(), this::started);
  }

  /** Lets lists and plots have something to show from the first minute on. */
  private void tell(Configuration configuration) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      Optional<DemoHistory.Told> told = DemoHistory.tell(configuration, Instant.now());
      told.ifPresent(
          past ->
              surroundings
                  .out()
                  .printf(
                      Locale.ROOT,
                      "demo history     48 hours of %,d simulated visits, in edition %d (%.1f s)%n",
                      past.visits(),
                      past.edition(),
                      (System.nanoTime() - begun) / 1e9));
    } catch (IOException e) {
      // A node that cannot use its store says so itself; all others do without a past.
      surroundings.err().println("mien: the demo has no history: " + e.getMessage());
    }
  }

  private void started(Server server) {
    Editions editions = server.core().engine().editions();
    // Whatever somebody has published here before stays in force.
    if (editions.inForce().number() == 0) {
      publish(editions);
    }
    surroundings.out().println("demo shop        " + server.publicUri() + "/demo/");
    surroundings.out().println("console          " + server.console());
    SimulatedVisitors visitors =
        SimulatedVisitors.start(server.publicUri(), Pace.calm(), new SplittableRandom());
    Runtime.getRuntime().addShutdownHook(new Thread(visitors::close, "visitors"));
  }

  private void publish(Editions editions) {
    switch (publication(editions)) {
      case Publication.Published(var edition) ->
          surroundings.out().println("demo workspace   edition " + edition.number());
      case Publication.Refused(var diagnostics) ->
          throw new IllegalStateException(
              "the demo workspace is refused: "
                  + diagnostics.stream().map(Diagnostic::render).toList());
    }
  }

  private static Publication publication(Editions editions) {
    try {
      return editions.publish(workspace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workspace of the demo shop. */
  static List<SourceText> workspace() {
    List<SourceText> sources = new ArrayList<>();
    Resources.below(WORKSPACE)
        .forEach(
            (name, bytes) ->
                sources.add(new SourceText(name, new String(bytes, StandardCharsets.UTF_8))));
    return sources;
  }
}
