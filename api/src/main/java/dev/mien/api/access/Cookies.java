package dev.mien.api.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookies of the console. Their prefix has browsers see to it that they come from this host
 * alone, over TLS or loopback, and go to no other; none is readable by a script.
 */
enum Cookies {
  /** That somebody is signed in. Pages that other sites link to are files and need none. */
  SIGN_IN("__Host-mien", CookieSameSite.STRICT),

  /** That a sign-in is on its way; the provider sends the browser back from its own site. */
  LEG("__Host-mien-leg", CookieSameSite.LAX);

  private final String name;
  private final CookieSameSite sameSite;

  Cookies(String name, CookieSameSite sameSite) {
    this.name = name;
    this.sameSite = sameSite;
  }

  Optional<Secret> sent(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(name))
        .map(Cookie::getValue)
        .flatMap(Secret::of);
  }

  /** Has the browser keep a secret until it is closed, or for as long as is said. */
  void set(RoutingContext context, Secret secret) {
    context.response().addCookie(cookie(secret.text()));
  }

  void set(RoutingContext context, Secret secret, Duration age) {
    context.response().addCookie(cookie(secret.text()).setMaxAge(age.toSeconds()));
  }

  void clear(RoutingContext context) {
    context.response().addCookie(cookie("").setMaxAge(0));
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(sameSite);
  }
}
