package dev.mien.segments.check;

import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Learning;
import dev.mien.segments.syntax.Word;
import java.util.List;
import java.util.OptionalInt;

/** Goals by their names, wherever outcomes are to be counted for one. */
final class GoalCheck {
  private final Findings findings;
  private final Register<EventEntry> events;

  GoalCheck(Findings findings, Register<EventEntry> events) {
    this.findings = findings;
    this.events = events;
  }

  /**
   * Its position among the events.
   *
   * @param use what none but a goal is good for, as {@code by a goal can be learned}
   */
  OptionalInt check(Word word, String use) {
    return switch (events.find(word.text())) {
      case Entry.Sound(int position, EventEntry entry) -> goal(word, position, entry.event(), use);
      case Entry.Unsound<EventEntry> _ -> OptionalInt.empty();
      case Entry.Absent<EventEntry> _ -> {
        new Unknowns(findings).goal(word, goals());
        yield OptionalInt.empty();
      }
    };
  }

  private OptionalInt goal(Word word, int position, Event event, String use) {
    if (event.goal() != Event.Role.GOAL) {
      findings.report(
          Code.NOT_A_GOAL,
          word.span(),
          "the event '" + word + "' is not a goal, and only " + use,
          "add goal: true to the event, or name another");
      return OptionalInt.empty();
    }
    int place = goals().indexOf(word.text());
    if (place >= Learning.GOALS_MAX) {
      findings.report(
          Code.GOAL_NOT_COUNTED,
          word.span(),
          "outcomes are counted for the first "
              + Learning.GOALS_MAX
              + " goals, and '"
              + word
              + "' is number "
              + (place + 1),
          "declare it before others, or make some of them no goals");
      return OptionalInt.empty();
    }
    return OptionalInt.of(position);
  }

  private List<String> goals() {
    return events.sound().stream()
        .map(EventEntry::event)
        .filter(event -> event.goal() == Event.Role.GOAL)
        .map(event -> event.name().text())
        .toList();
  }
}
