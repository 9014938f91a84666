package dev.mien.engine.discovery;

import dev.mien.segments.model.Predicate;
import dev.mien.segments.syntax.Expression;
import java.util.List;

/**
 * A class of sessions that was found, and how to say it.
 *
 * @param number from 1; the largest class comes first
 * @param sessions that are in it
 * @param share of all sessions
 * @param stability how alike its counterpart in redrawn counts is on average: sessions in both, of
 *     those in either
 * @param typical what its sessions have more often than others, the most telling first
 * @param rules alternatives; none if no rule leads to this class
 * @param admitted sessions that any of the rules admits
 * @param precision of the sessions that the rules admit, the share that is in the class
 * @param recall of the sessions in the class, the share that the rules admit
 */
public record Proposal(
    int number,
    long sessions,
    double share,
    double stability,
    List<Trait> typical,
    List<DraftRule> rules,
    long admitted,
    double precision,
    double recall) {
  public Proposal {
    typical = List.copyOf(typical);
    rules = List.copyOf(rules);
  }

  /**
   * What a class has in common.
   *
   * @param condition in the rule language
   * @param share of the class's sessions that can be asked
   * @param all the same of all sessions
   */
  public record Trait(Expression condition, double share, double all) {}

  /**
   * One conjunction that leads to the class. No two of all rules of all classes admit one session.
   *
   * @param conditions what it asks, at most one of each attribute
   * @param text as an author would write it
   * @param admitted sessions for which it is true
   * @param precision of these, the share that is in the class
   * @param recall of the sessions in the class, the share that it admits
   */
  public record DraftRule(
      List<Condition> conditions,
      Expression expression,
      String text,
      long admitted,
      double precision,
      double recall) {
    public DraftRule {
      conditions = List.copyOf(conditions);
    }

    public Predicate predicate() {
      List<Predicate> parts = conditions.stream().map(Condition::predicate).toList();
      return parts.size() == 1 ? parts.getFirst() : new Predicate.AllOf(parts);
    }
  }
}
