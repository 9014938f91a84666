package dev.mien.api;

import dev.mien.api.AdminCalls.NoAnswer;
import dev.mien.api.AdminCalls.Reply;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.api.report.ArmsJson;
import dev.mien.api.report.ArmsReading;
import dev.mien.api.report.ArmsTable;
import dev.mien.api.report.HtmlReport;
import dev.mien.api.report.ScoresText;
import dev.mien.api.report.TextReport;
import dev.mien.engine.experiment.Arms;
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.experiment.ReadoutRules;
import dev.mien.engine.experiment.ReadoutRules.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien report}. */
@Command(
    name = "report",
    description = {
      "Says what experiments have shown: what each variant did for each segment, how sure that is,"
          + " and what to do next.",
      "Reads what a running node has released, or counts from a CSV file.",
      "With --scores: whether scored segments still hold, observed by expected, and what to do."
    },
    footerHeading = "%nThe CSV file has one arm a row, and a header with these columns:%n",
    footer = {
      "  variant, sessions, successes    always: how many sessions were shown it, and how many of",
      "                                  them reached the goal",
      "  slot, goal, segment             where there is more than one",
      "  kind                            control, variant or held-out",
      "  weight                          the planned share of sessions, in any unit; 1",
      "  noise                           the variance of the noise in each number; 0",
      "  drawing                         fixed, explored (by a bandit's fixed weights) or adaptive",
      "  learned                         the share it would be drawn by, as was learned"
    })
final class ReportCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Printing printing;

  @Mixin private final ConfigFile configFile = new ConfigFile();

  @Parameters(
      arity = "0..1",
      paramLabel = "CSV",
      description = "A file of counts; without it the node that the settings name is asked.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes one page of HTML instead, which stands alone.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "The chance of an error that is borne; 0.05.")
  private double alpha = ReadoutRules.STANDARD.alpha();

  @Option(
      names = "--design-effect",
      paramLabel = "D",
      description = {
        "By how much variances are larger than those of independent sessions, because some are of"
            + " the same person; 1.1."
      })
  private double designEffect = ReadoutRules.STANDARD.designEffect();

  @Option(
      names = "--look",
      paramLabel = "K/N",
      description = "This is look K of N that were planned; without it anybody may look always.")
  private Optional<String> look = Optional.empty();

  @Option(names = "--slot", paramLabel = "SLOT", description = "Only this slot.")
  private Optional<String> slot = Optional.empty();

  @Option(names = "--goal", paramLabel = "GOAL", description = "Only this goal.")
  private Optional<String> goal = Optional.empty();

  @Option(
      names = "--scores",
      description = "Whether scored segments still hold, as a running node has released it.")
  private boolean scores;

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.printing = new Printing(surroundings);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ReadoutRules rules;
    try {
      rules = rules();
    } catch (IllegalArgumentException e) {
      return printing.wrong(e.getMessage() + ".");
    }
    if (scores) {
      return scores();
    }
    ArmsReading reading;
    if (file.isPresent()) {
      reading = ArmsTable.read(file.orElseThrow());
    } else {
      Optional<Configuration> configuration = configFile.read(surroundings);
      if (configuration.isEmpty()) {
        return Main.WRONG_USAGE;
      }
      try {
        reading = told(AdminCalls.of(configuration.orElseThrow()));
      } catch (NoAnswer e) {
        surroundings.err().println("mien: " + e.getMessage());
        return Main.REFUSED;
      }
    }
    return switch (reading) {
      case ArmsReading.Refused(var why) -> printing.unfit(why);
      case ArmsReading.Found(var experiments) -> report(experiments, rules);
    };
  }

  private int scores() throws IOException, InterruptedException {
    if (file.isPresent() || html.isPresent() || slot.isPresent() || goal.isPresent()) {
      return printing.wrong("--scores asks a running node and prints text; leave out the rest.");
    }
    Optional<Configuration> configuration = configFile.read(surroundings);
    if (configuration.isEmpty()) {
      return Main.WRONG_USAGE;
    }
    try {
      Reply reply = AdminCalls.of(configuration.orElseThrow()).get("/admin/v1/scores");
      Optional<String> why =
          reply.isDone()
              ? ScoresText.print(reply.body(), surroundings.out())
              : Optional.of(refusal(reply));
      return why.isPresent() ? printing.unfit(why.get()) : Main.DONE;
    } catch (NoAnswer e) {
      surroundings.err().println("mien: " + e.getMessage());
      return Main.REFUSED;
    }
  }

  private static String refusal(Reply reply) {
    return "the node refuses: " + reply.body().getString("detail", "status " + reply.status());
  }

  private ReadoutRules rules() {
    ReadoutRules rules =
        new ReadoutRules(alpha, designEffect, ReadoutRules.STANDARD.tunedFor(), Optional.empty());
    if (look.isEmpty()) {
      return rules;
    }
    return rules.withPlanned(Planned.of(look.orElseThrow()));
  }

  private static ArmsReading told(AdminCalls calls) throws NoAnswer, InterruptedException {
    Reply reply = calls.get("/admin/v1/experiments");
    return reply.isDone() ? ArmsJson.read(reply.body()) : new ArmsReading.Refused(refusal(reply));
  }

  private int report(List<Arms> experiments, ReadoutRules rules) throws IOException {
    List<Readout> readouts =
        experiments.stream()
            .filter(arms -> slot.isEmpty() || slot.orElseThrow().equals(arms.slot()))
            .filter(arms -> goal.isEmpty() || goal.orElseThrow().equals(arms.goal()))
            .map(arms -> Readout.of(arms, rules))
            .toList();
    if (html.isPresent()) {
      Files.writeString(html.orElseThrow(), HtmlReport.page(readouts));
      surroundings
          .out()
          .println("written: " + readouts.size() + " experiments to " + html.orElseThrow());
    } else if (readouts.isEmpty()) {
      surroundings.out().println("No experiment has counted anything yet.");
    } else {
      TextReport.print(readouts, surroundings.out());
    }
    surroundings.out().flush();
    return Main.DONE;
  }
}
