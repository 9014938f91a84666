package dev.mien.engine.secret;

class InMemorySecretsTest extends SecretsContract {
  @Override
  protected Secrets open() {
    return new InMemorySecrets();
  }
}
