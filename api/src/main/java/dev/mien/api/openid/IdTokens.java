package dev.mien.api.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mien.api.openid.SignInFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * How ID tokens are checked (OpenID Connect Core 1.0, 3.1.3.7). Only signatures that the provider
 * alone can make are taken: none, and those with a shared secret, are not on the list, whatever a
 * token says of itself.
 */
final class IdTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration AGE_MAX = Duration.ofMinutes(10);
  private static final int CHARACTERS_MAX = 64 << 10;
  private static final int SUBJECT_CHARACTERS_MAX = 255;
  private static final int RSA_BITS_MIN = 2_048;

  private IdTokens() {}

  /**
   * What a token has to be for.
   *
   * @param nonce what the browser was sent away with
   */
  record Expected(String issuer, String client, String nonce, Instant now) {}

  static SignedJWT parse(String text) throws SignInFailure {
    if (text.length() > CHARACTERS_MAX) {
      throw refused("the ID token is too long");
    }
    try {
      return SignedJWT.parse(text);
    } catch (ParseException _) {
      throw refused("the ID token is no signed token");
    }
  }

  /** Whether there is a key in the set that a token may be signed with. */
  static boolean knows(JWKSet keys, SignedJWT token) throws SignInFailure {
    return !candidates(keys, token.getHeader()).isEmpty();
  }

  private static List<JWK> candidates(JWKSet keys, JWSHeader header) throws SignInFailure {
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      throw refused("the ID token has an algorithm that is not taken");
    }
    JOSEObjectType type = header.getType();
    if (type != null && !type.equals(JOSEObjectType.JWT)) {
      throw refused("the token is no ID token");
    }
    return new JWKSelector(JWKMatcher.forJWSHeader(header))
        .select(keys).stream().filter(IdTokens::isStrong).toList();
  }

  private static boolean isStrong(JWK key) {
    return key.getKeyType().equals(KeyType.EC)
        || (key.getKeyType().equals(KeyType.RSA) && key.size() >= RSA_BITS_MIN);
  }

  /** Whoever a token is about. */
  static Subject check(SignedJWT token, JWKSet keys, Expected expected) throws SignInFailure {
    if (!isSigned(token, candidates(keys, token.getHeader()))) {
      throw refused("the ID token is not signed by a key of the provider");
    }
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      checkClaims(claims, expected);
      return new Subject(expected.issuer(), claims.getSubject(), present(claims));
    } catch (ParseException _) {
      throw refused("the claims of the ID token cannot be read");
    }
  }

  private static java.util.Map<String, Object> present(JWTClaimsSet claims) {
    java.util.Map<String, Object> present = new java.util.HashMap<>();
    claims
        .getClaims()
        .forEach(
            (name, value) -> {
              if (value != null) {
                present.put(name, value);
              }
            });
    return present;
  }

  private static boolean isSigned(SignedJWT token, List<JWK> keys) throws SignInFailure {
    for (JWK key : keys) {
      try {
        if (key instanceof AsymmetricJWK asymmetric) {
          JWSVerifier verifier =
              new DefaultJWSVerifierFactory()
                  .createJWSVerifier(token.getHeader(), asymmetric.toPublicKey());
          if (token.verify(verifier)) {
            return true;
          }
        }
      } catch (JOSEException _) {
        throw refused("a key of the provider cannot be used");
      }
    }
    return false;
  }

  private static void checkClaims(JWTClaimsSet claims, Expected expected)
      throws ParseException, SignInFailure {
    if (!expected.issuer().equals(claims.getIssuer())) {
      throw refused("the ID token is of another issuer");
    }
    List<String> audience = claims.getAudience();
    if (!audience.contains(expected.client())) {
      throw refused("the ID token is for another client");
    }
    String party = claims.getStringClaim("azp");
    boolean partyFits = party == null ? audience.size() == 1 : party.equals(expected.client());
    if (!partyFits) {
      throw refused("the ID token was issued to another client");
    }
    checkTimes(claims, expected.now());
    String nonce = claims.getStringClaim("nonce");
    if (nonce == null
        || !MessageDigest.isEqual(
            nonce.getBytes(StandardCharsets.UTF_8),
            expected.nonce().getBytes(StandardCharsets.UTF_8))) {
      throw refused("the ID token has another nonce");
    }
    String subject = claims.getSubject();
    if (subject == null || subject.isEmpty() || subject.length() > SUBJECT_CHARACTERS_MAX) {
      throw refused("the ID token has no subject");
    }
  }

  private static void checkTimes(JWTClaimsSet claims, Instant now) throws SignInFailure {
    Date expires = claims.getExpirationTime();
    if (expires == null || !now.minus(SKEW).isBefore(expires.toInstant())) {
      throw refused("the ID token has expired, or the clocks differ");
    }
    Date issued = claims.getIssueTime();
    if (issued == null
        || issued.toInstant().isAfter(now.plus(SKEW))
        || issued.toInstant().isBefore(now.minus(AGE_MAX).minus(SKEW))) {
      throw refused("the ID token was not issued just now, or the clocks differ");
    }
    Date from = claims.getNotBeforeTime();
    if (from != null && from.toInstant().isAfter(now.plus(SKEW))) {
      throw refused("the ID token is not good yet");
    }
  }

  private static SignInFailure refused(String message) {
    return new SignInFailure(Reason.REFUSED, message);
  }
}
