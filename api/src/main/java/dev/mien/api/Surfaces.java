package dev.mien.api;

import dev.mien.api.access.Entrance;
import dev.mien.api.access.Guard;
import dev.mien.api.access.Trail;
import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Limits;
import dev.mien.api.config.Settings;
import dev.mien.api.decisions.Decisions;
import dev.mien.api.exposure.ExposureCalls;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Drain;
import dev.mien.api.http.Plan.Fast;
import dev.mien.api.http.Plan.Surface;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Route;
import dev.mien.api.http.Sites;
import dev.mien.api.json.AnswerJson;
import dev.mien.api.json.ConsentReceiptJson;
import dev.mien.api.json.Controller;
import dev.mien.api.json.PrivacyNotice;
import dev.mien.api.metrics.Meters;
import dev.mien.api.ops.Health;
import dev.mien.api.ops.Scrape;
import dev.mien.api.pages.Pages;
import dev.mien.api.policy.ConsentPolicyJson;
import dev.mien.api.policy.PolicyCalls;
import dev.mien.api.policy.Registry;
import dev.mien.api.promises.PromiseCalls;
import dev.mien.api.session.SessionCalls;
import dev.mien.api.workspace.AllocationsCall;
import dev.mien.api.workspace.ApprovalCalls;
import dev.mien.api.workspace.AuditCalls;
import dev.mien.api.workspace.CountsCall;
import dev.mien.api.workspace.DiscoveriesCall;
import dev.mien.api.workspace.DraftCalls;
import dev.mien.api.workspace.DraftReachCall;
import dev.mien.api.workspace.EditingCalls;
import dev.mien.api.workspace.ExperimentsCall;
import dev.mien.api.workspace.GoalsCall;
import dev.mien.api.workspace.MergingCalls;
import dev.mien.api.workspace.PatternsCall;
import dev.mien.api.workspace.PersonasCall;
import dev.mien.api.workspace.PreviewCall;
import dev.mien.api.workspace.PublicationCalls;
import dev.mien.api.workspace.ReachCall;
import dev.mien.api.workspace.ReviewCalls;
import dev.mien.api.workspace.ScoresCall;
import dev.mien.api.workspace.SiteCall;
import dev.mien.api.workspace.Subjects;
import dev.mien.api.workspace.TrialCalls;
import dev.mien.api.workspace.WorkspaceCalls;
import dev.mien.engine.Engine;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Sketches;
import dev.mien.engine.iab.ConsentStrings;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.pattern.PatternCells;
import dev.mien.engine.persona.Expectations;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.store.Database;
import dev.mien.engine.workspace.Approvals;
import dev.mien.engine.workspace.Publications;
import dev.mien.engine.workspace.Reviews;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What each listener of a node serves. */
final class Surfaces {
  /** Hosts that a listener can have and a browser cannot call. */
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "[::]");

  private final Configuration configuration;
  private final Core core;
  private final Watch watch;
  private final AdminToken token;
  private final Limits limits;

  /** What is watched of a node. */
  record Watch(Drain drain, Scrape scrape, Meters meters) {}

  Surfaces(Configuration configuration, Core core, Watch watch, AdminToken token) {
    this.configuration = configuration;
    this.core = core;
    this.watch = watch;
    this.token = token;
    this.limits = Limits.of(configuration);
  }

  /** The public listener's. */
  Surface open() {
    Sites sites = new Sites(configuration.of(Settings.SITES));
    Reception reception =
        new Reception(sites, limits, new ConsentStrings(tcfVendor(configuration)));
    PrivacyNotice notice = notice(configuration);
    ConsentReceiptJson receipts = new ConsentReceiptJson(notice, controller(), new SecureRandom());
    Answering answering = new Answering(new AnswerJson(receipts), watch.meters());
    Engine engine = core.engine();
    List<Route> routes = new ArrayList<>(Pages.routes());
    Decisions decisions =
        new Decisions(reception, answering, new CurrentEditions(engine.editions()), engine::decide);
    routes.addAll(decisions.routes());
    routes.addAll(
        new SessionCalls(reception, answering, new EngineSessions(engine, core.exposing()))
            .routes());
    routes.addAll(new ExposureCalls(reception, answering, core.exposing()::expose).routes());
    routes.addAll(
        new PolicyCalls(
                engine.editions()::inForce,
                registry(configuration),
                new ConsentPolicyJson(notice, tcfVendor(configuration)),
                core.releasing()::spending)
            .routes());
    routes.addAll(new PromiseCalls(core.promises()).routes());
    return new Surface(
        List.of(sites.cors()), routes, Optional.of(new Fast(sites, List.of(decisions.fast()))));
  }

  private static OptionalInt tcfVendor(Configuration configuration) {
    return configuration.of(Settings.TCF_VENDOR).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static PrivacyNotice notice(Configuration configuration) {
    return new PrivacyNotice(configuration.of(Settings.SESSION_MAX));
  }

  /** What a node says of an edition to everybody. */
  static Buffer policy(Configuration configuration, Edition edition) {
    ConsentPolicyJson consent =
        new ConsentPolicyJson(notice(configuration), tcfVendor(configuration));
    return PolicyCalls.document(edition, registry(configuration), consent);
  }

  /** What a node says of itself in its registry. */
  static Registry registry(Configuration configuration) {
    return new Registry(
        CrowdRule.of(configuration.of(Settings.CROWD_MIN), configuration.of(Settings.CROWD_WINDOW)),
        configuration.of(Settings.SESSION_IDLE),
        configuration.of(Settings.SESSION_MAX),
        Assembly.budget(configuration));
  }

  private Controller controller() {
    return new Controller(
        configuration.of(Settings.CONTROLLER).orElse(""),
        configuration.of(Settings.CONTROLLER_CONTACT).orElse(""),
        configuration.of(Settings.JURISDICTION).orElse(""));
  }

  /**
   * Where the site's pages are: as it is configured, else this node, which serves those of the
   * demo.
   */
  private List<String> origins(URI open) {
    List<String> configured =
        configuration.of(Settings.SITES).stream()
            .flatMap(site -> site.origins().stream())
            .distinct()
            .toList();
    return configured.isEmpty() && !EVERY_ADDRESS.contains(open.getHost())
        ? List.of(open.toString())
        : configured;
  }

  /**
   * The admin listener's.
   *
   * @param open where the public listener is
   */
  Surface admin(URI open) {
    List<Route> routes = new ArrayList<>();
    Editions editions = core.engine().editions();
    routes.addAll(
        new Health(watch.drain(), core.current(), () -> editions.inForce().number(), editions::lag)
            .routes());
    routes.addAll(watch.scrape().routes());
    Database database = core.database();
    Trail trail = core.trail();
    Publications publications = core.publications();
    Limits large = limits.forAdmin();
    Reception reception = new Reception(new Sites(configuration.of(Settings.SITES)), large);
    routes.addAll(
        new WorkspaceCalls(
                new WorkspaceCalls.Parts(
                    editions, database.credits(), publications.rule(), core.engine()::crowds),
                large)
            .routes());
    routes.addAll(
        new PublicationCalls(
                new PublicationCalls.Parts(publications, core.engine()::crowds, reception),
                trail,
                large)
            .routes());
    routes.addAll(
        new DraftCalls(
                new DraftCalls.Parts(
                    database.drafts(), publications.rule(), () -> editions.inForce().number()),
                trail,
                large)
            .routes());
    Reviews reviews = new Reviews(database.drafts(), editions, trail);
    routes.addAll(new ReviewCalls(reception, reviews, trail).routes());
    Approvals approvals = new Approvals(database.audit());
    routes.addAll(new ApprovalCalls(reception, approvals, trail).routes());
    routes.addAll(new EditingCalls(editions, database.drafts(), large).routes());
    routes.addAll(new MergingCalls(editions, database.drafts(), large).routes());
    routes.addAll(new TrialCalls(editions, database.drafts(), large).routes());
    routes.addAll(new DiscoveriesCall(editions, database.drafts(), large).routes());
    routes.addAll(new AuditCalls(database.audit()).routes());
    Subjects subjects =
        new Subjects(editions::inForce, database.drafts(), new Sketches(Expectations::compile));
    routes.addAll(
        new PreviewCall(large, reception.rules(), subjects, core.engine()::preview).routes());
    routes.addAll(new PersonasCall(large, subjects).routes());
    int minimum = configuration.of(Settings.CROWD_MIN);
    Budget budget = Assembly.budget(configuration);
    Statistics statistics = core.releasing().statistics();
    ReachCall.Released reach =
        new ReachCall.Released(
            minimum,
            edition -> budget.noise(Statistic.REACH, edition.model().segments().size()).words(),
            core.engine()::crowds);
    routes.addAll(new ReachCall(editions::inForce, statistics, reach, core.clock()).routes());
    routes.addAll(
        new DraftReachCall(
                database.drafts(),
                core.shadows(),
                new DraftReachCall.Figures(
                    statistics,
                    database.releases(),
                    minimum,
                    numbers -> budget.noise(Statistic.SHADOW, numbers).words(),
                    core.clock()))
            .routes());
    routes.addAll(
        new GoalsCall(
                editions::inForce,
                statistics,
                new GoalsCall.Released(
                    minimum, numbers -> budget.noise(Statistic.GOALS, numbers).words()),
                core.clock())
            .routes());
    ExperimentsCall.Released outcomes =
        new ExperimentsCall.Released(
            minimum,
            edition ->
                budget
                    .noise(Statistic.OUTCOMES, ReleasedCells.of(edition.vocabulary()).touched())
                    .words(),
            core.allocations()::offers);
    routes.addAll(
        new ExperimentsCall(editions::inForce, statistics, outcomes, core.clock()).routes());
    routes.addAll(new ScoresCall(editions::inForce, statistics, outcomes, core.clock()).routes());
    routes.addAll(
        new PatternsCall(
                editions::inForce,
                statistics,
                new PatternsCall.Released(
                    minimum,
                    edition ->
                        budget
                            .noise(
                                Statistic.PATTERNS,
                                PatternCells.released(edition.vocabulary()).touched())
                            .words()),
                core.clock())
            .routes());
    routes.addAll(new AllocationsCall(core.allocations(), minimum).routes());
    String noise = budget.noise(Statistic.DECISIONS, 0).words();
    routes.addAll(new CountsCall(statistics, noise, core.clock()).routes());
    Entrance entrance = entrance(configuration, core, token, watch.meters()::signInRefused);
    routes.addAll(entrance.routes());
    List<String> origins = origins(open);
    routes.addAll(new SiteCall(origins).routes());
    routes.add(Pages.console(origins));
    Guard guard = entrance.guard(routes);
    return new Surface(List.of(guard), guard.routes());
  }

  /**
   * What stands before the admin listener.
   *
   * @param refused told of each sign-in that is refused
   */
  static Entrance entrance(
      Configuration configuration, Core core, AdminToken token, Runnable refused) {
    Reception reception =
        new Reception(
            new Sites(configuration.of(Settings.SITES)), Limits.of(configuration).forAdmin());
    return new Entrance(
        configuration,
        token,
        new Entrance.Parts(
            core.database().access(),
            core.trail(),
            reception,
            refused,
            new Entrance.Clocks(core.clock(), System::nanoTime)));
  }
}
