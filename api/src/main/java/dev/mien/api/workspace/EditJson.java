package dev.mien.api.workspace;

import dev.mien.api.json.JsonWalk;
import dev.mien.segments.edit.Definition;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.Edit.OfferAt;
import dev.mien.segments.edit.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How an edit is read: its verb is the member that names a kind. */
final class EditJson {
  private static final int MEMBERS_MAX = 8;
  private static final int NAME_MAX = 200;
  private static final String OFFER = "offer";

  private enum Verb {
    PUT,
    REMOVE,
    RENAME,
    MOVE
  }

  private final JsonWalk walk;
  private final String pointer;
  private final Map<String, String> texts = new HashMap<>();
  private Optional<Verb> verb = Optional.empty();
  private String kind = "";
  private Optional<Value> value = Optional.empty();
  private Optional<OfferAt> index = Optional.empty();
  private Optional<OfferAt> before = Optional.empty();

  private EditJson(JsonWalk walk, String pointer) {
    this.walk = walk;
    this.pointer = pointer;
  }

  /** The edit that stands here; none, with an error, where something else does. */
  static Optional<Edit> read(JsonWalk walk, String pointer) throws IOException {
    EditJson reading = new EditJson(walk, pointer);
    walk.object(pointer, MEMBERS_MAX, reading::member);
    return reading.edit();
  }

  private void member(String name, String place) throws IOException {
    switch (name) {
      case "put" -> verb(Verb.PUT, place);
      case "remove" -> verb(Verb.REMOVE, place);
      case "rename" -> verb(Verb.RENAME, place);
      case "move" -> verb(Verb.MOVE, place);
      case "value" -> value = ValueJson.read(walk, place);
      case "index" ->
          index =
              walk.wholeNumber(place)
                  .map(at -> new OfferAt.Index((int) Math.min(at, Integer.MAX_VALUE)));
      case "before" -> before = offer(place);
      case "name", "to", "slot", "file" ->
          walk.text(place, NAME_MAX).ifPresent(text -> texts.put(name, text));
      default -> {
        walk.error(
            place,
            "unknown-name",
            "An edit has put, remove, rename or move, and name, slot, index, to, value, file,"
                + " before.");
        walk.skip();
      }
    }
  }

  private void verb(Verb found, String place) throws IOException {
    if (verb.isPresent()) {
      walk.error(place, "too-many", "An edit does one thing.");
    }
    verb = Optional.of(found);
    kind = walk.text(place, NAME_MAX).orElse("");
  }

  private Optional<OfferAt> offer(String place) throws IOException {
    return switch (walk.token()) {
      case VALUE_NUMBER_INT ->
          walk.wholeNumber(place)
              .map(at -> new OfferAt.Index((int) Math.min(at, Integer.MAX_VALUE)));
      case VALUE_NULL -> Optional.empty();
      default -> walk.text(place, NAME_MAX).map(OfferAt.Name::new);
    };
  }

  private Optional<Edit> edit() {
    if (verb.isEmpty()) {
      walk.error(pointer, "missing", "Send put, remove, rename or move with a kind.");
      return Optional.empty();
    }
    return kind.equals(OFFER) ? offerEdit(verb.get()) : definitionEdit(verb.get());
  }

  private Optional<Edit> definitionEdit(Verb made) {
    Definition definition =
        new Definition(kind, kind.equals("workspace") ? "" : texts.getOrDefault("name", ""));
    return switch (made) {
      case PUT ->
          needed("value", value)
              .map(said -> new Edit.Put(definition, said, Optional.ofNullable(texts.get("file"))));
      case REMOVE -> Optional.of(new Edit.Remove(definition));
      case RENAME ->
          needed("to", Optional.ofNullable(texts.get("to")))
              .map(to -> new Edit.Rename(definition, to));
      case MOVE -> {
        walk.error(pointer + "/move", "wrong-kind", "Only offers are moved.");
        yield Optional.empty();
      }
    };
  }

  private Optional<Edit> offerEdit(Verb made) {
    String slot = texts.getOrDefault("slot", "");
    OfferAt at =
        index.orElseGet(
            () ->
                texts.containsKey("name")
                    ? new OfferAt.Name(texts.getOrDefault("name", ""))
                    : new OfferAt.New());
    return switch (made) {
      case PUT -> needed("value", value).map(said -> new Edit.PutOffer(slot, at, said, before));
      case REMOVE -> Optional.of(new Edit.RemoveOffer(slot, at));
      case MOVE -> Optional.of(new Edit.MoveOffer(slot, at, before));
      case RENAME -> {
        walk.error(pointer + "/rename", "wrong-kind", "Put an offer with another name instead.");
        yield Optional.empty();
      }
    };
  }

  private <T> Optional<T> needed(String name, Optional<T> found) {
    if (found.isEmpty()) {
      walk.error(pointer + "/" + name, "missing", "Send " + name + " too.");
    }
    return found;
  }
}
