package dev.mien.load;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

/** What Gatling starts: the run that {@code -Dmien.simulation} names. */
public final class Traffic extends Simulation {
  /** What Gatling itself ends with when an assertion does not hold. */
  private static final int BROKEN = 2;

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
    findings.broken().forEach(broken -> System.out.println("broken: " + broken));
    if (!findings.broken().isEmpty()) {
      // Gatling judges its own assertions only; throwing here would fail the run too, but before
      // its
      // report is written.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(BROKEN)));
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
}
