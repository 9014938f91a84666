package dev.mien.api.session;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.Erasure;
import dev.mien.engine.promise.Hash;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.Logged;
import java.io.IOException;

/** How an erasure is answered: that it is done, and what shows it. */
final class ErasureJson {
  private static final String RECEIPTS = "/v1/promises/receipts/";

  private ErasureJson() {}

  static void write(Erasure.Done done, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("erased", true);
    switch (done.logged()) {
      case Logged.Kept(var receipt) -> {
        out.writeStringField("receipt", receipt.with(done.salt()).text());
        write(receipt.leaf(), done.salt(), out);
      }
      case Logged.Pending(var leaf) -> {
        out.writeStringField("receipt", "pending");
        write(leaf, done.salt(), out);
      }
      case Logged.Unlogged _ -> out.writeStringField("receipt", "none");
    }
    out.writeEndObject();
  }

  private static void write(Leaf leaf, Hash salt, JsonGenerator out) throws IOException {
    out.writeStringField("leaf", leaf.text());
    out.writeStringField("salt", salt.hex());
    out.writeStringField("receiptAt", RECEIPTS + leaf.hash().hex());
  }
}
