package dev.mien.api.http;

import dev.mien.api.json.JsonWriting;

/** What a call is answered with, whoever sends it. */
public sealed interface Answered {
  /** What was asked for, as JSON. */
  record Said(JsonWriting json) implements Answered {}

  /** Why there is nothing else to say. */
  record Refused(Problem problem) implements Answered {}
}
