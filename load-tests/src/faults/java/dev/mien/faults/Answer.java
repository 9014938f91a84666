package dev.mien.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What came of one attempt at a call.
 *
 * @param status 0 where no whole answer came in time
 * @param hasRetryAfter whether it says when to ask again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one call
record Answer(int status, boolean hasRetryAfter, byte[] body) {
  static final int OK = 200;
  static final int CREATED = 201;
  static final int GONE = 410;
  static final int UNREADABLE = 422;
  static final int UNAVAILABLE = 503;
  private static final int SERVER_FAULT = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No answer. */
  static Answer none() {
    return new Answer(0, false, new byte[0]);
  }

  boolean isOk() {
    return status == OK;
  }

  /** The body as JSON; an empty object where it is none. */
  JsonNode json() {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.createObjectNode() : node;
    } catch (IOException _) {
      return JSON.createObjectNode();
    }
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Whether a server may never answer so: with a fault of its own, or shedding without a word. */
  boolean isFault() {
    return status >= SERVER_FAULT && !(status == UNAVAILABLE && hasRetryAfter);
  }
}
