package dev.mien.engine.workspace;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What second persons have agreed to that came as files. An approval is an entry of the audit, so
 * it is chained like all others, says who and why, and cannot be taken back unseen. What is agreed
 * to of a draft stands with the draft.
 *
 * <p>It is of one digest, that of a workspace with the findings in it: whatever changes in either,
 * the approval does not cover. Who may approve is for the caller to see to.
 */
public final class Approvals {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern REASON = Pattern.compile("[ -~]{3,120}");

  private final Audit audit;

  public Approvals(Audit audit) {
    this.audit = audit;
  }

  /** Whether this is a digest at all. */
  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /** Whether a reason can be kept: one line of 3 to 120 printable ASCII characters. */
  public static boolean isReason(String text) {
    return REASON.matcher(text).matches();
  }

  /**
   * What an approval of a workspace is of.
   *
   * @param findings those that a second person has to agree to
   */
  public static String digest(List<SourceText> sources, List<Diagnostic> findings) {
    MessageDigest sha = sha256();
    sources.stream()
        .sorted(Comparator.comparing(SourceText::name))
        .forEach(
            source -> {
              add(sha, source.name());
              add(sha, source.text());
            });
    findings.stream()
        .sorted(Diagnostic.READING_ORDER)
        .forEach(
            finding -> add(sha, finding.code() + ' ' + finding.span() + ' ' + finding.message()));
    return HexFormat.of().formatHex(sha.digest());
  }

  // With its length before it, so that no two lists of texts make the same bytes.
  private static void add(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Keeps that somebody agrees. Blocks.
   *
   * @throws IOException if it is not kept, or if that is not certain
   */
  public Entry approve(Change change, String digest, String reason) throws IOException {
    if (!isDigest(digest) || !isReason(reason)) {
      throw new IllegalArgumentException("an approval has a digest and a reason");
    }
    return audit.append(new Deed(change, Action.APPROVED, digest + " " + reason));
  }

  /**
   * What somebody said who has agreed to a digest, the first of them.
   *
   * @param barred whose agreement does not count, because it is their own work
   * @throws IOException if the audit cannot be read, in which case nothing counts as agreed to
   */
  public Optional<Remark> of(String digest, List<Actor> barred) throws IOException {
    String start = digest + " ";
    return audit.find(Action.APPROVED, start).stream()
        .filter(entry -> barred.stream().noneMatch(entry.deed().change().by()::isSame))
        .findFirst()
        .map(
            entry ->
                new Remark(
                    entry.deed().change(), entry.deed().subject().substring(start.length())));
  }
}
