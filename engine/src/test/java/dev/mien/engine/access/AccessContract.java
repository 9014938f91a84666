package dev.mien.engine.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.workspace.Together;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every place does that keeps who may do what. */
public abstract class AccessContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
  private static final SignIns.Terms TERMS =
      new SignIns.Terms(Duration.ofMinutes(30), Duration.ofHours(12));
  private static final Person ANN = new Person("oidc-1", "Ann \u00c5 ' -- ?");
  private static final Person BEN = new Person("oidc-2", "Ben");
  private static final Set<Role> BOTH = EnumSet.of(Role.PUBLISHER, Role.AUDITOR);

  private Access access;

  /** A place that holds nothing yet. */
  protected abstract Access open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    access = open();
  }

  private static SignIn signIn(Person person, Set<Role> roles, Instant at) {
    return new SignIn(person, roles, Means.OPENID, "", at, at);
  }

  private static ApiToken token(String id, Person owner, Set<Role> roles) {
    return new ApiToken(
        id, owner, "for " + id, roles, NOW, NOW.plus(Duration.ofDays(3)), Optional.empty());
  }

  private Optional<SignIn> used(String hash, Instant at) throws IOException {
    return access.signIns().use(hash, at, TERMS);
  }

  @Test
  void whoeverHasSignedInIsFoundByTheHashAlone() throws IOException {
    SignIn ann = signIn(ANN, BOTH, NOW);
    access.signIns().begin("a", ann);
    assertEquals(Optional.of(ann), used("a", NOW));
    assertEquals(Optional.empty(), used("A", NOW));
    assertEquals(Optional.empty(), used("", NOW));
    assertEquals(
        List.of(new Colleague(ANN, BOTH, LocalDate.parse("2026-11-22"))), access.people().list());
    assertEquals(Optional.of(ANN), access.people().find(ANN.id()).map(Colleague::person));
    assertEquals(Optional.empty(), access.people().find(BEN.id()));
  }

  @Test
  void aSignInEndsWithoutUseAndAtLastWithIt() throws IOException {
    access.signIns().begin("a", signIn(ANN, BOTH, NOW));
    Instant at = NOW;
    while (at.isBefore(NOW.plus(Duration.ofHours(12)))) {
      assertTrue(used("a", at).isPresent(), at.toString());
      at = at.plus(Duration.ofMinutes(29));
    }
    assertFalse(used("a", NOW.plus(Duration.ofHours(12))).isPresent());
    access.signIns().begin("b", signIn(ANN, BOTH, NOW));
    assertFalse(used("b", NOW.plus(Duration.ofMinutes(30))).isPresent());
    assertTrue(used("b", NOW.plus(Duration.ofMinutes(30).minusMillis(1))).isPresent());
  }

  @Test
  void usingIsNotedAtMostOnceAMinute() throws IOException {
    access.signIns().begin("a", signIn(ANN, BOTH, NOW));
    Instant soon = NOW.plusSeconds(59);
    assertEquals(NOW, used("a", soon).orElseThrow().used());
    assertEquals(NOW, used("a", NOW).orElseThrow().used());
    Instant later = NOW.plusSeconds(60);
    assertEquals(later, used("a", later).orElseThrow().used());
    assertEquals(later, used("a", NOW).orElseThrow().used());
  }

  @Test
  void whatIsEndedIsOver() throws IOException {
    access.signIns().begin("a", signIn(ANN, BOTH, NOW));
    access.signIns().begin("b", signIn(ANN, BOTH, NOW));
    access.signIns().begin("c", signIn(BEN, BOTH, NOW));
    assertEquals(Optional.of(ANN), access.signIns().end("a").map(SignIn::person));
    assertEquals(Optional.empty(), access.signIns().end("a"));
    assertFalse(used("a", NOW).isPresent());
    assertEquals(1, access.signIns().endAll(ANN.id()));
    assertEquals(0, access.signIns().endAll(ANN.id()));
    assertFalse(used("b", NOW).isPresent());
    assertTrue(used("c", NOW).isPresent());
    access.signIns().sweep(NOW.plus(Duration.ofMinutes(29)), TERMS);
    assertTrue(used("c", NOW).isPresent());
    access.signIns().sweep(NOW.plus(Duration.ofMinutes(30)), TERMS);
    assertFalse(used("c", NOW).isPresent());
  }

  @Test
  void theOldestSignInsOfAPersonEndForNewOnes() throws IOException {
    access.signIns().begin("ben", signIn(BEN, BOTH, NOW));
    for (int i = 0; i <= SignIns.OF_PERSON_MAX; i++) {
      access.signIns().begin("a" + i, signIn(ANN, BOTH, NOW.plusSeconds(i)));
    }
    Instant at = NOW.plusSeconds(60);
    assertFalse(used("a0", at).isPresent());
    assertTrue(used("a1", at).isPresent());
    assertTrue(used("a" + SignIns.OF_PERSON_MAX, at).isPresent());
    assertTrue(used("ben", at).isPresent());
  }

  @Test
  void whoeverLosesARoleLosesItWhereverTheyAreSignedIn() throws IOException {
    access.signIns().begin("a", signIn(ANN, BOTH, NOW));
    assertTrue(access.tokens().add("t", token("1", ANN, BOTH), BOTH));
    Person renamed = new Person(ANN.id(), "Ann B");
    access.signIns().begin("b", signIn(renamed, EnumSet.of(Role.AUDITOR, Role.AUTHOR), NOW));
    assertEquals(Set.of(Role.AUDITOR), used("a", NOW).orElseThrow().roles());
    assertEquals(renamed, used("a", NOW).orElseThrow().person());
    assertEquals(Set.of(Role.AUDITOR), access.tokens().use("t", NOW).orElseThrow().roles());
    assertEquals(renamed, access.tokens().find("1", NOW).orElseThrow().owner());
  }

  @Test
  void whoeverSignsInWithATokenOfTheirOwnKeepsTheirRoles() throws IOException {
    access.signIns().begin("a", signIn(ANN, BOTH, NOW));
    access
        .signIns()
        .begin("b", new SignIn(ANN, EnumSet.of(Role.AUDITOR), Means.API_TOKEN, "1", NOW, NOW));
    assertEquals(BOTH, used("a", NOW).orElseThrow().roles());
    assertEquals(Set.of(Role.AUDITOR), used("b", NOW).orElseThrow().roles());
    assertEquals("1", used("b", NOW).orElseThrow().bond());
  }

  @Test
  void aTokenIsGoodUntilItExpiresOrIsEnded() throws IOException {
    ApiToken token = token("1", ANN, BOTH);
    assertTrue(access.tokens().add("t", token, BOTH));
    assertEquals(Optional.of(token), access.tokens().use("t", NOW));
    Optional<LocalDate> today = Optional.of(LocalDate.parse("2026-11-22"));
    assertEquals(today, access.tokens().list().getFirst().used());
    assertEquals(Optional.empty(), access.tokens().use("u", NOW));
    assertTrue(access.tokens().use("t", token.expires().minusMillis(1)).isPresent());
    assertFalse(access.tokens().use("t", token.expires()).isPresent());
    assertFalse(access.tokens().find("1", token.expires()).isPresent());
    assertEquals(1, access.tokens().list().size(), "an expired one is listed");
    assertEquals(Optional.of("1"), access.tokens().end("1").map(ApiToken::id));
    assertEquals(Optional.empty(), access.tokens().end("1"));
    assertFalse(access.tokens().use("t", NOW).isPresent());
    assertEquals(List.of(), access.tokens().list());
  }

  @Test
  void nobodyHasMoreTokensThanAreKept() throws IOException {
    for (int i = 0; i < Tokens.OF_PERSON_MAX; i++) {
      assertTrue(access.tokens().add("t" + i, token("i" + i, ANN, BOTH), BOTH));
    }
    assertFalse(access.tokens().add("t", token("1", ANN, BOTH), BOTH));
    assertTrue(access.tokens().add("t", token("1", BEN, BOTH), BOTH));
    assertFalse(access.tokens().end("i7").isEmpty());
    assertTrue(access.tokens().add("u", token("2", ANN, BOTH), BOTH));
  }

  @Test
  void aWayThroughAProviderIsTakenOnce() throws Exception {
    Leg leg = new Leg("b", "/console/#/x", NOW);
    assertTrue(access.legs().begin("s", leg, NOW.minusSeconds(600)));
    List<Optional<Leg>> taken = Together.run(8, _ -> () -> access.legs().take("s"));
    assertEquals(1, taken.stream().filter(Optional::isPresent).count());
    assertTrue(taken.contains(Optional.of(leg)));
    assertEquals(Optional.empty(), access.legs().take("s"));
  }

  @Test
  void waysThatTookTooLongAreForgotten() throws IOException {
    assertTrue(access.legs().begin("s", new Leg("b", "/", NOW), NOW.minusSeconds(600)));
    assertTrue(
        access.legs().begin("t", new Leg("b", "/", NOW.plusSeconds(601)), NOW.plusSeconds(1)));
    assertEquals(Optional.empty(), access.legs().take("s"));
    assertTrue(access.legs().take("t").isPresent());
  }
}
