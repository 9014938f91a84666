package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.RecipientCheck.Told;
import dev.mien.segments.check.SlotCheck.Placing;
import dev.mien.segments.check.StateCheck.Tenant;
import dev.mien.segments.compile.Compiled;
import dev.mien.segments.compile.Compiler;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Grid;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Recipient;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.Header;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Reading;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From the declarations of a workspace to a checked program, or to all that is wrong with them.
 *
 * <p>Names are resolved in the order in which declarations build on each other: events, purposes,
 * attributes, segments, slots. What is unsound stays known by its name, and what builds on it is
 * looked at as far as it can be; so one mistake is one finding, and all mistakes are found at once.
 * Only what is sound reaches the questions about meaning: whether rules can hold, whose purposes
 * they serve, how large they are.
 */
public final class Checker {
  private static final String NAME_DEFAULT = "workspace";

  private final Limits limits;

  public Checker(Limits limits) {
    this.limits = limits;
  }

  /** Checks what the reader has understood. Its findings are among the answer's. */
  public Checked check(Reading reading) {
    Findings findings = new Findings(reading);
    Declaration.Workspace workspace = reading.workspace();
    Optional<Header> header = workspace.header();
    String name = header.map(Header::name).map(word -> name(word, findings)).orElse(NAME_DEFAULT);
    Zones zones = new Zones(findings);

    Register<EventEntry> events = new EventCheck(findings, limits).check(workspace.events());
    Register<Purpose> purposes =
        new PurposeCheck(findings, limits, events).check(workspace.purposes());
    Register<Attribute> attributes =
        new AttributeCheck(findings, limits, events, purposes).check(workspace.attributes());
    Register<Segment> segments =
        new SegmentCheck(findings, limits, attributes, events).check(workspace.segments());
    List<Placing> placings =
        new SlotCheck(
                findings,
                limits,
                purposes,
                segments,
                events,
                zones.zone(header.flatMap(Header::timezone)))
            .check(workspace.slots());
    int holdout =
        header
            .flatMap(Header::holdout)
            .map(new Scalars(findings)::holdout)
            .orElse(OptionalInt.of(0))
            .orElse(0);

    new BudgetCheck(findings).check(workspace.purposes(), purposes.sound(), attributes.sound());
    new StateCheck(findings, limits.stateBytesMax())
        .check(
            StateCheck.own(purposes.sound().size(), holdout),
            tenants(workspace, attributes, segments, placings, holdout));
    SenseCheck sense = new SenseCheck(findings, limits, attributes.sound(), segments.sound());
    sense.check(workspace.segments());
    AudienceCheck audiences =
        new AudienceCheck(findings, sense, purposes.sound(), attributes.sound(), segments.sound());
    audiences.check(placings);

    List<Told> told =
        new RecipientCheck(findings, purposes, segments).check(workspace.recipients());
    audiences.checkTold(told);

    PersonaCheck.Declared declared =
        new PersonaCheck.Declared(events, purposes, attributes, segments);
    List<Persona> personas = new PersonaCheck(findings, declared).check(workspace.personas());

    List<Grid> grids =
        new GridCheck(findings, new GridCheck.Declared(events, purposes, attributes))
            .check(workspace.grids());

    List<Wording> wordings = Wording.of(workspace);
    new IdentifyingCheck(findings).check(wordings);
    new SensitiveCheck(findings).check(workspace, wordings);
    if (findings.refuse()) {
      return new Checked.Unsound(findings.inReadingOrder());
    }
    // Only now: what is misspelt where it is used, or was not understood, only looks unused.
    new UseCheck(findings, workspace).check();
    List<Event> sound = events.sound().stream().map(EventEntry::event).toList();
    Schema schema = new Schema(purposes.sound(), attributes.sound(), sound);
    List<Slot> slots = placings.stream().flatMap(placing -> placing.slot().stream()).toList();
    List<Recipient> recipients = told.stream().map(Told::recipient).toList();
    Model model =
        new Model(name, schema, segments.sound(), slots, recipients, personas, grids, holdout);
    if (!isWhole(model, workspace)) {
      throw new IllegalStateException("a declaration was left out, and nobody was told why");
    }
    Compiled compiled = new Compiler(limits).compile(model, sense.normalizer());
    sense.report(compiled);
    return switch (compiled) {
      case Compiled.Done(var program) -> new Checked.Sound(program, findings.inReadingOrder());
      case Compiled.TooLarge _, Compiled.TooMany _ ->
          new Checked.Unsound(findings.inReadingOrder());
    };
  }

  /** Whether everything declared is in the model; if not, there must have been a finding. */
  private static boolean isWhole(Model model, Declaration.Workspace workspace) {
    return model.schema().purposes().size() == workspace.purposes().size()
        && model.schema().attributes().size() == workspace.attributes().size()
        && model.schema().events().size() == workspace.events().size()
        && model.segments().size() == workspace.segments().size()
        && model.slots().size() == workspace.slots().size()
        && model.recipients().size() == workspace.recipients().size()
        && model.personas().size() == workspace.personas().size()
        && model.grids().size() == workspace.grids().size();
  }

  private static String name(Word word, Findings findings) {
    boolean fits = new NameCheck(Named.WORKSPACE, findings).check(word) == Standing.NEW;
    return fits ? word.text() : NAME_DEFAULT;
  }

  private static List<Tenant> tenants(
      Declaration.Workspace workspace,
      Register<Attribute> attributes,
      Register<Segment> segments,
      List<Placing> placings,
      int holdoutBasisPoints) {
    List<Tenant> tenants = new ArrayList<>();
    for (AttributeDeclaration declaration : workspace.attributes()) {
      if (attributes.find(declaration.name().text())
          instanceof Register.Entry.Sound(int _, Attribute attribute)) {
        tenants.add(StateCheck.attribute(declaration.name(), attribute));
      }
    }
    int room = CheckLimits.ASSIGNMENTS_MAX - (holdoutBasisPoints > 0 ? 1 : 0);
    for (SegmentDeclaration declaration : workspace.segments()) {
      boolean remembers =
          segments.find(declaration.name().text())
                  instanceof Register.Entry.Sound(int _, Segment segment)
              && segment.scored().filter(scored -> scored.score().remembers()).isPresent();
      if (remembers && room > 0) {
        tenants.add(StateCheck.scored(declaration.name()));
        room--;
      }
    }
    for (int i = 0; i < workspace.grids().size(); i++) {
      tenants.add(StateCheck.grid(workspace.grids().get(i).name(), i));
    }
    for (Placing placing : placings) {
      if (placing.slot().isPresent()) {
        Slot slot = placing.slot().get();
        tenants.add(StateCheck.slot(placing.declaration().name(), slot, room));
        room = Math.max(0, room - StateCheck.drawn(slot));
      }
    }
    return tenants;
  }
}
