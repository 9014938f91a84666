package dev.mien.segments.check;

import dev.mien.segments.model.Event;

/** An event with its fields by name. */
record EventEntry(Event event, Register<Event.Field> fields) {}
