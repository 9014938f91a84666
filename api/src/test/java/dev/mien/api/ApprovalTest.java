package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sensitive definitions are published only once a second person has agreed. */
class ApprovalTest {
  private static final String APPROVER = "another-token-for-tests";
  private static final String SETTING = "MIEN_APPROVER_TOKEN=" + APPROVER;
  private static final String SENSITIVE =
      Node.SHOP.replace("title: Bargain hunters", "title: Between jobs");

  @Test
  void nothingSensitiveIsPublishedWithoutASecondPerson() throws Exception {
    try (Node node = Node.empty(SETTING)) {
      Reply refused = publish(node, SENSITIVE);
      assertEquals(422, refused.status());
      JsonObject problem = new JsonObject(refused.text());
      assertEquals("approval-needed", problem.getString("code"));
      String digest = problem.getString("approval");
      assertEquals(digest, new JsonObject(check(node, SENSITIVE).text()).getString("approval"));

      assertEquals(403, approve(node, Node.TOKEN, digest), "whoever publishes does not approve");
      for (String path :
          List.of(
              "/admin/v1/approvals/",
              "/admin//v1/approvals",
              "/admin/v1/%61pprovals",
              "/admin/v1/x/../approvals",
              "/admin/v1/approvals?x=1")) {
        int status = send(node, Node.TOKEN, path, "application/json", agreement(digest));
        assertTrue(status == 403 || status == 404, path + " is answered with " + status);
      }
      assertEquals(401, approve(node, "a-token-nobody-has-at-all", digest));
      assertEquals(422, publish(node, SENSITIVE).status());

      assertEquals(201, approve(node, APPROVER, digest));
      assertEquals(201, publish(node, SENSITIVE).status());
      assertEquals(
          422,
          publish(node, SENSITIVE.replace("sale_views >= 2", "sale_views >= 3")).status(),
          "another rule is another definition");

      String audit = node.admin("GET", "/admin/v1/audit", "").text();
      assertTrue(audit.contains("\"actor\":\"approver\",\"action\":\"approved\""), audit);
      assertTrue(audit.contains(digest + " seen and agreed"), audit);
      assertTrue(
          new JsonObject(node.admin("GET", "/admin/v1/audit/verification", "").text())
              .getBoolean("whole"));
    }
  }

  @Test
  void whoeverApprovesDoesNotPublish() throws Exception {
    try (Node node = Node.empty(SETTING)) {
      assertEquals(403, send(node, APPROVER, "/admin/v1/editions", "application/yaml", Node.SHOP));
      assertEquals(200, send(node, APPROVER, "/admin/v1/check", "application/yaml", Node.SHOP));
    }
  }

  @Test
  void withoutATokenOfTheirOwnNobodyApproves() throws Exception {
    try (Node node = Node.empty()) {
      assertEquals(403, approve(node, Node.TOKEN, "0".repeat(64)));
    }
    assertThrows(
        StartRefused.class,
        () ->
            Server.start(Node.configuration("MIEN_APPROVER_TOKEN=" + Node.TOKEN), Assembly::core));
  }

  @Test
  void whatArticleNineNamesIsRefusedWhoeverAgrees() throws Exception {
    try (Node node = Node.empty(SETTING)) {
      String barred = Node.SHOP.replace("title: Bargain hunters", "title: Mothers-to-be");
      Reply refused = publish(node, barred);
      assertEquals(422, refused.status());
      assertEquals("workspace-refused", new JsonObject(refused.text()).getString("code"));
      assertTrue(refused.text().contains("sensitive-category"), refused.text());
    }
  }

  private static Reply publish(Node node, String workspace) throws Exception {
    return node.admin("POST", "/admin/v1/editions", workspace, "Content-Type", "application/yaml");
  }

  private static Reply check(Node node, String workspace) throws Exception {
    return node.admin("POST", "/admin/v1/check", workspace, "Content-Type", "application/yaml");
  }

  private static int approve(Node node, String token, String digest) throws Exception {
    return send(node, token, "/admin/v1/approvals", "application/json", agreement(digest));
  }

  private static String agreement(String digest) {
    return new JsonObject().put("digest", digest).put("reason", "seen and agreed").encode();
  }

  private static int send(Node node, String token, String path, String type, String body)
      throws Exception {
    return node.client()
        .send(
            HttpRequest.newBuilder(node.adminAt(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
