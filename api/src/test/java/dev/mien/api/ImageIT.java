package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image runs: its layers, one over the other, as a read-only root, with the account
 * and the entry point that it names, Java as process 1, nothing of this machine but the kernel, and
 * a /tmp that nothing can be run from.
 */
class ImageIT {
  /** Mounts as container runtimes do, gives up all rights, and becomes the entry point. */
  private static final String ENTER =
      """
      set -e
      root=$1; account=$2; shift 2
      mount --bind "$root" "$root"
      mkdir -p "$root/proc" "$root/dev"
      mount -t proc proc "$root/proc"
      mount --bind /dev "$root/dev"
      mount -t tmpfs -o noexec,mode=1777 tmpfs "$root/tmp"
      mount -t tmpfs -o noexec,mode=0777 tmpfs "$root/data"
      mount -o remount,bind,ro "$root"
      exec chroot --userspec="$account" "$root" "$@"
      """;

  @TempDir private static Path folder = Path.of(".");
  private static JsonObject image = new JsonObject();

  @BeforeAll
  static void unpack() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"),
        "skipped: only root may run the image without a container runtime");
    Path tar = Path.of(System.getProperty("mien.image", "target/mien-image.tar"));
    run("tar", "-xf", tar.toString(), "-C", folder.toString());
    JsonObject manifest = new JsonArray(text("manifest.json")).getJsonObject(0);
    image = new JsonObject(text(manifest.getString("Config"))).getJsonObject("config");
    Path root = Files.createDirectory(folder.resolve("root"));
    for (Object layer : manifest.getJsonArray("Layers")) {
      run("tar", "-xpzf", folder.resolve((String) layer).toString(), "-C", root.toString());
    }
  }

  private static String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** Starts the image with other arguments than its own, or with its own. */
  private static Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private static Process start(Map<String, String> more, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER));
    command.addAll(List.of("enter", folder.resolve("root").toString(), image.getString("User")));
    image.getJsonArray("Entrypoint").forEach(part -> command.add((String) part));
    if (arguments.length > 0) {
      command.addAll(List.of(arguments));
    } else {
      image.getJsonArray("Cmd").forEach(part -> command.add((String) part));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(folder.resolve("err").toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/bin");
    environment.clear();
    environment.put("PATH", path);
    for (Object variable : image.getJsonArray("Env")) {
      String[] sides = ((String) variable).split("=", 2);
      environment.put(sides[0], sides[1]);
    }
    for (String port : List.of("MIEN_HTTP_PORT", "MIEN_ADMIN_PORT", "MIEN_CLUSTER_PORT")) {
      environment.put(port, "0");
    }
    environment.put("MIEN_ADMIN_TOKEN", Node.TOKEN);
    environment.put("MIEN_CROWD_MIN", "1");
    environment.putAll(more);
    return builder.start();
  }

  @Test
  void itStartsAnswersAndStopsInOrder() throws Exception {
    Process node = start();
    try {
      BufferedReader out = node.inputReader();
      URI open = address(out);
      URI admin = address(out);
      assertEquals(200, send(HttpRequest.newBuilder(admin.resolve("/health/ready"))).statusCode());
      String shop =
          new JsonObject().put("files", new JsonObject().put("shop.yaml", Node.SHOP)).encode();
      HttpResponse<String> published =
          send(
              HttpRequest.newBuilder(admin.resolve("/admin/v1/editions"))
                  .header("Authorization", "Bearer " + Node.TOKEN)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(shop)));
      assertEquals(2, published.statusCode() / 100, published.body());
      HttpResponse<String> decided =
          send(
              HttpRequest.newBuilder(open.resolve("/v1/decide"))
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"slots": ["home.hero"], "signals": {"interest": ["running"]},
                           "consent": {"purposes": ["personalization"]}}
                          """)));
      assertEquals(200, decided.statusCode(), decided.body());
      assertTrue(decided.body().contains("\"mode\":\"session\""), decided.body());
      assertTrue(decided.body().contains("\"headline\":\"Run\""), decided.body());
      ProcessHandle java = node.toHandle().children().findFirst().orElseThrow();
      assertTrue(java.destroy(), "SIGTERM is sent to process 1");
      assertTrue(node.waitFor(30, TimeUnit.SECONDS), "it ends by itself");
      assertEquals(143, node.exitValue());
    } finally {
      node.destroyForcibly();
    }
    String said = text("err");
    assertTrue(said.contains("\"message\":\"stopped\""), said);
    assertFalse(said.contains("\"level\":\"warn\""), said);
    assertTrue(said.lines().allMatch(line -> line.startsWith("{")), said);
  }

  @Test
  void theDoctorFindsTheImageSound() throws Exception {
    Process doctor = start(Map.of("MIEN_CROWD_MIN", "50"), "doctor", "--strict", "--json");
    String said = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = doctor.waitFor();
    assertEquals(0, code, said + text("err"));
    JsonObject json = new JsonObject(said);
    assertTrue(json.getBoolean("sound"), said);
  }

  /** Java would end where it does not take the cache, and says which it takes. */
  @Test
  void nodesStartFromTheCache() throws Exception {
    Path flags = folder.resolve("root/app/flags");
    Assumptions.assumeTrue(
        Files.readString(flags).contains("-XX:AOTCache="),
        "skipped: no node could run where the image was built, and it holds no cache");
    Process version = start(Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on"), "--version");
    String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, version.waitFor(), said + text("err"));
    Process doctor = start("doctor", "--json");
    JsonArray findings =
        new JsonObject(new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .getJsonArray("findings");
    assertEquals(0, doctor.waitFor(), text("err"));
    assertTrue(
        findings.stream()
            .map(finding -> (JsonObject) finding)
            .anyMatch(
                finding ->
                    finding.getString("place").equals("-XX:AOTCache")
                        && finding.getString("level").equals("ok")),
        findings.encode());
  }

  @Test
  void nobodyButRootCanChangeWhatIsInIt() throws Exception {
    assertEquals("10001:10001", image.getString("User"));
    try (var files = Files.walk(folder.resolve("root"))) {
      List<Path> writable =
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(ImageIT::othersMayWrite)
              .toList();
      assertEquals(List.of(), writable);
    }
  }

  private static boolean othersMayWrite(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("the node did not start: " + text("err"));
    }
    return URI.create(line.substring(line.lastIndexOf(' ') + 1).replace("0.0.0.0", "127.0.0.1"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
