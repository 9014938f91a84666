package dev.mien.engine.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The slow twin of what is kept of access: maps. */
final class InMemoryAccess {
  private final Map<String, Colleague> people = new TreeMap<>();
  private final Map<String, SignIn> signIns = new HashMap<>();
  private final Map<String, ApiToken> tokens = new HashMap<>();
  private final Map<String, Leg> legs = new HashMap<>();

  Access access() {
    return new Access(new Known(), new Browsers(), new Scripts(), new Ways());
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private Colleague owner(Person person) {
    return Objects.requireNonNull(people.get(person.id()));
  }

  private final class Known implements People {
    @Override
    public synchronized List<Colleague> list() {
      return List.copyOf(people.values());
    }

    @Override
    public synchronized Optional<Colleague> find(String id) {
      return Optional.ofNullable(people.get(id));
    }
  }

  private final class Browsers implements SignIns {
    @Override
    public synchronized void begin(String hash, SignIn signIn) {
      Colleague now = new Colleague(signIn.person(), signIn.roles(), day(signIn.begun()));
      if (signIn.means() == Means.API_TOKEN) {
        people.putIfAbsent(signIn.person().id(), now);
      } else {
        people.put(signIn.person().id(), now);
      }
      signIns.entrySet().stream()
          .filter(each -> each.getValue().person().id().equals(signIn.person().id()))
          .sorted(
              Comparator.comparing((Map.Entry<String, SignIn> each) -> each.getValue().used())
                  .reversed())
          .skip(OF_PERSON_MAX - 1L)
          .map(Map.Entry::getKey)
          .toList()
          .forEach(signIns::remove);
      signIns.put(hash, signIn);
    }

    @Override
    public synchronized Optional<SignIn> use(String hash, Instant now, Terms terms) {
      Optional<SignIn> found = find(hash).filter(signIn -> !terms.isOver(signIn, now));
      found
          .filter(signIn -> !now.isBefore(signIn.used().plus(terms.notedEvery())))
          .ifPresent(signIn -> signIns.put(hash, at(signIn, now)));
      return found.isEmpty() ? found : find(hash);
    }

    private static SignIn at(SignIn signIn, Instant used) {
      return new SignIn(
          signIn.person(), signIn.roles(), signIn.means(), signIn.bond(), signIn.begun(), used);
    }

    private Optional<SignIn> find(String hash) {
      return Optional.ofNullable(signIns.get(hash))
          .map(
              signIn -> {
                Colleague owner = owner(signIn.person());
                return new SignIn(
                    owner.person(),
                    Role.common(owner.roles(), signIn.roles()),
                    signIn.means(),
                    signIn.bond(),
                    signIn.begun(),
                    signIn.used());
              });
    }

    @Override
    public synchronized Optional<SignIn> end(String hash) {
      Optional<SignIn> found = find(hash);
      signIns.remove(hash);
      return found;
    }

    @Override
    public synchronized int endAll(String person) {
      int before = signIns.size();
      signIns.values().removeIf(signIn -> signIn.person().id().equals(person));
      return before - signIns.size();
    }

    @Override
    public synchronized void sweep(Instant now, Terms terms) {
      signIns.values().removeIf(signIn -> terms.isOver(signIn, now));
    }
  }

  private final class Scripts implements Tokens {
    @Override
    public synchronized boolean add(String hash, ApiToken token, Set<Role> owned) {
      if (tokens.values().stream()
              .filter(each -> each.owner().id().equals(token.owner().id()))
              .count()
          >= OF_PERSON_MAX) {
        return false;
      }
      people.putIfAbsent(
          token.owner().id(), new Colleague(token.owner(), owned, day(token.made())));
      tokens.put(hash, token);
      return true;
    }

    @Override
    public synchronized Optional<ApiToken> use(String hash, Instant now) {
      Optional<ApiToken> found =
          Optional.ofNullable(tokens.get(hash)).filter(token -> now.isBefore(token.expires()));
      found.ifPresent(
          token ->
              tokens.put(
                  hash,
                  new ApiToken(
                      token.id(),
                      token.owner(),
                      token.name(),
                      token.roles(),
                      token.made(),
                      token.expires(),
                      Optional.of(day(now)))));
      return found.map(this::owned);
    }

    private ApiToken owned(ApiToken token) {
      Colleague owner = owner(token.owner());
      return new ApiToken(
          token.id(),
          owner.person(),
          token.name(),
          Role.common(owner.roles(), token.roles()),
          token.made(),
          token.expires(),
          token.used());
    }

    @Override
    public synchronized Optional<ApiToken> find(String id, Instant now) {
      return list().stream()
          .filter(token -> token.id().equals(id) && now.isBefore(token.expires()))
          .findFirst();
    }

    @Override
    public synchronized List<ApiToken> list() {
      return tokens.values().stream()
          .map(this::owned)
          .sorted(Comparator.comparing(ApiToken::made).thenComparing(ApiToken::id))
          .toList();
    }

    @Override
    public synchronized Optional<ApiToken> end(String id) {
      Optional<ApiToken> found = list().stream().filter(token -> token.id().equals(id)).findFirst();
      tokens.values().removeIf(token -> token.id().equals(id));
      return found;
    }
  }

  private final class Ways implements Legs {
    @Override
    public synchronized boolean begin(String state, Leg leg, Instant over) {
      legs.values().removeIf(each -> each.begun().isBefore(over));
      if (legs.size() >= KEPT_MAX) {
        return false;
      }
      legs.put(state, leg);
      return true;
    }

    @Override
    public synchronized Optional<Leg> take(String state) {
      return Optional.ofNullable(legs.remove(state));
    }
  }
}
