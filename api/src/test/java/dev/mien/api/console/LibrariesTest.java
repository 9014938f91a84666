package dev.mien.api.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.pages.Resources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The libraries that the console comes with: those of the lock, unchanged, with their licences. */
class LibrariesTest {
  private static final Path LOCK = Path.of("src", "vendor", "lock.json");
  private static final Path LIBRARIES = Path.of("src", "vendor", "libraries.json");
  private static final Set<String> LICENCES = Set.of("MIT", "Apache-2.0");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)(?:^|[;}])\\s*(?:import|export)\\s*(?:[\\w$*\\s{},]*?\\bfrom\\s*)?[\"']([^\"'\\n"
              + "]+)[\"']");

  private static final Map<String, byte[]> FILES = Resources.below("console/lib");

  /** Nobody mends a library by hand: the next version would lose it. */
  @Test
  void everyFileIsTheOneInTheLockAndNoneIsThereBesides() throws IOException {
    Map<String, String> locked = new TreeMap<>();
    for (JsonObject library : list(LOCK)) {
      for (JsonObject file : objects(library.getJsonArray("files"))) {
        locked.put(file.getString("to"), file.getString("integrity"));
      }
    }
    Map<String, String> found = new TreeMap<>();
    FILES.forEach((name, bytes) -> found.put(name, integrity(bytes)));
    assertEquals(locked, found);
  }

  @Test
  void theLockIsOfTheLibrariesThatAreListed() throws IOException {
    List<String> listed = list(LIBRARIES).stream().map(LibrariesTest::named).toList();
    assertEquals(listed, list(LOCK).stream().map(LibrariesTest::named).toList());
  }

  @Test
  void everyLibraryMayBePassedOnAndSaysSo() throws IOException {
    for (JsonObject library : list(LOCK)) {
      String name = library.getString("name");
      assertTrue(LICENCES.contains(library.getString("licence")), name);
      String text = "licences/" + name.replace("@", "").replace('/', '-') + ".txt";
      assertFalse(new String(FILES.get(text), StandardCharsets.UTF_8).isBlank(), text);
    }
  }

  /** A browser follows paths only, and everything that is imported has to be there. */
  @Test
  void everyImportLeadsToAFile() {
    Set<String> lost = new TreeSet<>();
    int followed = 0;
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      if (!file.getKey().endsWith(".js")) {
        continue;
      }
      Matcher found = IMPORT.matcher(new String(file.getValue(), StandardCharsets.UTF_8));
      while (found.find()) {
        followed++;
        String path = found.group(1);
        if (!path.startsWith("./") || !FILES.containsKey(path.substring(2))) {
          lost.add(file.getKey() + " imports " + path);
        }
      }
    }
    assertEquals(Set.of(), lost);
    assertTrue(followed > 20, "only " + followed + " imports were found");
  }

  private static String named(JsonObject library) {
    return library.getString("name")
        + " "
        + library.getString("version")
        + " "
        + library.getString("integrity");
  }

  private static List<JsonObject> list(Path file) throws IOException {
    return objects(new JsonArray(Files.readString(file)));
  }

  private static List<JsonObject> objects(JsonArray array) {
    List<JsonObject> objects = new ArrayList<>();
    for (int at = 0; at < array.size(); at++) {
      objects.add(array.getJsonObject(at));
    }
    return objects;
  }

  private static String integrity(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(bytes);
      return "sha512-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
    }
  }
}
