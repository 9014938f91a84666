package dev.mien.api.access;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import java.io.IOException;
import java.util.Collection;

/** How people and their roles are written. */
final class PersonJson {
  private PersonJson() {}

  /** Writes the members of a person. */
  static void write(Person person, JsonGenerator out) throws IOException {
    out.writeStringField("id", person.id());
    out.writeStringField("name", person.name());
  }

  /** Writes the member {@code roles}. */
  static void write(Collection<Role> roles, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("roles");
    for (Role role : roles.stream().sorted().toList()) {
      out.writeString(role.code());
    }
    out.writeEndArray();
  }
}
