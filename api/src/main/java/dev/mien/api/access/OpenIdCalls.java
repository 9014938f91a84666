package dev.mien.api.access;

import static dev.mien.api.http.Aside.aside;

import dev.mien.api.access.Identities.Bound;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.openid.Provider;
import dev.mien.api.openid.Provider.Return;
import dev.mien.api.openid.Provider.Way;
import dev.mien.api.openid.SignInFailure;
import dev.mien.api.openid.SignInFailure.Reason;
import dev.mien.api.openid.Subject;
import dev.mien.engine.access.Leg;
import dev.mien.engine.access.Legs;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The two routes between which somebody signs in at a provider.
 *
 * <p>A browser leaves with a secret in a cookie. What it must come back with is derived from that
 * and from a state that is kept, so that neither half is good without the other, and nothing that
 * is kept is worth stealing.
 */
final class OpenIdCalls {
  private static final String START = SignInCalls.SIGN_IN + "/openid";
  static final String CALLBACK = START + "/callback";
  private static final String HOME = "/console/";
  private static final Duration LEG_MAX = Duration.ofMinutes(10);
  private static final int CODE_CHARACTERS_MAX = 2_000;

  /** Somewhere in the console, and never an address of another host. */
  private static final Pattern BACK =
      Pattern.compile("/console/(?:[?#][A-Za-z0-9._~/=&%+:@,-]{0,300})?");

  private final Optional<Desk> desk;
  private final SigningIn signingIn;
  private final Legs legs;
  private final InstantSource clock;

  /**
   * Where people sign in who are not known here.
   *
   * @param told of each failure
   */
  record Desk(Provider provider, OpenIdRoles roles, Consumer<SignInFailure> told) {}

  OpenIdCalls(Optional<Desk> desk, SigningIn signingIn, Legs legs, InstantSource clock) {
    this.desk = desk;
    this.signingIn = signingIn;
    this.legs = legs;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get(START, this::start).needs(Permission.OPEN),
        Route.get(CALLBACK, this::end).needs(Permission.OPEN));
  }

  private void start(RoutingContext context) {
    String asked = String.valueOf(context.request().getParam("return"));
    if (desk.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_PROVIDER));
    } else if (!signingIn.mayTry()) {
      over(context, Reason.TOO_MANY);
    } else {
      Desk open = desk.orElseThrow();
      Secret browser = signingIn.fresh();
      String back = BACK.matcher(asked).matches() ? asked : HOME;
      finish(
          context,
          open,
          () -> begun(open, browser, back),
          () -> Cookies.LEG.set(context, browser, LEG_MAX));
    }
  }

  /** One half of a sign-in; says where the browser goes next. */
  private interface Half {
    String done() throws SignInFailure, IOException;
  }

  /** How one of the two calls ends. */
  private sealed interface Ended {
    /**
     * @param place where the browser is sent
     */
    record Well(String place) implements Ended {}

    record Badly(Reason reason) implements Ended {}
  }

  private void finish(RoutingContext context, Desk open, Half half, Runnable well) {
    aside(
        context,
        () -> ended(open, half),
        ended -> {
          switch (ended) {
            case Ended.Well(var place) -> {
              well.run();
              leave(context, place);
            }
            case Ended.Badly(var reason) -> over(context, reason);
          }
        });
  }

  private Ended ended(Desk open, Half half) {
    try {
      return new Ended.Well(half.done());
    } catch (SignInFailure e) {
      signingIn.refused();
      open.told().accept(e);
      return new Ended.Badly(e.reason());
    } catch (IOException e) {
      open.told().accept(new SignInFailure(Reason.UNAVAILABLE, String.valueOf(e.getMessage())));
      return new Ended.Badly(Reason.UNAVAILABLE);
    }
  }

  private String begun(Desk open, Secret browser, String back) throws SignInFailure, IOException {
    Secret state = signingIn.fresh();
    String place = open.provider().authorization(way(browser, state)).toString();
    Instant now = clock.instant();
    if (!legs.begin(state.hash(), new Leg(browser.hash(), back, now), now.minus(LEG_MAX))) {
      throw new SignInFailure(Reason.TOO_MANY, "as many sign-ins are on their way as are kept");
    }
    return place;
  }

  private static Way way(Secret browser, Secret state) {
    return new Way(
        state.text(),
        browser.derived("nonce " + state.text()),
        browser.derived("verifier " + state.text()));
  }

  /** A browser that has come back. */
  private record Comeback(Secret browser, Secret state, Return with, boolean isDenied) {
    static Optional<Comeback> of(RoutingContext context) {
      HttpServerRequest request = context.request();
      Optional<Secret> browser = Cookies.LEG.sent(context);
      Optional<Secret> state = Optional.ofNullable(request.getParam("state")).flatMap(Secret::of);
      if (browser.isEmpty() || state.isEmpty()) {
        return Optional.empty();
      }
      String code = String.valueOf(request.getParam("code"));
      Return with = new Return(code, Optional.ofNullable(request.getParam("iss")));
      return Optional.of(
          new Comeback(
              browser.orElseThrow(),
              state.orElseThrow(),
              with,
              request.getParam("error") != null || code.length() > CODE_CHARACTERS_MAX));
    }
  }

  private void end(RoutingContext context) {
    Optional<Comeback> comeback = Comeback.of(context);
    Optional<Secret> before = Cookies.SIGN_IN.sent(context);
    Secret secret = signingIn.fresh();
    Cookies.LEG.clear(context);
    if (desk.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_PROVIDER));
    } else if (comeback.isEmpty()) {
      over(context, Reason.EXPIRED);
    } else {
      Desk open = desk.orElseThrow();
      finish(
          context,
          open,
          () -> {
            Leg leg = taken(comeback.orElseThrow());
            Known _ =
                signingIn.begin(
                    new Bound(caller(open, comeback.orElseThrow()), ""), secret, before);
            return leg.back();
          },
          () -> Cookies.SIGN_IN.set(context, secret));
    }
  }

  private static Caller caller(Desk open, Comeback comeback) throws SignInFailure {
    if (comeback.isDenied()) {
      throw new SignInFailure(Reason.REFUSED, "the provider sends a browser back without a code");
    }
    Way way = way(comeback.browser(), comeback.state());
    Subject subject = open.provider().subject(way, comeback.with());
    return open.roles()
        .caller(subject)
        .orElseThrow(
            () ->
                new SignInFailure(
                    Reason.NO_ROLE, "whoever signed in is in no group that has a role"));
  }

  private Leg taken(Comeback comeback) throws IOException, SignInFailure {
    return legs.take(comeback.state().hash())
        .filter(leg -> Secret.same(leg.browser(), comeback.browser().hash()))
        .filter(leg -> clock.instant().isBefore(leg.begun().plus(LEG_MAX)))
        .orElseThrow(
            () ->
                new SignInFailure(
                    Reason.EXPIRED, "a browser came back late, twice, or is another one"));
  }

  /** Sends the browser to where the console says that it did not work. */
  private static void over(RoutingContext context, Reason reason) {
    leave(context, HOME + "#/sign-in?failed=" + reason.code());
  }

  private static void leave(RoutingContext context, String place) {
    context
        .response()
        .putHeader(HttpHeaders.LOCATION, place)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Replies.empty(context, 303);
  }
}
