package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.engine.edition.Publication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A whole node of a test, on ports of its own, with the demo shop in force and nobody in it. */
public final class DemoNode implements AutoCloseable {
  private final Server server;

  private DemoNode(Server server) {
    this.server = server;
  }

  public static DemoNode start() throws IOException, StartRefused {
    Server server = Server.start(configuration(), Assembly::core);
    Publication publication = server.core().engine().editions().publish(DemoCommand.workspace());
    if (!(publication instanceof Publication.Published)) {
      throw new IllegalStateException("the demo workspace is refused");
    }
    return new DemoNode(server);
  }

  /** Where its public listener is. */
  public URI address() {
    return server.publicUri();
  }

  /** Where its admin listener is. */
  public URI adminAddress() {
    return server.adminUri();
  }

  /** The file its admin token is in. */
  public Path tokenFile() {
    return Path.of(server.tokenPlace());
  }

  private static Configuration configuration() throws IOException {
    Map<String, String> environment =
        Map.of(
            "MIEN_HTTP_PORT", "0",
            "MIEN_ADMIN_PORT", "0",
            "MIEN_CLUSTER_PORT", "0",
            "MIEN_CROWD_MIN", "1",
            // On a machine that does much else, a late event loop is no reason to shed requests.
            "MIEN_LAG_TARGET", "10s",
            "MIEN_LAG_MAX", "1m",
            "MIEN_LOG_LEVEL", "warn",
            "MIEN_DATA_DIR", folder().toString());
    return switch (Configuration.read(environment, Optional.empty())) {
      case Reading.Accepted(var configuration) -> configuration;
      case Reading.Refused(var findings) -> throw new IllegalArgumentException(findings.toString());
    };
  }

  private static Path folder() throws IOException {
    return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo-");
  }

  @Override
  public void close() {
    server.stop();
  }
}
