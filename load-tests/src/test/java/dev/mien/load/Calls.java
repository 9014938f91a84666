package dev.mien.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.function.Function;

/** The calls that visitors make, each with what its answer must be. */
final class Calls {
  /** Where a visitor keeps the address of one node, if it is to be that and no other. */
  static final String BASE = "base";

  /** Where the status of the latest answer is. */
  static final String STATUS = "status";

  private static final int GONE = 410;
  private static final int UNREADABLE = 422;

  private Calls() {}

  private static Function<Session, String> at(String path) {
    return visitor -> visitor.contains(BASE) ? visitor.getString(BASE) + path : path;
  }

  /** Asks for content without a session: nothing may be issued. */
  static HttpRequestActionBuilder contextual(String name, Function<Session, String> body) {
    return http(name)
        .post(at("/v1/decide"))
        .body(StringBody(body))
        .check(
            status().saveAs(STATUS),
            status().is(200),
            jsonPath("$.mode").is("contextual"),
            jsonPath("$.decisions").exists(),
            jsonPath("$.capsule").notExists());
  }

  /** Asks for content within a session: the capsule that is issued replaces the one before. */
  static HttpRequestActionBuilder inSession(String name, Function<Session, String> body) {
    return http(name)
        .post(at("/v1/decide"))
        .body(StringBody(body))
        .check(
            status().saveAs(STATUS),
            status().is(200),
            jsonPath("$.mode").is("session"),
            jsonPath("$.decisions").exists(),
            jsonPath("$.capsule").saveAs("capsule"));
  }

  /** Reports something within a session and asks for nothing. */
  static HttpRequestActionBuilder report(String name, Function<Session, String> body) {
    return http(name)
        .post(at("/v1/signals"))
        .body(StringBody(body))
        .check(
            status().saveAs(STATUS),
            status().is(200),
            jsonPath("$.mode").is("session"),
            jsonPath("$.capsule").saveAs("capsule"));
  }

  static HttpRequestActionBuilder withdraw(String name) {
    return http(name)
        .put(at("/v1/session/consent"))
        .header("Mien-Capsule", "#{capsule}")
        .body(StringBody(Bodies.nothingAllowed()))
        .check(status().is(200), jsonPath("$.capsule").notExists());
  }

  /** Consents to less within a session: the capsule that is issued replaces the one before. */
  static HttpRequestActionBuilder narrow(String name, Bodies bodies) {
    return http(name)
        .put(at("/v1/session/consent"))
        .header("Mien-Capsule", "#{capsule}")
        .body(StringBody(_ -> bodies.lessAllowed()))
        .check(status().is(200), jsonPath("$.capsule").saveAs("capsule"));
  }

  static HttpRequestActionBuilder look(String name) {
    return http(name)
        .get(at("/v1/session"))
        .header("Mien-Capsule", "#{capsule}")
        .check(status().is(200));
  }

  static HttpRequestActionBuilder erase(String name) {
    return http(name)
        .delete(at("/v1/session"))
        .header("Mien-Capsule", "#{capsule}")
        .check(status().is(200));
  }

  /** Uses a capsule whose session was ended: that must be refused for good. */
  static HttpRequestActionBuilder refused(String name, Function<Session, String> body) {
    return http(name).post(at("/v1/decide")).body(StringBody(body)).check(status().is(GONE));
  }

  /** Uses a capsule from before less was allowed: that opens nothing any more. */
  static HttpRequestActionBuilder outdated(String name, Function<Session, String> body) {
    return http(name).post(at("/v1/decide")).body(StringBody(body)).check(status().is(UNREADABLE));
  }
}
