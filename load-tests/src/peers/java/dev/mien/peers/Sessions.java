package dev.mien.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.peers.Driver.Waiting;
import dev.mien.peers.Load.Arrivals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sessions on a node, and requests that go on with them. */
final class Sessions {
  private static final Duration BEGINNING = Duration.ofSeconds(1);
  private static final Duration COUNTED = Duration.ofMillis(1_500);
  private static final int TRIES = 12;
  private static final String TOO_FEW = "too-few";

  private final Server node;
  private final Rules rules;
  private final ObjectMapper json = new ObjectMapper();

  Sessions(Mien node, Rules rules) {
    this.node = node.server();
    this.rules = rules;
  }

  /** Begins sessions until all that they are shown has its crowd. */
  void gather(Waiting waiting) throws IOException, InterruptedException {
    Driver driver = Driver.of(rules.consenting().stream().map(Driver::request).toList(), waiting);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      driver.run(node.port(), new Load(8, BEGINNING, new Arrivals.AsAnswered()));
      // Nodes count by the second.
      Thread.sleep(COUNTED);
      if (answers().stream().noneMatch(answer -> answer.contains(TOO_FEW))) {
        return;
      }
    }
    throw new IOException(
        "after %d s of new sessions there is still no crowd for some answers"
            .formatted(TRIES * BEGINNING.toSeconds()));
  }

  private List<String> answers() throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    for (String body : rules.consenting()) {
      answers.add(node.answer(body));
    }
    return answers;
  }

  /** So many requests, each with the capsule of a session of its own. */
  List<byte[]> goingOn(int count) throws IOException, InterruptedException {
    List<String> bodies = rules.bodies();
    List<String> consenting = rules.consenting();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String answer = node.answer(consenting.get(i % consenting.size()));
      String capsule = json.readTree(answer).path("capsule").asText();
      String body = bodies.get(i % bodies.size());
      requests.add(
          Driver.request(
              body.substring(0, body.length() - 1) + ",\"capsule\":\"" + capsule + "\"}"));
    }
    return requests;
  }

  /** What a session is answered; all answers of a node are about as long. */
  String answer() throws IOException, InterruptedException {
    return node.answer(rules.consenting().getFirst());
  }
}
