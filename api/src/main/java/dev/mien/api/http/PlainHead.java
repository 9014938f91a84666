package dev.mien.api.http;

import dev.mien.api.config.Limits;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a plain request says: a POST of JSON of a known length, over HTTP/1.1, with
 * nothing in its head that takes more than a look. Every field is looked at once.
 *
 * <p>A head of more fields than may have different names is not plain: to count names takes more.
 */
final class PlainHead {
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString SITE = AsciiString.of(Sites.SITE_HEADER);
  private static final AsciiString GPC = AsciiString.of(Reception.GPC_HEADER);

  private final int bytesMax;
  private @Nullable String host;
  private @Nullable String origin;
  private @Nullable String site;
  private @Nullable String length;
  private GlobalPrivacyControl gpc = GlobalPrivacyControl.NOT_ASKED;
  private boolean isJson;
  private boolean isOdd;

  private PlainHead(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * What {@code request} says; none where it is not plain.
   *
   * @param bytesMax of a body
   */
  static @Nullable PlainHead of(HttpRequest request, int bytesMax) {
    HttpHeaders headers = request.headers();
    if (!request.method().equals(HttpMethod.POST)
        || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return null;
    }
    PlainHead head = new PlainHead(bytesMax);
    int left = Limits.HEADERS_MAX;
    Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
    while (all.hasNext()) {
      if (left-- == 0) {
        return null;
      }
      Map.Entry<CharSequence, CharSequence> field = all.next();
      head.take(field.getKey(), field.getValue());
    }
    return head.isPlain() ? head : null;
  }

  @Nullable String host() {
    return host;
  }

  @Nullable String origin() {
    return origin;
  }

  @Nullable String site() {
    return site;
  }

  GlobalPrivacyControl gpc() {
    return gpc;
  }

  // Few lengths are those of a field that counts, so most fields are passed over by a number.
  private void take(CharSequence name, CharSequence value) {
    switch (name.length()) {
      case 4 -> {
        if (is(HttpHeaderNames.HOST, name)) {
          host = once(host, value);
        }
      }
      case 6 -> {
        if (is(HttpHeaderNames.ORIGIN, name)) {
          origin = once(origin, value);
        }
        isOdd |= is(HttpHeaderNames.EXPECT, name);
      }
      case 7 -> {
        if (is(GPC, name)) {
          gpc = gpc(value);
        }
        isOdd |= is(HttpHeaderNames.UPGRADE, name);
      }
      case 9 -> {
        if (is(SITE, name)) {
          site = once(site, value);
        }
      }
      case 10 ->
          isOdd |= is(HttpHeaderNames.CONNECTION, name) && !is(HttpHeaderValues.KEEP_ALIVE, value);
      case 12 -> {
        if (is(HttpHeaderNames.CONTENT_TYPE, name)) {
          isOdd |= isJson;
          isJson = is(JSON, value);
        }
      }
      case 14 -> {
        if (is(HttpHeaderNames.CONTENT_LENGTH, name)) {
          length = once(length, value);
        }
      }
      case 16 -> isOdd |= is(HttpHeaderNames.CONTENT_ENCODING, name);
      case 17 -> isOdd |= is(HttpHeaderNames.TRANSFER_ENCODING, name);
      default -> {}
    }
  }

  private static boolean is(AsciiString known, CharSequence said) {
    return known.contentEqualsIgnoreCase(said);
  }

  private String once(@Nullable String before, CharSequence value) {
    isOdd |= before != null;
    return value.toString();
  }

  private GlobalPrivacyControl gpc(CharSequence value) {
    return gpc == GlobalPrivacyControl.ASKED
        ? gpc
        : GlobalPrivacyControl.of(List.of(value.toString()));
  }

  private boolean isPlain() {
    return !isOdd && host != null && isJson && length != null && isTaken(length);
  }

  private boolean isTaken(String length) {
    try {
      int bytes = Integer.parseInt(length);
      return bytes > 0 && bytes <= bytesMax;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
