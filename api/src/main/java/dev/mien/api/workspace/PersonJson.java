package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Remark;
import java.io.IOException;
import java.util.List;

/** How whoever acts is written, and what they said. */
final class PersonJson {
  private PersonJson() {}

  static void write(String member, Actor actor, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart(member);
    writeMembers(actor, out);
    out.writeEndObject();
  }

  static void write(String member, List<Actor> actors, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(member);
    for (Actor actor : actors) {
      out.writeStartObject();
      writeMembers(actor, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeMembers(Actor actor, JsonGenerator out) throws IOException {
    out.writeStringField("id", actor.id());
    out.writeStringField("name", actor.name());
  }

  /** When, who, and what they said. */
  static void writeMembers(Remark remark, JsonGenerator out) throws IOException {
    out.writeStringField("at", remark.change().at().toString());
    write("by", remark.by(), out);
    out.writeStringField("say", remark.text());
  }
}
