package dev.mien.load;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

/** What Gatling starts: the run that {@code -Dmien.simulation} names. */
public final class Traffic extends Simulation {
  private final Settings settings = Settings.ofSystemProperties();
  private final Plan plan = settings.kind().plan(settings);

  {
    setUp(plan.populations()).protocols(plan.over(protocol())).assertions(plan.assertions());
  }

  @Override
  public void before() {
    System.out.printf("%s: %s%n", settings.kind().word(), settings.kind().shows());
    plan.begin();
  }

  @Override
  public void after() {
    Findings findings = plan.finish();
    System.out.println();
    findings.lines().forEach(System.out::println);
    if (!findings.broken().isEmpty()) {
      throw new BrokenThreshold(String.join("; ", findings.broken()));
    }
  }

  private HttpProtocolBuilder protocol() {
    HttpProtocolBuilder plain =
        http.baseUrls(settings.target().baseUrls())
            .acceptHeader("application/json")
            .contentTypeHeader("application/json")
            .userAgentHeader("mien-load-tests");
    return settings.target().origin().map(plain::originHeader).orElse(plain);
  }

  /** A threshold of ours that did not hold; it fails the run as Gatling's own do. */
  private static final class BrokenThreshold extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenThreshold(String message) {
      super(message);
    }
  }
}
