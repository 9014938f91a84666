package dev.mien.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.DemoNode;
import dev.mien.api.pages.Resources;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files of the shop and of the client, as a node serves them. */
class DemoPagesTest {
  private static DemoNode node;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    node = DemoNode.start();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(node.address().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void theShopIsUnderItsFolderAndTheFolderWithoutItsSlashLeadsThere() throws Exception {
    HttpResponse<String> shop = get("/demo/");
    assertEquals(200, shop.statusCode());
    assertTrue(shop.body().contains("Tarn &amp; Heath"));
    HttpResponse<String> folder = get("/demo");
    assertEquals(308, folder.statusCode());
    assertEquals(Optional.of("/demo/"), folder.headers().firstValue("location"));
    assertEquals(404, get("/demo/nothing.html").statusCode());
  }

  @Test
  void whatIsReadIsShorterForThoseWhoTakeItSo() throws Exception {
    HttpResponse<String> plain = get("/demo/shop.css");
    assertEquals(Optional.empty(), plain.headers().firstValue("content-encoding"));
    assertEquals(Optional.of("accept-encoding"), plain.headers().firstValue("vary"));
    HttpRequest zipped =
        HttpRequest.newBuilder(node.address().resolve("/demo/shop.css"))
            .header("Accept-Encoding", "br, gzip;q=0.5")
            .build();
    HttpResponse<byte[]> shorter = client.send(zipped, BodyHandlers.ofByteArray());
    assertEquals(Optional.of("gzip"), shorter.headers().firstValue("content-encoding"));
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(shorter.body()))) {
      assertEquals(plain.body(), new String(unzipped.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (String refused : List.of("gzip;q=0", "identity", "gzip;q=0.000, br", "xgzip")) {
      HttpResponse<String> answer = get("/demo/shop.css", "Accept-Encoding", refused);
      assertEquals(Optional.empty(), answer.headers().firstValue("content-encoding"), refused);
    }
  }

  @Test
  void whatIsReadKeepsItsConnectionAndIsNotSentTwice() throws Exception {
    HttpResponse<String> first = get("/demo/shop.css");
    assertEquals(Optional.empty(), first.headers().firstValue("connection"));
    String tag = first.headers().firstValue("etag").orElseThrow();
    assertEquals(304, get("/demo/shop.css", "If-None-Match", tag).statusCode());
  }

  @Test
  void theClientMayBeLoadedByPagesOfAnySite() throws Exception {
    HttpResponse<String> script = get("/mien.js");
    assertEquals(Optional.of("*"), script.headers().firstValue("access-control-allow-origin"));
    assertTrue(script.headers().firstValue("content-type").orElse("").contains("javascript"));
    assertEquals(200, get("/mien.d.ts").statusCode());
  }

  /** Nothing inline and nothing from elsewhere, in the policy and in the files themselves. */
  @Test
  void pagesNeedNothingButTheirOwnFiles() throws Exception {
    for (String folder : List.of("demo", "privacy")) {
      String policy =
          get("/" + folder + "/").headers().firstValue("content-security-policy").orElse("");
      assertTrue(policy.contains("script-src 'self'"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      for (Map.Entry<String, byte[]> file : Resources.below(folder).entrySet()) {
        String text = new String(file.getValue(), StandardCharsets.UTF_8);
        // Names of XML namespaces look like addresses and are none.
        String rest = text.replace("http://www.w3.org/2000/svg", "");
        for (String foreign :
            List.of("http://", "https://", " style=\"", "<style", "onclick=\"", "innerHTML")) {
          assertFalse(rest.contains(foreign), file.getKey() + " holds " + foreign);
        }
      }
    }
  }

  /** A site shows the panel in its own pages, so its files are for any; the shop's are not. */
  @Test
  void theFilesOfThePanelAreReadableByPagesOfAnySite() throws Exception {
    HttpResponse<String> panel = get("/privacy/panel.js");
    assertEquals(Optional.of("*"), panel.headers().firstValue("access-control-allow-origin"));
    assertEquals(
        Optional.of("cross-origin"), panel.headers().firstValue("cross-origin-resource-policy"));
    assertEquals(
        Optional.empty(), get("/demo/shop.js").headers().firstValue("access-control-allow-origin"));
  }
}
