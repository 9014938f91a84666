package dev.mien.segments.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
  @Test
  void anotherSpellingIsNoChange() {
    assertEquals(
        List.of(), words("    when: device is mobile\n", "    when: (device   is mobile) # x\n"));
    assertEquals(List.of(), words("# Who may be meant.\n", ""));
  }

  @Test
  void alternativesAreSaidAsTheyComeAndGo() {
    assertEquals(
        List.of("Bargain hunters: also when device is tablet."),
        words(
            "      returns: sale_views >= 3\n",
            "      returns: sale_views >= 3 or device is tablet\n"));
    assertEquals(
        List.of(
            "Bargain hunters: no longer when there were at least 3 sale views within 30 minutes."),
        words("      returns: sale_views >= 3\n", ""));
    assertEquals(
        List.of(
            "Bargain hunters: now when there were at least 4 sale views within 30 minutes, instead"
                + " of when there were at least 3 sale views within 30 minutes."),
        words("sale_views >= 3", "sale_views >= 4"));
    assertEquals(
        List.of("On a telephone: now only when referrer is search too."),
        words("when: device is mobile", "when: device is mobile and referrer is search"));
    assertEquals(
        List.of("Looking around: no longer only when the visit is not in “Runners”."),
        words("      and not runners\n", ""));
    assertEquals(
        List.of("“On a telephone” is called “On the move” now."),
        words("On a telephone ", "On the move "));
  }

  @Test
  void aRenamedSegmentIsOneChange() {
    List<SourceText> after =
        ((Editing.Done)
                Editor.apply(
                    Shop.texts(),
                    List.of(new Edit.Rename(new Definition("segment", "runners"), "joggers"))))
            .files();
    List<Change> changes = Changes.of(Shop.texts(), after);
    assertEquals(1, changes.size(), changes.toString());
    assertEquals(Change.Kind.RENAMED, changes.getFirst().kind());
    assertEquals(
        List.of("The segment Runners is named joggers now, instead of runners."),
        changes.getFirst().words());
  }

  @Test
  void offersAreSaidByWhatBecameOfThem() {
    assertEquals(
        List.of("home.hero: offer black-week now ends on 15 December 2026."),
        words("until: 2026-12-01", "until: 2026-12-15"));
    assertEquals(
        List.of("home.hero: offer runners is for On a telephone now, instead of Runners."),
        words("- for: runners", "- name: runners\n        for: mobiles"));
    assertEquals(
        List.of("home.hero: offer black-week draws its variants loud 50, calm 30 now."),
        words("loud: 70", "loud: 50"));
    assertEquals(
        List.of(
            "home.hero: offer black-week learns from purchase now, and draws its variants by it,"
                + " each at least 5 %."),
        words("weights: {", "learn: { goal: purchase, floor: 5 % }\n        weights: {"));
    assertEquals(
        List.of("the workspace now has holdout “5 %”."),
        words("timezone: Europe/Berlin }", "timezone: Europe/Berlin, holdout: 5 % }"));
    assertEquals(
        List.of(
            "home.hero: offer black-week, variant calm: headline is “This season” now, instead of"
                + " “Last season”."),
        words("Last season", "This season"));
    assertEquals(
        List.of("home.hero, fallback: saving is “1” now, instead of “0”."),
        words("saving: 0\n      big", "saving: 1\n      big"));
  }

  @Test
  void whatIsNewIsSaidWithWhatItIs() {
    List<SourceText> without =
        ((Editing.Done)
                Editor.apply(
                    Shop.texts(), List.of(new Edit.Remove(new Definition("segment", "mobiles")))))
            .files();
    Change added = Changes.of(without, Shop.texts()).getFirst();
    assertEquals(
        List.of("New segment On a telephone: visits where device is mobile."), added.words());
    assertEquals(
        List.of("The segment On a telephone is removed."),
        Changes.of(Shop.texts(), without).getFirst().words());
  }

  @Test
  void whatIsSensitiveIsMarked() {
    List<SourceText> after =
        Shop.texts().stream()
            .map(
                text ->
                    new SourceText(text.name(), text.text().replace("Runners", "Pregnant runners")))
            .toList();
    assertTrue(Changes.of(Shop.texts(), after).getFirst().sensitive(), "it speaks of health");
  }

  @Test
  void hunksShowTheLinesAround() {
    List<Hunks.FileHunks> files =
        Hunks.of(Shop.texts(), replaced("device is mobile", "device is tablet"));
    assertEquals(1, files.size());
    Hunks.Hunk hunk = files.getFirst().hunks().getFirst();
    assertEquals(3, hunk.before());
    assertEquals(
        List.of(" ", " ", " ", "-", "+", " ", " ", " "),
        hunk.lines().stream().map(Hunks.Line::sign).toList());
  }

  private static List<String> words(String before, String after) {
    List<Change> changes = Changes.of(Shop.texts(), replaced(before, after));
    return changes.stream().flatMap(change -> change.words().stream()).toList();
  }

  static List<SourceText> replaced(String before, String after) {
    assertTrue(
        Shop.texts().stream().anyMatch(text -> text.text().contains(before)), "found: " + before);
    return Shop.texts().stream()
        .map(text -> new SourceText(text.name(), text.text().replace(before, after)))
        .toList();
  }
}
