package dev.mien.api.access;

import static dev.mien.api.http.Aside.aside;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.access.ApiToken;
import dev.mien.engine.access.Means;
import dev.mien.engine.access.Role;
import dev.mien.engine.access.Tokens;
import dev.mien.engine.workspace.Action;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The routes by which people make tokens for scripts, list and end them. A token cannot make
 * another: what leaks ends when it was to end.
 */
final class TokenCalls {
  private static final String TOKENS = "/admin/v1/tokens";
  private static final int ID_BYTES = 8;

  private final Reception reception;
  private final Tokens tokens;
  private final Trail trail;
  private final Fresh fresh;

  /** Where new tokens take their text and their time from. */
  record Fresh(SecureRandom random, InstantSource clock) {}

  TokenCalls(Reception reception, Tokens tokens, Trail trail, Fresh fresh) {
    this.reception = reception;
    this.tokens = tokens;
    this.trail = trail;
    this.fresh = fresh;
  }

  List<Route> routes() {
    return List.of(
        Route.get(TOKENS, this::list).needs(Permission.SIGNED_IN),
        Route.post(TOKENS, reception.withBody(this::make)).needs(Permission.SIGNED_IN),
        Route.delete(TOKENS + "/:id", this::end).needs(Permission.SIGNED_IN));
  }

  private void list(RoutingContext context) {
    Predicate<ApiToken> sees = sees(Callers.of(context));
    aside(
        context,
        tokens::list,
        all ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeArrayFieldStart("tokens");
                  for (ApiToken token : all.stream().filter(sees).toList()) {
                    out.writeStartObject();
                    write(token, out);
                    out.writeEndObject();
                  }
                  out.writeEndArray();
                  out.writeEndObject();
                }));
  }

  /** Which tokens a caller may see and end. */
  private static Predicate<ApiToken> sees(Caller caller) {
    boolean all = caller.may(Permission.ADMINISTER);
    return token -> all || token.owner().id().equals(caller.person().id());
  }

  private void make(RoutingContext context, Buffer body) {
    Caller caller = Callers.of(context);
    if (caller.means() == Means.API_TOKEN) {
      Replies.problem(context, Problem.of(Kind.PERSON_NEEDED));
      return;
    }
    Instant now = fresh.clock().instant();
    reception.read(
        context,
        body,
        walk -> TokenBody.read(walk, caller, now),
        asked -> make(context, caller, asked, now));
  }

  private void make(RoutingContext context, Caller caller, TokenBody asked, Instant now) {
    String text = TokenText.fresh(fresh.random());
    byte[] id = new byte[ID_BYTES];
    fresh.random().nextBytes(id);
    ApiToken token =
        new ApiToken(
            HexFormat.of().formatHex(id),
            caller.person(),
            asked.name(),
            asked.roles(),
            now,
            asked.expires(),
            Optional.empty());
    aside(
        context,
        () -> kept(caller, token, text),
        kept -> {
          if (kept) {
            made(context, token, text);
          } else {
            Replies.problem(context, Problem.of(Kind.TOO_MANY_TOKENS));
          }
        });
  }

  private boolean kept(Caller caller, ApiToken token, String text) throws IOException {
    boolean kept = tokens.add(Secret.hash(text), token, caller.roles());
    if (kept) {
      trail.note(
          caller.actor(),
          Action.TOKEN_MADE,
          "token " + token.id() + " as " + Role.codes(token.roles()) + " until " + token.expires());
    }
    return kept;
  }

  private static void made(RoutingContext context, ApiToken token, String text) {
    Replies.body(
        context,
        201,
        Replies.JSON,
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              write(token, out);
              out.writeStringField("token", text);
              out.writeEndObject();
            }));
  }

  private static void write(ApiToken token, JsonGenerator out) throws IOException {
    out.writeStringField("id", token.id());
    out.writeStringField("name", token.name());
    out.writeObjectFieldStart("owner");
    PersonJson.write(token.owner(), out);
    out.writeEndObject();
    PersonJson.write(token.roles(), out);
    out.writeStringField("made", token.made().toString());
    out.writeStringField("expires", token.expires().toString());
    if (token.used().isPresent()) {
      out.writeStringField("used", token.used().orElseThrow().toString());
    }
  }

  private void end(RoutingContext context) {
    Caller caller = Callers.of(context);
    if (caller.means() == Means.API_TOKEN) {
      Replies.problem(context, Problem.of(Kind.PERSON_NEEDED));
      return;
    }
    String id = String.valueOf(context.pathParam("id"));
    aside(
        context,
        () -> ended(caller, id),
        ended -> {
          if (ended) {
            Replies.empty(context, 204);
          } else {
            Replies.problem(context, Problem.of(Kind.NO_SUCH_TOKEN));
          }
        });
  }

  private boolean ended(Caller caller, String id) throws IOException {
    boolean may =
        tokens.list().stream().filter(sees(caller)).anyMatch(token -> token.id().equals(id));
    if (!may || tokens.end(id).isEmpty()) {
      return false;
    }
    trail.note(caller.actor(), Action.TOKEN_ENDED, "token " + id);
    return true;
  }
}
