package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BalancerTest {
  @Test
  void aNodeThatDidNotAnswerIsLeftOutForAWhile() {
    Balancer balancer = new Balancer(List.of("one", "two", "three"));
    balancer.leaveOut("two");
    for (int call = 0; call < 6; call++) {
      assertFalse(balancer.next().equals("two"), "call " + call);
    }
    balancer.leaveOut("one");
    balancer.leaveOut("three");
    assertTrue(List.of("one", "two", "three").contains(balancer.next()));
  }
}
