package dev.mien.api.openid;

import java.net.URI;
import java.util.Optional;

/**
 * As what Mien is registered at a provider.
 *
 * @param issuer as the provider calls itself, to the letter
 * @param secret none for a client that has none
 * @param callback where the provider sends browsers back to
 */
public record Registration(String issuer, String client, Optional<String> secret, URI callback) {
  /** Never the secret. */
  @Override
  public String toString() {
    return "Registration[" + issuer + " " + client + "]";
  }
}
