package dev.mien.api.access;

import static dev.mien.api.http.Aside.aside;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWalk;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes by which people sign in with a token, see who they are, and sign out. */
final class SignInCalls {
  /** What the value of the header {@code Mien-Csrf} is derived for. */
  static final String CSRF = "csrf";

  static final String SIGN_IN = "/admin/v1/sign-in";
  private static final String ME = "/admin/v1/me";
  private static final int TOKEN_CHARACTERS_MAX = 200;

  private final Reception reception;
  private final SigningIn signingIn;
  private final boolean openId;

  /**
   * @param openId whether people can sign in at a provider, too
   */
  SignInCalls(Reception reception, SigningIn signingIn, boolean openId) {
    this.reception = reception;
    this.signingIn = signingIn;
    this.openId = openId;
  }

  List<Route> routes() {
    return List.of(
        Route.get(SIGN_IN, this::ways).needs(Permission.OPEN),
        Route.post(SIGN_IN, reception.withBody(this::signIn)).needs(Permission.OPEN),
        Route.get(ME, this::me).needs(Permission.SIGNED_IN),
        Route.delete(ME, this::signOut).needs(Permission.SIGNED_IN));
  }

  // Pages ask this before all else, so that nobody who has yet to sign in meets a refusal.
  private void ways(RoutingContext context) {
    aside(
        context,
        () -> signingIn.holds(Cookies.SIGN_IN.sent(context)),
        signedIn ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeBooleanField("signedIn", signedIn);
                  out.writeBooleanField("openid", openId);
                  out.writeEndObject();
                }));
  }

  private void signIn(RoutingContext context, Buffer body) {
    signingIn
        .refusal(context)
        .ifPresentOrElse(
            problem -> Replies.problem(context, problem),
            () ->
                reception.read(context, body, SignInCalls::token, token -> signIn(context, token)));
  }

  private static String token(JsonWalk walk) throws IOException {
    Member member = new Member();
    walk.object(
        "",
        1,
        (name, pointer) -> {
          if (name.equals("token")) {
            member.token = walk.text(pointer, TOKEN_CHARACTERS_MAX).orElse("");
          } else {
            walk.error(pointer, "unknown-name", "Whoever signs in sends a token.");
            walk.skip();
          }
        });
    if (member.token.isEmpty() && walk.errors().isEmpty()) {
      walk.error("/token", "missing", "Send the token to sign in with.");
    }
    return member.token;
  }

  private static final class Member {
    private String token = "";
  }

  private void signIn(RoutingContext context, String token) {
    Secret secret = signingIn.fresh();
    Optional<Secret> before = Cookies.SIGN_IN.sent(context);
    aside(
        context,
        () -> signingIn.with(token, secret, before),
        known ->
            known.ifPresentOrElse(
                begun -> {
                  Cookies.SIGN_IN.set(context, secret);
                  reply(context, begun);
                },
                () -> {
                  signingIn.refused();
                  Replies.problem(context, Problem.of(Kind.TOKEN_UNKNOWN));
                }));
  }

  private void me(RoutingContext context) {
    Callers.known(context).ifPresent(known -> reply(context, known));
  }

  private static void reply(RoutingContext context, Known known) {
    Replies.json(context, out -> write(known, out));
  }

  private static void write(Known known, JsonGenerator out) throws IOException {
    Caller caller = known.caller();
    out.writeStartObject();
    out.writeObjectFieldStart("person");
    PersonJson.write(caller.person(), out);
    out.writeEndObject();
    PersonJson.write(caller.roles(), out);
    out.writeArrayFieldStart("permissions");
    for (Permission permission : caller.permissions().stream().sorted().toList()) {
      out.writeString(permission.code());
    }
    out.writeEndArray();
    out.writeStringField("means", caller.means().code());
    if (known.expires().isPresent()) {
      out.writeStringField("expires", known.expires().orElseThrow().toString());
    }
    if (known.secret().isPresent()) {
      out.writeStringField("csrf", known.secret().orElseThrow().derived(CSRF));
    }
    out.writeEndObject();
  }

  private void signOut(RoutingContext context) {
    Known known = Callers.known(context).orElseThrow();
    aside(
        context,
        () -> {
          signingIn.end(known);
          return known;
        },
        _ -> {
          Cookies.SIGN_IN.clear(context);
          Replies.empty(context, 204);
        });
  }
}
