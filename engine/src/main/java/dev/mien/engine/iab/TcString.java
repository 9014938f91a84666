package dev.mien.engine.iab;

import com.iabtcf.decoder.DecoderOption;
import com.iabtcf.decoder.TCString;
import com.iabtcf.v2.PublisherRestriction;
import com.iabtcf.v2.RestrictionType;
import dev.mien.engine.privacy.IabConsent.Framework;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.segments.model.IabTerms;
import java.util.OptionalInt;

/**
 * One TC string of version 2.3: the vendor has to be among those that were disclosed, which older
 * versions did not have to say, and among those that were allowed.
 */
final class TcString {
  private static final int VERSION = 2;

  private TcString() {}

  /** What came of reading one. */
  sealed interface Result {}

  record Allows(Framework framework) implements Result {}

  record Refuses(Kind why) implements Result {}

  static Result read(String text, OptionalInt vendor) {
    try {
      TCString string = TCString.decode(text, DecoderOption.LAZY);
      if (string.getVersion() != VERSION) {
        return new Refuses(Kind.CONSENT_UNREADABLE);
      }
      if (vendor.isEmpty()) {
        return new Refuses(Kind.VENDOR_NOT_ALLOWED);
      }
      if (!string.getDisclosedVendors().contains(vendor.getAsInt())) {
        return new Refuses(Kind.VENDORS_NOT_DISCLOSED);
      }
      if (!string.getVendorConsent().contains(vendor.getAsInt())) {
        return new Refuses(Kind.VENDOR_NOT_ALLOWED);
      }
      long purposes = consented(string) & ~restricted(string, vendor.getAsInt());
      return new Allows(new Framework(purposes, string.getLastUpdated()));
    } catch (RuntimeException _) {
      // The library throws many kinds, whose messages quote the string.
      return new Refuses(Kind.CONSENT_UNREADABLE);
    }
  }

  private static long consented(TCString string) {
    long purposes = 0;
    for (int purpose = 1; purpose <= IabTerms.TCF_PURPOSE_MAX; purpose++) {
      if (string.getPurposesConsent().contains(purpose)) {
        purposes |= 1L << purpose;
      }
    }
    return purposes;
  }

  /** The purposes that the publisher does not let this vendor serve on consent. */
  private static long restricted(TCString string, int vendor) {
    long purposes = 0;
    for (PublisherRestriction restriction : string.getPublisherRestrictions()) {
      if (restriction.getRestrictionType() != RestrictionType.REQUIRE_CONSENT
          && restriction.getVendorIds().contains(vendor)) {
        purposes |= 1L << restriction.getPurposeId();
      }
    }
    return purposes;
  }
}
