package dev.mien.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path root = Path.of(".");

  @Test
  void theNewestJdkThatIsNewEnoughIsFound() throws IOException {
    jdk("usr/lib/jvm/java-17", "17.0.15");
    jdk("usr/lib/jvm/temurin-25", "25.0.3");
    jdk("usr/lib/jvm/temurin-26", "26");
    jdk("opt/jdk-27", "27");
    assertEquals(Optional.of(root.resolve("usr/lib/jvm/temurin-26")), found(Map.of()));
  }

  @Test
  void whatTheOperatorNamesGoesFirstIfItIsNewEnough() throws IOException {
    Path old = jdk("old", "21.0.1");
    Path named = jdk("named", "25");
    jdk("usr/lib/jvm/temurin-26", "26");
    assertEquals(Optional.of(named), found(Map.of("MIEN_JAVA_HOME", named.toString())));
    assertEquals(Optional.of(named), found(Map.of("JAVA_HOME", named.toString())));
    assertEquals(
        Optional.of(root.resolve("usr/lib/jvm/temurin-26")),
        found(Map.of("MIEN_JAVA_HOME", old.toString(), "JAVA_HOME", "")));
  }

  @Test
  void aFolderThatIsNoJdkIsPassedOver() throws IOException {
    Path unsaid = jdk("usr/lib/jvm/unsaid", "25");
    Files.delete(unsaid.resolve("release"));
    Path broken = jdk("usr/lib/jvm/broken", "twenty-five");
    Path empty = jdk("usr/lib/jvm/empty", "25");
    Files.delete(empty.resolve("bin/java"));
    assertTrue(Files.exists(broken));
    assertEquals(Optional.empty(), found(Map.of()));
    assertEquals(Optional.empty(), found(Map.of("JAVA_HOME", root.resolve("none").toString())));
    Path home = jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");
    assertEquals(Optional.of(home), found(Map.of()));
  }

  /** The jar and the build start the same JVM. */
  @Test
  void theFlagsAreThoseOfTheBuild() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("segments"))) {
      folder = folder.resolve("..").normalize();
    }
    String flags = element(Files.readString(folder.resolve("pom.xml")), "jvm.flags");
    String manifest = Files.readString(folder.resolve("api/pom.xml"));
    List<String> all = new ArrayList<>();
    for (String export : element(manifest, "Add-Exports").split(" ", -1)) {
      all.add("--add-exports=" + export + "=ALL-UNNAMED");
    }
    for (String open : element(manifest, "Add-Opens").split(" ", -1)) {
      all.add("--add-opens=" + open + "=ALL-UNNAMED");
    }
    all.add(Launcher.UNSAFE_FLAG);
    all.add("--enable-native-access=" + element(manifest, "Enable-Native-Access"));
    assertEquals(flags, String.join(" ", all));
  }

  @Test
  void aCacheBesideTheJarIsPassedOnUnlessTheJarIsNewer() throws IOException {
    Path home = root.resolve("jdk");
    Path jar = Files.createFile(root.resolve("mien.jar"));
    String cache = "-XX:AOTCache=" + root.resolve("mien.aot");
    List<String> without = Launcher.command(home, jar, "serve");
    assertFalse(without.contains(cache), without.toString());
    Files.createFile(root.resolve("mien.aot"));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    List<String> with = Launcher.command(home, jar, "serve");
    assertTrue(with.indexOf(cache) < with.indexOf("-jar"), with.toString());
    assertTrue(with.contains(cache), with.toString());
    assertEquals(
        List.of("-jar", jar.toString(), "serve"), with.subList(with.size() - 3, with.size()));
    Files.setLastModifiedTime(root.resolve("mien.aot"), FileTime.fromMillis(999_000));
    List<String> stale = Launcher.command(home, jar, "serve");
    assertFalse(stale.contains(cache), stale.toString());
  }

  private static String element(String xml, String name) {
    return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
  }

  private Optional<Path> found(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", root.resolve("home").toString());
    return Launcher.findJdk(all, root);
  }

  private Path jdk(String place, String version) throws IOException {
    Path home = root.resolve(place);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }
}
