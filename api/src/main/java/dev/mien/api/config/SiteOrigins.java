package dev.mien.api.config;

import dev.mien.engine.session.Site;
import java.util.List;

/**
 * One site and where its pages come from.
 *
 * @param origins exact origins, such as {@code https://shop.example}; may be empty
 */
public record SiteOrigins(Site site, List<String> origins) {
  public SiteOrigins {
    origins = List.copyOf(origins);
  }
}
