package dev.mien.engine.store;

import dev.mien.engine.edition.DamagedException;
import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.EditionText;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Editions in a folder of files, one YAML file each, named by its number and readable by people.
 *
 * <p>The first line of a file is the SHA-256 of all that follows it, so that a torn or edited file
 * is noticed and passed over. A file is written under another name, forced to disk and renamed:
 * after a crash it is there as a whole or not at all.
 */
public final class EditionFolder implements EditionStore {
  private static final Pattern NAME = Pattern.compile("edition-(\\d{1,18})\\.yaml");
  private static final Logger LOG = LoggerFactory.getLogger(EditionFolder.class);

  private final Path folder;
  private final int most;

  /**
   * @param folder created if it is not there
   * @throws IOException if it cannot be created, or is not a folder
   */
  public EditionFolder(Path folder) throws IOException {
    this(folder, Integer.MAX_VALUE);
  }

  /**
   * @param folder created if it is not there
   * @param most how many editions are kept; of more, the oldest go
   * @throws IOException if it cannot be created, or is not a folder
   */
  public EditionFolder(Path folder, int most) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.most = most;
  }

  @Override
  public long newest() throws IOException {
    SortedSet<Long> numbers = numbers();
    return numbers.isEmpty() ? 0 : numbers.last();
  }

  @Override
  public List<Summary> list(int most) throws IOException {
    List<Summary> summaries = new ArrayList<>();
    for (long number : numbers().reversed()) {
      if (summaries.size() == most) {
        break;
      }
      try {
        find(number).map(StoredEdition::summary).ifPresent(summaries::add);
      } catch (IOException e) {
        LOG.error("edition {} is passed over: {}", number, e.getMessage());
      }
    }
    return summaries;
  }

  private SortedSet<Long> numbers() throws IOException {
    TreeSet<Long> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        var name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          numbers.add(Long.parseLong(name.group(1)));
        }
      }
    }
    return numbers;
  }

  @Override
  public Optional<StoredEdition> find(long number) throws IOException {
    Path file = file(number);
    String text;
    try {
      if (Files.size(file) > EditionText.CHARACTERS_MAX) {
        throw new DamagedException(
            file + " is larger than " + EditionText.CHARACTERS_MAX + " bytes");
      }
      text = Files.readString(file);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    return Optional.of(EditionText.read(file.toString(), text));
  }

  @Override
  public synchronized boolean keep(StoredEdition edition) throws IOException {
    if (edition.summary().number() <= newest()) {
      return false;
    }
    Path file = file(edition.summary().number());
    byte[] bytes = EditionText.write(edition).getBytes(StandardCharsets.UTF_8);
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
    prune();
    return true;
  }

  private void prune() throws IOException {
    SortedSet<Long> numbers = numbers();
    while (numbers.size() > most) {
      Files.deleteIfExists(file(numbers.removeFirst()));
    }
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
}
