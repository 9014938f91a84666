package dev.mien.engine.privacy;

import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import java.util.List;

/** Signals and events that have passed the gate. Only the gate makes them. */
public final class PermittedSignals {
  private final Permission permission;
  private final List<CodedSignal> signals;
  private final List<CodedEvent> events;
  private final List<Notice> notices;

  PermittedSignals(
      Permission permission,
      List<CodedSignal> signals,
      List<CodedEvent> events,
      List<Notice> notices) {
    this.permission = permission;
    this.signals = List.copyOf(signals);
    this.events = List.copyOf(events);
    this.notices = List.copyOf(notices);
  }

  public Permission permission() {
    return permission;
  }

  public List<CodedSignal> signals() {
    return signals;
  }

  /** None in contextual mode. */
  public List<CodedEvent> events() {
    return events;
  }

  /** What reading and the gate left out. */
  public List<Notice> notices() {
    return notices;
  }
}
