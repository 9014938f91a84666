package dev.mien.api.openid;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a provider has said somebody is.
 *
 * @param issuer the provider
 * @param name its own for them, which never changes and is nobody else's
 * @param claims all that it says of them
 */
public record Subject(String issuer, String name, Map<String, Object> claims) {
  private static final int TEXTS_MAX = 1_000;

  public Subject {
    claims = Map.copyOf(claims);
  }

  /** A claim that is a text. */
  public Optional<String> text(String claim) {
    return found(claim) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A claim that is a list of texts, or one text. */
  public List<String> texts(String claim) {
    return switch (found(claim)) {
      case String text when !text.isEmpty() -> List.of(text);
      case List<?> list ->
          list.stream()
              .limit(TEXTS_MAX)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
      default -> List.of();
    };
  }

  // A name may itself hold a dot; only where there is no such claim do dots lead further in.
  private Object found(String claim) {
    Object whole = claims.get(claim);
    if (whole != null) {
      return whole;
    }
    Object at = claims;
    for (String part : claim.split("\\.", -1)) {
      Object next = at instanceof Map<?, ?> object ? object.get(part) : null;
      if (next == null) {
        return "";
      }
      at = next;
    }
    return at;
  }
}
