package dev.mien.api.workspace;

import dev.mien.api.http.Permission;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The route that says where the pages and pictures are that content points to. */
public final class SiteCall {
  private final List<String> origins;

  /**
   * @param origins the first is where paths belong
   */
  public SiteCall(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  public List<Route> routes() {
    return List.of(Route.get("/admin/v1/site", this::show).needs(Permission.READ));
  }

  private void show(RoutingContext context) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("addresses");
          for (String origin : origins) {
            out.writeString(origin);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
