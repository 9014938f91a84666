package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.ConsentReceiptJson;
import dev.mien.api.json.PrivacyNotice;
import dev.mien.api.json.RefusalJson;
import dev.mien.engine.edition.Edition;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * How the registry says what consent is here: which words visitors agree to, and what is made of
 * signals that come from elsewhere.
 *
 * @param tcfVendor as whom TC strings are read
 */
public record ConsentPolicyJson(PrivacyNotice notice, OptionalInt tcfVendor) {
  void write(Edition edition, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("consent");
    out.writeStringField("notice", PolicyCalls.NOTICE);
    out.writeStringField("noticeSha256", notice.of(edition).sha256());
    out.writeStringField("receipt", ConsentReceiptJson.SCHEMA);
    out.writeNumberField("askAgainMonths", RefusalJson.MONTHS);
    out.writeBooleanField("globalPrivacyControl", true);
    if (tcfVendor.isPresent()) {
      out.writeNumberField("tcfVendor", tcfVendor.getAsInt());
    }
    out.writeEndObject();
  }
}
