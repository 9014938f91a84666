package dev.mien.engine.store;

import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Editions in a folder of files, one YAML file each, named by its number and readable by people.
 *
 * <p>The first line of a file is the SHA-256 of all that follows it, so that a torn or edited file
 * is noticed and passed over. A file is written under another name, forced to disk and renamed:
 * after a crash it is there as a whole or not at all.
 */
public final class EditionFolder implements EditionStore {
  private static final Pattern NAME = Pattern.compile("edition-(\\d{1,18})\\.yaml");
  private static final String CHECKSUM = "# sha256 ";

  /** The largest file that is read back: a workspace of 8 MiB, its ids, and room to quote both. */
  private static final long FILE_BYTES_MAX = 32L << 20;

  private final Path folder;

  /**
   * @param folder created if it is not there
   * @throws IOException if it cannot be created, or is not a folder
   */
  public EditionFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public List<Long> numbers() throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        var name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          numbers.add(Long.parseLong(name.group(1)));
        }
      }
    }
    return List.copyOf(numbers);
  }

  @Override
  public Optional<StoredEdition> find(long number) throws IOException {
    Path file = file(number);
    String text;
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new IOException(file + " is larger than " + FILE_BYTES_MAX + " bytes");
      }
      text = Files.readString(file);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    return Optional.of(read(file, text));
  }

  @Override
  public void keep(StoredEdition edition) throws IOException {
    Path file = file(edition.summary().number());
    if (Files.exists(file)) {
      throw new IOException(file + " exists already; an edition is never changed");
    }
    String body = write(edition);
    byte[] bytes = (CHECKSUM + sha256(body) + "\n" + body).getBytes(StandardCharsets.UTF_8);
    Path unfinished = folder.resolve(file.getFileName() + ".unfinished");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    try {
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(folder + " lies on a file system without atomic renames", e);
    }
    forceFolder();
  }

  // The rename itself reaches the disk only with its folder. Systems that cannot open a folder for
  // that do not need it.
  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(long number) {
    return folder.resolve("edition-%08d.yaml".formatted(number));
  }

  private static String write(StoredEdition edition) {
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
    document.put("ids", List.copyOf(edition.ids().byKey().sequencedKeySet()));
    return new Dump(DumpSettings.builder().build()).dumpToString(document);
  }

  private static StoredEdition read(Path file, String text) throws IOException {
    int lineEnd = text.indexOf('\n');
    String body = text.substring(lineEnd + 1);
    if (lineEnd < 0 || !text.substring(0, lineEnd).equals(CHECKSUM + sha256(body))) {
      throw new IOException(file + " is damaged: its checksum does not fit its text");
    }
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file.getFileName().toString())
              .setCodePointLimit((int) FILE_BYTES_MAX)
              .build();
      if (!(new Load(settings).loadFromString(body) instanceof Map<?, ?> document)) {
        throw new IOException(file + " holds no edition");
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
      List<String> keys = new ArrayList<>();
      for (Object key : list(document, "ids")) {
        keys.add(String.valueOf(key));
      }
      return new StoredEdition(summary, sources, StableIds.none().with(keys));
    } catch (YamlEngineException | IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(file + " was written by another version of Mien", e);
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
