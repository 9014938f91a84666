package dev.mien.api.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * What has come of the simulated visits so far.
 *
 * @param visits how many were begun
 * @param answers how many answers there were, by status; 0 stands for none at all
 * @param notices how many notices the answers held, by code
 */
record VisitTally(long visits, Map<Integer, Long> answers, Map<String, Long> notices) {
  VisitTally {
    answers = Map.copyOf(answers);
    notices = Map.copyOf(notices);
  }

  static VisitTally none() {
    return new VisitTally(0, Map.of(), Map.of());
  }

  VisitTally withVisit() {
    return new VisitTally(visits + 1, answers, notices);
  }

  VisitTally withAnswer(int status) {
    Map<Integer, Long> more = new TreeMap<>(answers);
    more.merge(status, 1L, Long::sum);
    return new VisitTally(visits, more, notices);
  }

  VisitTally withNotice(String code) {
    Map<String, Long> more = new TreeMap<>(notices);
    more.merge(code, 1L, Long::sum);
    return new VisitTally(visits, answers, more);
  }
}
