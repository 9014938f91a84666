package dev.mien.segments.check;

import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Event;
import dev.mien.segments.syntax.Word;
import java.util.List;
import java.util.OptionalInt;

/** Goals by the names that are used for them. */
final class GoalCheck {
  private final Findings findings;
  private final Register<EventEntry> events;

  GoalCheck(Findings findings, Register<EventEntry> events) {
    this.findings = findings;
    this.events = events;
  }

  /**
   * The position of the event that is meant; none if it is no goal, which is reported.
   *
   * @param only why it has to be one, such as {@code only by a goal can be learned}
   */
  OptionalInt position(Word word, String only) {
    return switch (events.find(word.text())) {
      case Entry.Sound(int position, EventEntry entry) -> {
        if (entry.event().goal() == Event.Role.GOAL) {
          yield OptionalInt.of(position);
        }
        findings.report(
            Code.NOT_A_GOAL,
            word.span(),
            "the event '" + word + "' is not a goal, and " + only,
            "add goal: true to the event, or name another");
        yield OptionalInt.empty();
      }
      case Entry.Unsound<EventEntry> _ -> OptionalInt.empty();
      case Entry.Absent<EventEntry> _ -> {
        new Unknowns(findings).goal(word, names());
        yield OptionalInt.empty();
      }
    };
  }

  /** The names of all goals, in the order they are declared. */
  List<String> names() {
    return events.sound().stream()
        .map(EventEntry::event)
        .filter(event -> event.goal() == Event.Role.GOAL)
        .map(event -> event.name().text())
        .toList();
  }
}
