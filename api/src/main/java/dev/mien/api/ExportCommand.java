package dev.mien.api;

import dev.mien.api.AdminCalls.NoAnswer;
import dev.mien.api.AdminCalls.Reply;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.api.workspace.YamlStream;
import dev.mien.engine.workspace.DraftName;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien export}. */
@Command(
    name = "export",
    description =
        "Fetches the workspace of an edition, as it was published, or of a draft from a running"
            + " node.")
final class ExportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      description = "Which edition; without it the one in force.")
  private Optional<Long> number = Optional.empty();

  @Option(
      names = {"-d", "--draft"},
      paramLabel = "NAME",
      description = "A draft instead of an edition, as it was last saved.")
  private Optional<String> draft = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "An empty or new folder; without it everything is printed as one stream.")
  private Optional<Path> folder = Optional.empty();

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Optional<Configuration> configuration = configFile.read(surroundings);
    if (configuration.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    if (number.isPresent() && draft.isPresent()) {
      surroundings.err().println("mien: an edition or a draft can be exported, not both at once.");
      return Main.WRONG_USAGE;
    }
    if (draft.isPresent() && DraftName.parse(draft.orElseThrow()).isEmpty()) {
      surroundings
          .err()
          .println("mien: a draft is named in lower-case letters, digits and dashes.");
      return Main.WRONG_USAGE;
    }
    if (folder.isPresent() && isFilled(folder.orElseThrow())) {
      surroundings.err().println("mien: " + folder.orElseThrow() + " is not an empty folder.");
      return Main.WRONG_USAGE;
    }
    try {
      return export(AdminCalls.of(configuration.orElseThrow()));
    } catch (NoAnswer e) {
      surroundings.err().println("mien: " + e.getMessage());
      return Main.REFUSED;
    }
  }

  private int export(AdminCalls calls) throws NoAnswer, InterruptedException, IOException {
    Reply reply =
        calls.get(
            draft
                .map(name -> "/admin/v1/drafts/" + name)
                .orElseGet(
                    () -> "/admin/v1/editions/" + number.map(String::valueOf).orElse("current")));
    if (!reply.isDone()) {
      surroundings.err().println("mien: " + reply.body().getString("detail"));
      return Main.REFUSED;
    }
    JsonObject files = reply.body().getJsonObject("files", new JsonObject());
    if (folder.isEmpty()) {
      surroundings
          .out()
          .print(
              YamlStream.of(
                  files.fieldNames().stream()
                      .map(name -> new SourceText(name, files.getString(name)))
                      .toList()));
      surroundings.out().flush();
      return Main.DONE;
    }
    Path root = folder.orElseThrow().toAbsolutePath().normalize();
    for (String name : files.fieldNames()) {
      Path file = root.resolve(name).normalize();
      if (!file.startsWith(root)) {
        surroundings.err().println("mien: a file would lie outside of the folder: " + name);
        return Main.REFUSED;
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, files.getString(name));
    }
    surroundings
        .out()
        .println(
            "exported: "
                + draft
                    .map(name -> "draft " + name + ", revision " + reply.body().getLong("revision"))
                    .orElseGet(() -> "edition " + reply.body().getLong("edition"))
                + " with "
                + files.size()
                + " files to "
                + folder.orElseThrow());
    return Main.DONE;
  }

  private static boolean isFilled(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isPresent();
    }
  }
}
