package dev.mien.engine.iab;

import static java.util.Map.entry;

import com.iab.gpp.encoder.section.EncodableSection;
import com.iab.gpp.encoder.section.UsCa;
import com.iab.gpp.encoder.section.UsCo;
import com.iab.gpp.encoder.section.UsCt;
import com.iab.gpp.encoder.section.UsDe;
import com.iab.gpp.encoder.section.UsFl;
import com.iab.gpp.encoder.section.UsIa;
import com.iab.gpp.encoder.section.UsMt;
import com.iab.gpp.encoder.section.UsNat;
import com.iab.gpp.encoder.section.UsNe;
import com.iab.gpp.encoder.section.UsNh;
import com.iab.gpp.encoder.section.UsNj;
import com.iab.gpp.encoder.section.UsOr;
import com.iab.gpp.encoder.section.UsTn;
import com.iab.gpp.encoder.section.UsTx;
import com.iab.gpp.encoder.section.UsUt;
import com.iab.gpp.encoder.section.UsVa;
import dev.mien.segments.model.IabTerms.OptOut;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One section of a GPP string for the United States or one of them: it says of each opt-out whether
 * it was offered, and whether it was made.
 */
final class UsSection {
  /** All fields have fixed lengths, and the longest section takes 30 letters. */
  private static final int CHARACTERS_MAX = 64;

  private static final String GPC = "Gpc";
  private static final int DID_NOT_OPT_OUT = 2;

  private static final Map<OptOut, String> FIELDS =
      Map.of(
          OptOut.SALE, "SaleOptOut",
          OptOut.SHARING, "SharingOptOut",
          OptOut.TARGETED_ADVERTISING, "TargetedAdvertisingOptOut");

  private static final Map<Integer, Function<String, EncodableSection>> SECTIONS =
      Map.ofEntries(
          entry(UsNat.ID, UsNat::new),
          entry(UsCa.ID, UsCa::new),
          entry(UsVa.ID, UsVa::new),
          entry(UsCo.ID, UsCo::new),
          entry(UsUt.ID, UsUt::new),
          entry(UsCt.ID, UsCt::new),
          entry(UsFl.ID, UsFl::new),
          entry(UsMt.ID, UsMt::new),
          entry(UsOr.ID, UsOr::new),
          entry(UsTx.ID, UsTx::new),
          entry(UsDe.ID, UsDe::new),
          entry(UsIa.ID, UsIa::new),
          entry(UsNe.ID, UsNe::new),
          entry(UsNh.ID, UsNh::new),
          entry(UsNj.ID, UsNj::new),
          entry(UsTn.ID, UsTn::new));

  private UsSection() {}

  /**
   * The opt-outs that were offered and not made; none at all where the section says that the
   * browser asks for Global Privacy Control. Empty where it cannot be read.
   */
  static Optional<Set<OptOut>> allowed(int id, String text) {
    Function<String, EncodableSection> reader = SECTIONS.get(id);
    if (reader == null || text.length() > CHARACTERS_MAX) {
      return Optional.empty();
    }
    try {
      EncodableSection section = reader.apply(text);
      Set<OptOut> allowed = EnumSet.noneOf(OptOut.class);
      FIELDS.forEach(
          (optOut, field) -> {
            if (section.hasField(field)
                && section.getFieldValue(field) instanceof Integer said
                && said == DID_NOT_OPT_OUT) {
              allowed.add(optOut);
            }
          });
      boolean asked = section.hasField(GPC) && Boolean.TRUE.equals(section.getFieldValue(GPC));
      return Optional.of(asked ? EnumSet.noneOf(OptOut.class) : allowed);
    } catch (RuntimeException _) {
      // The library throws many kinds, whose messages quote the section.
      return Optional.empty();
    }
  }
}
