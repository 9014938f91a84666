package dev.mien.engine.release;

class InMemoryReleasesTest extends ReleaseStoreContract {
  private InMemoryReleases releases = new InMemoryReleases();

  @Override
  protected ReleaseStore store() {
    releases = new InMemoryReleases();
    return releases;
  }

  @Override
  protected ReleaseStore again() {
    return releases;
  }
}
