package dev.mien.api.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.mien.api.openid.Outside.Reply;
import dev.mien.api.openid.SignInFailure.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param basic whether it takes a client's secret in a header, and not in the form
 * @param names whether it names itself when it sends a browser back (RFC 9207)
 */
record Metadata(URI authorization, URI token, URI keys, boolean basic, boolean names) {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /** Where the document of an issuer is. */
  static URI place(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + PATH);
  }

  static Metadata of(Reply reply, String issuer) throws SignInFailure {
    if (reply.status() != 200) {
      throw new SignInFailure(
          Reason.UNAVAILABLE, "the discovery document is answered with " + reply.status());
    }
    Map<String, Object> document = object(reply.body(), "discovery document");
    if (!issuer.equals(document.get("issuer"))) {
      throw new SignInFailure(
          Reason.UNAVAILABLE,
          "the discovery document is of another issuer than MIEN_OIDC_ISSUER, to the letter");
    }
    boolean tls = issuer.startsWith("https:");
    List<?> methods =
        document.get("token_endpoint_auth_methods_supported") instanceof List<?> list
            ? list
            : List.of("client_secret_basic");
    return new Metadata(
        endpoint(document, "authorization_endpoint", tls),
        endpoint(document, "token_endpoint", tls),
        endpoint(document, "jwks_uri", tls),
        methods.contains("client_secret_basic"),
        Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")));
  }

  static Map<String, Object> object(String json, String what) throws SignInFailure {
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException _) {
      throw new SignInFailure(Reason.UNAVAILABLE, "the " + what + " is no JSON object");
    }
  }

  // A document that came over TLS must not lead to where there is none.
  private static URI endpoint(Map<String, Object> document, String name, boolean tls)
      throws SignInFailure {
    try {
      URI uri = new URI(document.get(name) instanceof String text ? text : "");
      boolean loopback = LOOPBACK.contains(String.valueOf(uri.getHost()));
      boolean safe =
          "https".equals(uri.getScheme()) || (!tls && loopback && "http".equals(uri.getScheme()));
      if (safe && uri.getHost() != null && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new SignInFailure(
        Reason.UNAVAILABLE, "the discovery document has no sound https address as " + name);
  }
}
