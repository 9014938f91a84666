package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.metrics.Meters;
import dev.mien.api.workspace.Checker;
import dev.mien.segments.Workspaces;

/** Puts the engine together from its parts, as a node's configuration says. */
@SuppressWarnings("DoNotCallSuggester")
final class Assembly {
  private Assembly() {}

  /** What checks workspaces, without a node around it. */
  static Checker checker() {
    return Workspaces::compile;
  }

  /** The JSON Schema of workspace files. */
  static String workspaceSchema() {
    throw new UnsupportedOperationException("the schema of workspace files");
  }

  /** The engine of one node. Joins the cluster; blocks. */
  static Core core(Configuration configuration, Meters meters) {
    meters.gauge("mien.edition", "The edition in force.", () -> 0);
    throw new UnsupportedOperationException(configuration.of(Settings.CLUSTER_NAME));
  }
}
