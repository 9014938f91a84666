package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Texts that would run in a page that takes texts for markup: in every text that a workspace has,
 * and typed into every field, they are shown as they are and run nothing.
 */
class PayloadsTest {
  /** What breaks out of where a text may stand. */
  private static final List<String> WAYS_OUT =
      List.of("", "\">", "'>", "</title>", "</textarea>", "-->", "</script>", "]]>", "`}", "{{1}}");

  /** What would run then; {@code ran()} is counted. */
  private static final List<String> DEEDS =
      List.of(
          "<script>ran()</script>",
          "<img src=x onerror=ran()>",
          "<svg onload=ran()>",
          "<svg><script>ran()</script></svg>",
          "<iframe srcdoc='<script>parent.ran()</script>'>",
          "<iframe src=javascript:parent.ran()>",
          "<body onload=ran()>",
          "<details open ontoggle=ran()>",
          "<video><source onerror=ran()></video>",
          "<audio src=x onerror=ran()>",
          "<input autofocus onfocus=ran()>",
          "<select autofocus onfocus=ran()>",
          "<math><a xlink:href=javascript:ran()>x</a></math>",
          "<a href=javascript:ran()>x</a>",
          "<object data=javascript:ran()>",
          "<embed src=javascript:ran()>",
          "<style>@import 'javascript:ran()'</style>",
          "<link rel=stylesheet href=javascript:ran()>",
          "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
          "<form action=javascript:ran()><button autofocus>x</button></form>");

  private static List<String> payloads() {
    List<String> payloads = new ArrayList<>();
    for (String out : WAYS_OUT) {
      for (String deed : DEEDS) {
        payloads.add(out + deed);
      }
    }
    return payloads;
  }

  private static String quoted(String text) {
    return new JsonArray().add(text).encode().replaceAll("^\\[|]$", "");
  }

  /** A workspace in which every text is one of the payloads; it need not be correct. */
  private static String workspace(List<String> payloads) {
    StringBuilder text = new StringBuilder(1 << 16);
    text.append("schema:\n  purposes:\n    p: { title: ").append(quoted(payloads.get(0)));
    text.append(", contextual: true, bits: 128 }\n  attributes:\n    a: { choice: [x, y], from:");
    text.append(" site, purpose: p, benefit: ").append(quoted(payloads.get(1))).append(" }\n");
    text.append("  events:\n    e: { c: { choice: [x, y] } }\nsegments:\n");
    for (int i = 0; i < payloads.size(); i++) {
      text.append("  s").append(i).append(": { title: ").append(quoted(payloads.get(i)));
      text.append(", when: ").append(i % 2 == 0 ? "a is x" : quoted(payloads.get(i)));
      text.append(" }\n");
    }
    text.append("slots:\n");
    for (int slot = 0; slot * 20 < payloads.size(); slot++) {
      List<String> some = payloads.subList(slot * 20, slot * 20 + 20);
      text.append("  b").append(slot).append(":\n    title: ").append(quoted(some.get(0)));
      text.append("\n    purposes: [p]\n    content: { t: text, u: url, i: image }\n");
      text.append("    fallback: ").append(content(some.get(1))).append("\n    offers:\n");
      for (int i = 0; i < some.size(); i++) {
        text.append("      - { name: o").append(i).append(", for: s").append(slot * 20 + i);
        text.append(", variants: { v: ").append(content(some.get(i))).append(" } }\n");
      }
    }
    text.append("personas:\n");
    for (int i = 0; i < 100; i++) {
      text.append("  p").append(i).append(": { title: ").append(quoted(payloads.get(i)));
      text.append(", signals: { a: x }, expect: [s0] }\n");
    }
    return text.toString();
  }

  private static String content(String text) {
    String link = "javascript:ran()//" + text;
    return "{ t: " + quoted(text) + ", u: " + quoted(link) + ", i: " + quoted(link) + " }";
  }

  private static HttpResponse<String> send(Desk desk, String method, String path, JsonObject body)
      throws Exception {
    URI address = desk.node().adminAddress().resolve("/admin/v1/drafts/payloads" + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + desk.adminToken())
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void twoHundredPayloadsRunNothingAnywhere() throws Exception {
    List<String> payloads = payloads();
    assertEquals(200, payloads.size());
    try (Desk desk = Desk.open()) {
      JsonObject files = new JsonObject().put("all.yaml", workspace(payloads));
      HttpResponse<String> saved = send(desk, "PUT", "", new JsonObject().put("files", files));
      assertEquals(201, saved.statusCode(), saved.body());
      JsonObject asked =
          new JsonObject()
              .put("revision", new JsonObject(saved.body()).getLong("revision"))
              .put("say", payloads.get(1));
      assertEquals(200, send(desk, "POST", "/review", asked).statusCode());

      Page page = desk.browser(Desk.laptop());
      List<String> ran = new ArrayList<>();
      page.exposeFunction("ran", _ -> ran.add(page.url()));
      page.onDialog(
          dialog -> {
            ran.add(dialog.message());
            dialog.dismiss();
          });
      page.navigate(desk.address() + "#token=" + desk.adminToken());
      assertThat(Desk.heading(page)).hasText("Overview");
      page.locator(".draft-menu .menu > button").click();
      page.getByRole(AriaRole.MENUITEMRADIO)
          .filter(new Locator.FilterOptions().setHasText("payloads"))
          .click();
      assertThat(page.locator(".draft-name")).hasText("payloads");
      for (String path :
          List.of(
              "/",
              "/segments",
              "/slots",
              "/calendar",
              "/playground",
              "/personas",
              "/changes",
              "/history",
              "/results",
              "/audit",
              "/access")) {
        desk.show(page, path);
      }
      for (int i = 0; i < payloads.size(); i += 20) {
        desk.show(page, "/segments/s" + i);
        assertThat(Desk.heading(page)).hasText(payloads.get(i));
        desk.show(page, "/slots/b" + i / 20);
        desk.show(page, "/slots/b" + i / 20 + "?offer=o7");
      }
      desk.show(page, "/segments/s0");
      Locator title = page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true));
      for (String payload : payloads) {
        title.fill(payload);
        assertThat(Desk.heading(page)).hasText(payload);
      }
      assertEquals(List.of(), ran);
      assertEquals(
          0,
          page.locator("a[href^=javascript], img[src^=javascript], main script, main iframe")
              .count());
      // In a workspace with mistakes no persona can be played, and the API says so.
      desk.sendHome("422");
    }
  }
}
