package dev.mien.engine.iab;

import com.iab.gpp.encoder.GppModel;
import com.iabtcf.encoder.PublisherRestrictionEntry;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.v2.RestrictionType;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

/** Consent strings as the IAB's own encoders write them. */
public final class SampleStrings {
  /** The vendor that the strings are about. */
  public static final int VENDOR = 755;

  private SampleStrings() {}

  /** A TC string with these purposes, in which the vendor is disclosed and allowed. */
  public static String tcf(Instant at, int... purposes) {
    return core(at, purposes).addVendorConsent(VENDOR).addDisclosedVendors(VENDOR).encode();
  }

  /** The same of version 2.2, which did not say who was disclosed. */
  public static String undisclosed(Instant at, int... purposes) {
    return core(at, purposes).addVendorConsent(VENDOR).encode();
  }

  /** The same, in which another vendor is allowed. */
  public static String forAnother(Instant at, int... purposes) {
    return core(at, purposes)
        .addVendorConsent(VENDOR + 1)
        .addDisclosedVendors(VENDOR)
        .addDisclosedVendors(VENDOR + 1)
        .encode();
  }

  /** The same, in which the publisher does not let the vendor serve one of the purposes. */
  static String restricted(Instant at, RestrictionType how, int purpose, int... purposes) {
    return core(at, purposes)
        .addVendorConsent(VENDOR)
        .addDisclosedVendors(VENDOR)
        .addPublisherRestrictionEntry(
            PublisherRestrictionEntry.newBuilder()
                .purposeId(purpose)
                .restrictionType(how)
                .addVendor(VENDOR)
                .build())
        .encode();
  }

  /** A GPP string with these sections, each with these fields. */
  public static String gpp(Map<String, Map<String, Object>> sections) {
    GppModel model = new GppModel();
    sections.forEach(
        (section, fields) ->
            fields.forEach((field, value) -> model.setFieldValue(section, field, value)));
    return model.encode();
  }

  /** The fields of a national section in which these opt-outs were offered. */
  public static Map<String, Object> national(int sale, int sharing, int targeted) {
    return Map.of(
        "SaleOptOutNotice", 1,
        "SharingOptOutNotice", 1,
        "SharingNotice", 1,
        "TargetedAdvertisingOptOutNotice", 1,
        "SaleOptOut", sale,
        "SharingOptOut", sharing,
        "TargetedAdvertisingOptOut", targeted);
  }

  /** A GPP string that holds this TC string, and a national section. */
  public static String both(String tcf, Map<String, Object> national) {
    GppModel model = new GppModel();
    national.forEach((field, value) -> model.setFieldValue("usnat", field, value));
    model.decodeSection("tcfeuv2", tcf);
    return model.encode();
  }

  private static TCStringEncoder.Builder core(Instant at, int... purposes) {
    TCStringEncoder.Builder builder =
        TCStringEncoder.newBuilder()
            .version(2)
            .created(at)
            .lastUpdated(at)
            .cmpId(10)
            .cmpVersion(1)
            .consentScreen(1)
            .consentLanguage("EN")
            .vendorListVersion(100)
            .tcfPolicyVersion(5)
            .publisherCC("DE");
    IntStream.of(purposes).forEach(builder::addPurposesConsent);
    return builder;
  }
}
