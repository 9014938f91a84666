package dev.mien.api.config;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the environment variables
 * @param out for what was asked for
 * @param err for what went wrong
 */
public record Surroundings(Map<String, String> environment, PrintWriter out, PrintWriter err) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
