package dev.mien.api;

import dev.mien.api.AdminCalls.NoAnswer;
import dev.mien.api.AdminCalls.Reply;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien publish}. */
@Command(
    name = "publish",
    description = "Checks a workspace on a running node and puts it in force there.")
final class PublishCommand implements Callable<Integer> {
  /** The most segments that are named in one line. */
  private static final int NAMES_MAX = 20;

  private final Surroundings surroundings;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  @Parameters(paramLabel = "WORKSPACE", description = "A folder of YAML files, or one file.")
  private Path workspace = Path.of(".");

  @Option(
      names = "--seen",
      paramLabel = "N",
      description = {
        "The edition that the folder is a change to, as mien export says it: nothing is published"
            + " if another is in force by now. Without it whatever is in force gives way."
      })
  private Optional<Long> seen = Optional.empty();

  PublishCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Configuration> configuration = configFile.read(surroundings);
    if (configuration.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    return switch (WorkspaceFolder.read(workspace)) {
      case WorkspaceFolder.Reading.Refused(var reason) -> {
        surroundings.err().println("mien: " + reason);
        yield Main.WRONG_USAGE;
      }
      case WorkspaceFolder.Reading.Found(var sources) ->
          publish(configuration.orElseThrow(), sources);
    };
  }

  private int publish(Configuration configuration, List<SourceText> sources)
      throws InterruptedException {
    JsonObject files = new JsonObject();
    sources.forEach(source -> files.put(source.name(), source.text()));
    try {
      JsonObject body = new JsonObject().put("files", files);
      seen.ifPresent(number -> body.put("seen", number));
      Reply reply = AdminCalls.of(configuration).post("/admin/v1/editions", body);
      return say(reply);
    } catch (NoAnswer e) {
      surroundings.err().println("mien: " + e.getMessage());
      return Main.REFUSED;
    }
  }

  /** Names the segments whose crowds stand so. */
  private void tell(JsonArray crowds, CrowdStatus status, String words) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < crowds.size(); i++) {
      JsonObject crowd = crowds.getJsonObject(i);
      if (status.code().equals(crowd.getString("crowd"))) {
        names.add(crowd.getString("segment"));
      }
    }
    if (!names.isEmpty()) {
      int more = names.size() - NAMES_MAX;
      surroundings
          .out()
          .println(
              words
                  + String.join(", ", names.subList(0, Math.min(names.size(), NAMES_MAX)))
                  + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  private int say(Reply reply) {
    JsonArray diagnostics = reply.body().getJsonArray("diagnostics", new JsonArray());
    for (int i = 0; i < diagnostics.size(); i++) {
      surroundings.out().println(diagnostics.getJsonObject(i).getString("rendered", ""));
    }
    if (reply.isDone()) {
      surroundings
          .out()
          .println("published: edition " + reply.body().getLong("edition") + " is in force");
      JsonArray crowds = reply.body().getJsonArray("crowds", new JsonArray());
      tell(crowds, CrowdStatus.TOO_FEW, "too few sessions now, which see other content: ");
      tell(crowds, CrowdStatus.NOT_COUNTED_YET, "not counted yet, shown once enough have come: ");
      return Main.DONE;
    }
    // A node that fails does not always know whether the edition was kept; its detail says so.
    String outcome =
        reply.isFault() ? "not published: " : "refused, and the edition in force stays: ";
    surroundings.err().println("mien: " + outcome + reply.body().getString("detail"));
    String approval = reply.body().getString("approval", "");
    if (!approval.isEmpty()) {
      surroundings.err().println("mien: the digest to approve is " + approval);
    }
    return Main.REFUSED;
  }
}
