package dev.mien.api.config;

import dev.mien.engine.access.Role;
import dev.mien.engine.session.Site;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the text of a setting is read.
 *
 * @param range what is allowed, in words, after "must be"
 * @param read the value, or none where the text is not allowed
 */
record Form<T>(String range, Function<String, Optional<T>> read) {
  private static final int HOST_LENGTH_MAX = 253;
  private static final int PORT_MAX = 65_535;
  private static final int SITES_MAX = 100;
  private static final Pattern ORIGIN = Pattern.compile("[!-~&&[^+]]{1,200}");
  private static final Pattern ISSUER = Pattern.compile("[!-~&&[^?#]]{1,200}");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]+");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");
  private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern SECRET = Pattern.compile("[!-~]{16,200}");

  static Form<Integer> wholeNumber(int min, int max) {
    return new Form<>(
        "a whole number from " + min + " to " + max,
        text -> {
          try {
            int number = Integer.parseInt(text);
            return number < min || number > max ? Optional.empty() : Optional.of(number);
          } catch (NumberFormatException _) {
            return Optional.empty();
          }
        });
  }

  /** A number with up to three digits after the point. */
  static Form<BigDecimal> decimal(String min, String max) {
    BigDecimal least = new BigDecimal(min);
    BigDecimal most = new BigDecimal(max);
    return new Form<>(
        "a number from " + min + " to " + max + " with up to three digits after the point",
        text ->
            matching(DECIMAL, text)
                .map(BigDecimal::new)
                .filter(found -> found.compareTo(least) >= 0 && found.compareTo(most) <= 0));
  }

  static Form<Duration> duration(String min, String max) {
    Duration least = Durations.parse(min).orElseThrow();
    Duration most = Durations.parse(max).orElseThrow();
    return new Form<>(
        "a duration from " + min + " to " + max + ", such as 500ms, 30s, 30m, 12h or 1d",
        text ->
            Durations.parse(text)
                .filter(found -> found.compareTo(least) >= 0 && found.compareTo(most) <= 0));
  }

  static Form<String> host() {
    return new Form<>("a host name or an address", text -> matching(HOST, text));
  }

  static Form<Integer> port() {
    return new Form<>(
        "a port from 0 to " + PORT_MAX + ", where 0 is any that is free",
        wholeNumber(0, PORT_MAX).read());
  }

  static Form<Path> path() {
    return new Form<>(
        "a path",
        text -> {
          try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
          } catch (InvalidPathException _) {
            return Optional.empty();
          }
        });
  }

  /** A setting that may be left out: empty text is no value. */
  static <T> Form<Optional<T>> optional(Form<T> form) {
    return new Form<>(
        form.range() + ", or nothing",
        text -> {
          Optional<T> value = text.isEmpty() ? Optional.empty() : form.read().apply(text);
          return text.isEmpty() || value.isPresent() ? Optional.of(value) : Optional.empty();
        });
  }

  static Form<String> secret() {
    return new Form<>(
        "16 to 200 printable characters without spaces", text -> matching(SECRET, text));
  }

  static Form<String> printable(int charactersMax) {
    Pattern pattern = Pattern.compile("\\P{Cntrl}{1," + charactersMax + "}");
    return new Form<>(
        "1 to " + charactersMax + " printable characters", text -> matching(pattern, text));
  }

  static Form<String> clusterName() {
    return new Form<>(
        "1 to 64 letters, digits, dashes, dots and underscores", text -> matching(CLUSTER, text));
  }

  static Form<String> logOrigin() {
    return new Form<>(
        "1 to 200 visible ASCII characters without a plus sign", text -> matching(ORIGIN, text));
  }

  static Form<URI> jdbcUrl() {
    return new Form<>(
        "a URL that starts with jdbc:postgresql:",
        text -> {
          try {
            return text.startsWith("jdbc:postgresql:")
                ? Optional.of(new URI(text))
                : Optional.empty();
          } catch (URISyntaxException _) {
            return Optional.empty();
          }
        });
  }

  static Form<List<Peer>> peers() {
    return new Form<>(
        "host:port pairs with commas between them; nothing is a cluster of one",
        text -> allOf(words(text, ","), Peer::parse));
  }

  static Form<List<SiteOrigins>> sites() {
    return new Form<>(
        "1 to "
            + SITES_MAX
            + " sites such as shop=https://shop.example https://www.shop.example;blog, each a name"
            + " of lower-case letters, digits and dashes and the exact origins its pages come from",
        text -> allOf(words(text, ";"), Form::site).filter(Form::areSites));
  }

  /** Where an OpenID provider says it is, to the letter. */
  static Form<String> issuer() {
    return new Form<>(
        "a URL that starts with https:, or with http: on loopback, without ? and #",
        text -> matching(ISSUER, text).filter(Form::isIssuer));
  }

  private static boolean isIssuer(String text) {
    try {
      URI uri = new URI(text);
      boolean loopback = LOOPBACK.contains(String.valueOf(uri.getHost()));
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && ("https".equals(uri.getScheme()) || (loopback && "http".equals(uri.getScheme())));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  static Form<String> webOrigin() {
    return new Form<>("an origin such as https://mien.example, without a path", Form::origin);
  }

  static Form<List<GroupRole>> groupRoles() {
    return new Form<>(
        "group=role pairs with commas between them, where a role is one of "
            + Role.codes(List.of(Role.values())).replace(",", ", "),
        text -> allOf(words(text, ","), Form::groupRole));
  }

  private static Optional<GroupRole> groupRole(String text) {
    int equals = text.lastIndexOf('=');
    String group = equals < 0 ? "" : text.substring(0, equals).strip();
    return group.isEmpty()
        ? Optional.empty()
        : Role.of(text.substring(equals + 1).strip()).map(role -> new GroupRole(group, role));
  }

  static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words =
        constants.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    return new Form<>(
        "one of " + String.join(", ", words),
        text -> {
          int place = words.indexOf(text.toLowerCase(Locale.ROOT));
          return place < 0 ? Optional.empty() : Optional.of(constants.get(place));
        });
  }

  private static Optional<SiteOrigins> site(String text) {
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).strip();
    String origins = equals < 0 ? "" : text.substring(equals + 1);
    try {
      Site site = new Site(name);
      return allOf(words(origins, "\\s+"), Form::origin).map(found -> new SiteOrigins(site, found));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> origin(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getRawUserInfo() == null && uri.getHost() != null;
      boolean exact = text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
      boolean lower = text.equals(text.toLowerCase(Locale.ROOT));
      return web && bare && exact && lower ? Optional.of(text) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean areSites(List<SiteOrigins> sites) {
    Set<Object> seen = new HashSet<>();
    for (SiteOrigins site : sites) {
      if (!seen.add(site.site()) || !site.origins().stream().allMatch(seen::add)) {
        return false;
      }
    }
    return !sites.isEmpty() && sites.size() <= SITES_MAX;
  }

  private static Optional<String> matching(Pattern shape, String text) {
    boolean fits = text.length() <= HOST_LENGTH_MAX && shape.matcher(text).matches();
    return fits ? Optional.of(text) : Optional.empty();
  }

  private static List<String> words(String text, String separator) {
    return Arrays.stream(text.split(separator, -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static <T> Optional<List<T>> allOf(
      List<String> texts, Function<String, Optional<T>> read) {
    List<T> values = new ArrayList<>();
    for (String text : texts) {
      Optional<T> value = read.apply(text);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.orElseThrow());
    }
    return Optional.of(List.copyOf(values));
  }
}
