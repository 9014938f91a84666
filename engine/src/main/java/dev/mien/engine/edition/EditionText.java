package dev.mien.engine.edition;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * An edition as one text: YAML that people can read, below the SHA-256 of all that follows the
 * first line, so that a torn or edited text is noticed wherever it was kept.
 */
public final class EditionText {
  private static final String CHECKSUM = "# sha256 ";

  /** The longest text that is read back: a workspace of 8 MiB, its ids, and room to quote both. */
  public static final int CHARACTERS_MAX = 32 << 20;

  private EditionText() {}

  /** An edition as text. */
  public static String write(StoredEdition edition) {
    String body = body(edition);
    return CHECKSUM + sha256(body) + "\n" + body;
  }

  private static String body(StoredEdition edition) {
    Summary summary = edition.summary();
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("number", summary.number());
    document.put("publishedAt", summary.publishedAt().toString());
    document.put("workspace", summary.workspace());
    document.put("segments", summary.segments());
    document.put("slots", summary.slots());
    List<Map<String, String>> sources = new ArrayList<>();
    for (SourceText source : edition.sources()) {
      SequencedMap<String, String> entry = new LinkedHashMap<>();
      entry.put("name", source.name());
      entry.put("text", source.text());
      sources.add(entry);
    }
    document.put("sources", sources);
    document.put("ids", ids(edition.ids()));
    return new Dump(DumpSettings.builder().build()).dumpToString(document);
  }

  // The keys in the order of their ids; a number where the next id is not the one after the last.
  private static List<Object> ids(StableIds ids) {
    List<Object> entries = new ArrayList<>();
    int next = 1;
    for (Map.Entry<String, Integer> given : ids.byKey().sequencedEntrySet()) {
      if (given.getValue() != next) {
        entries.add(given.getValue());
      }
      entries.add(given.getKey());
      next = given.getValue() + 1;
    }
    return entries;
  }

  private static StableIds ids(List<?> entries) {
    SequencedMap<String, Integer> ids = new LinkedHashMap<>();
    int next = 1;
    for (Object entry : entries) {
      if (entry instanceof Integer number) {
        next = number;
      } else {
        ids.put(String.valueOf(entry), next);
        next++;
      }
    }
    return new StableIds(ids);
  }

  /**
   * The edition that a text holds.
   *
   * @param place where the text is, for messages
   * @throws DamagedException if it is not what {@link #write} wrote
   */
  public static StoredEdition read(String place, String text) throws DamagedException {
    int lineEnd = text.indexOf('\n');
    String body = text.substring(lineEnd + 1);
    if (lineEnd < 0 || !text.substring(0, lineEnd).equals(CHECKSUM + sha256(body))) {
      throw new DamagedException(place + " is damaged: its checksum does not fit its text");
    }
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(place).setCodePointLimit(CHARACTERS_MAX).build();
      if (!(new Load(settings).loadFromString(body) instanceof Map<?, ?> document)) {
        throw new DamagedException(place + " holds no edition");
      }
      Summary summary =
          new Summary(
              number(document, "number"),
              Instant.parse(text(document, "publishedAt")),
              text(document, "workspace"),
              (int) number(document, "segments"),
              (int) number(document, "slots"));
      List<SourceText> sources = new ArrayList<>();
      for (Object entry : list(document, "sources")) {
        if (!(entry instanceof Map<?, ?> source)) {
          throw new IllegalArgumentException("a source is a map");
        }
        sources.add(new SourceText(text(source, "name"), text(source, "text")));
      }
      return new StoredEdition(summary, sources, ids(list(document, "ids")));
    } catch (YamlEngineException | IllegalArgumentException | DateTimeParseException e) {
      throw new DamagedException(place + " was written by another version of Mien", e);
    }
  }

  private static long number(Map<?, ?> document, String key) {
    if (document.get(key) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException("'" + key + "' is a number");
  }

  private static String text(Map<?, ?> document, String key) {
    if (document.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("'" + key + "' is text");
  }

  private static List<?> list(Map<?, ?> document, String key) {
    if (document.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + key + "' is a list");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
