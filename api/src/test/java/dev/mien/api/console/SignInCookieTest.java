package dev.mien.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.mien.api.DemoNode;
import dev.mien.api.LocalProvider;
import dev.mien.api.browser.Chromium;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signing in with the organisation, and what a real browser does with the cookies of it. */
class SignInCookieTest {
  @Test
  void aBrowserComesBackFromAnotherSiteAndIsSignedInOnLoopback() throws Exception {
    int port = freePort();
    String admin = "http://127.0.0.1:" + port;
    try (LocalProvider provider = LocalProvider.start();
        Chromium chromium = Chromium.launch();
        DemoNode node =
            DemoNode.start(
                provider.settings("MIEN_ADMIN_PORT=" + port, "MIEN_CONSOLE_URL=" + admin));
        BrowserContext context = chromium.browser().newContext()) {
      String elsewhere = provider.issuer().replace("127.0.0.1", "localhost") + "/authorize";
      provider.discovery = document -> document.put("authorization_endpoint", elsewhere);
      assertEquals(admin, node.adminAddress().toString());
      Page page = context.newPage();
      page.navigate(admin + "/console/#/segments");
      page.getByText("Sign in with your organisation").click();
      assertThat(page.locator(".shell")).containsText("Ann Author");
      assertThat(Desk.heading(page)).hasText("Segments");
      assertEquals(admin + "/console/#/segments", page.url());
      List<Cookie> cookies = context.cookies();
      assertEquals(List.of("__Host-mien"), cookies.stream().map(cookie -> cookie.name).toList());
      Cookie cookie = cookies.getFirst();
      assertTrue(cookie.httpOnly && cookie.secure, "no script reads it");
      assertEquals(SameSiteAttribute.STRICT, cookie.sameSite);
      JsonObject me = new JsonObject(page.navigate(admin + "/admin/v1/me").text());
      assertEquals("Ann Author", me.getJsonObject("person").getString("name"));
      provider.claims = claims -> claims.claim("groups", List.of("nobody-here"));
      context.clearCookies();
      page.navigate(admin + "/console/");
      page.getByText("Sign in with your organisation").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("in no group that may work here");
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
