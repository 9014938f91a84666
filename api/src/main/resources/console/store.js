/**
 * What the console knows, as signals, and the one way to change a draft: `edit`.
 *
 * A draft is changed here first, shown at once, and saved a second later. If somebody else saved in
 * between, both are merged by definition; only where both changed the same is anybody asked.
 */
import * as api from './api.js';
import * as undo from './undo.js';
import { toast } from './parts/toast.js';
import { all } from './words.js';
import { batch, computed, delayed, signal } from './view.js';

const SAVE_MILLIS = 1_000;
const LAST_DRAFT = 'mien.draft';
const INPUT = 'mien.input.';

/** What a draft begins with where nothing is in force. */
const FIRST = { 'workspace.yaml': 'workspace: { name: my-site }\n' };

// ---- what is known -----------------------------------------------------------------------------

/** Who is signed in: `{person, roles, permissions, means, expires}`; null if nobody, undefined before it is known. */
export const me = signal(undefined);

/** All drafts by name, with their headings: revision, base, authors, review, schedule. */
export const drafts = signal([]);

/** When a second person has to agree: `always`, or `sensitive` for sensitive definitions only. */
export const reviewRule = signal('sensitive');

/** The edition in force with its files: `{edition, publishedAt, files}`. */
export const inForce = signal(null);

/** The draft worked on: its heading and its files as they are here; null if what is in force is only looked at. */
export const draft = signal(null);

/** The workspace as JSON: of the draft, or of the edition in force; null until it is known. */
export const outline = signal(null);

/** The edition in force as JSON, to compare a draft with; null until it is known. */
export const outlineInForce = signal(null);

/** Whether the checker accepts what the node has of the draft, or what is in force. */
export const sound = signal(true);

/** How it stands with the draft: `saved`, `unsaved`, `saving`, `refused` or `conflict`. */
export const saving = signal('saved');

/** How many edits are on their way to the draft. */
const editing = signal(0);

/** `saving`, but `unsaved` as long as something typed is not in the draft yet. */
export const kept = computed(() => (saving.value === 'saved' && editing.value > 0 ? 'unsaved' : saving.value));

/** What two changed in different ways: `{base, mine, theirs, revision, conflicts}`, files each; or null. */
export const conflict = signal(null);

/** The last reach of the segments in force, as `GET /reach` answers. */
export const reach = signal(null);

/** Rows of the last reach, by segment. */
export const reachOfSegments = computed(() => new Map(reach.value?.segments.map((row) => [row.segment, row])));

/** Segments as they are in force, by name. */
export const segmentsInForce = computed(() => new Map(outlineInForce.value?.segments.map((it) => [it.name, it])));

/** Segments as they are shown, by name. */
const segments = computed(() => new Map(outline.value?.segments.map((it) => [it.name, it])));

/** The files that pages show. */
export const files = computed(() => draft.value?.files ?? inForce.value?.files ?? {});

/** Whether definitions can be changed at present. */
export const editable = computed(() => draft.value !== null && may('edit'));

/** Whether whoever is signed in may do what needs this permission. */
export const may = (permission) => Boolean(me.value?.permissions?.includes(permission));

/** A segment's title by its name, for lists and sentences. */
export const titleOf = (segment) => segments.value.get(segment)?.title || segment;

// ---- beginning ---------------------------------------------------------------------------------

/** Finds out who is here. */
export async function recognise() {
  try {
    // Asked first, for it is never refused: somebody new makes no error in the browser's console.
    const { signedIn } = await api.waysIn().catch(() => ({}));
    if (signedIn === false) {
      me.value = null;
      return;
    }
    const found = await api.me();
    api.welcome(found);
    me.value = found;
  } catch (refusal) {
    if (refusal.status !== 401) throw refusal;
    me.value = null;
  }
}

/** Loads what every page needs: drafts, the edition in force, and the draft last worked on. */
export async function begin() {
  const last = localStorage.getItem(LAST_DRAFT);
  const [list, current] = await Promise.all([api.drafts(), api.edition('current').catch(absent)]);
  takeDrafts(list);
  inForce.value = current;
  const still = list.drafts.find((it) => it.draft === last);
  if (still) await work(still.draft);
  else await lookAtInForce();
  await readInForce();
}

async function readInForce() {
  outlineInForce.value = draft.value ? await seen(inForce.value.files) : outline.value;
}

const seen = async (some, found = draft.value) => {
  if (!Object.keys(some).length) return empty();
  return whole(await about(some, found, api.outline));
};

/** Asks about files; those of a draft as the node has it are named and not sent. */
async function about(some, found, ask) {
  if (!found?.revision || some !== common) return ask({ files: some });
  try {
    return await ask({ draft: found.draft, revision: found.revision });
  } catch (refusal) {
    // Somebody else has saved or discarded it since.
    if (refusal.code !== 'draft-conflict' && refusal.code !== 'no-such-draft') throw refusal;
    return ask({ files: some });
  }
}

function takeDrafts(list) {
  drafts.value = list.drafts;
  reviewRule.value = list.review ?? 'sensitive';
}

function absent(refusal) {
  if (refusal.status === 404) return { edition: 0, files: {} };
  throw refusal;
}

/** Reads the drafts and the edition in force again, such as after a publication. */
export async function refresh() {
  const [list, current] = await Promise.all([api.drafts(), api.edition('current').catch(absent)]);
  batch(() => {
    takeDrafts(list);
    inForce.value = current;
  });
  const gone = draft.value && !list.drafts.some((it) => it.draft === draft.value.draft);
  if (gone || !draft.value) await lookAtInForce();
  else await takeHeading();
  await readInForce();
}

/** Reads the last reach; pages call it when they show figures. */
export async function readReach() {
  reach.value = await api.reach({ by: 'hour' }).catch((refusal) => (refusal.status ? null : Promise.reject(refusal)));
}

// ---- choosing what to work on ------------------------------------------------------------------

/** Works in a draft from now on. */
export async function work(name) {
  await saveNow();
  const left = unsaved(name);
  const found = await api.draft(name);
  localStorage.setItem(LAST_DRAFT, name);
  undo.forget();
  await show(found);
  if (left) await takeUnsaved(left);
}

/** Shows what is in force; nothing can be changed until a draft is chosen. */
export async function lookAtInForce() {
  await saveNow();
  localStorage.removeItem(LAST_DRAFT);
  undo.forget();
  await show(null);
}

/** Makes a draft of what is in force and works in it. */
export async function newDraft(name) {
  const { edition, files: current } = inForce.value;
  const some = Object.keys(current).length ? current : FIRST;
  await api.saveDraft(name, { files: some, base: edition || undefined }, undefined);
  takeDrafts(await api.drafts());
  await work(name);
}

/** Removes the draft that is worked on, for good. */
export async function discardDraft() {
  save.cancel();
  const { draft: name, revision } = draft.value;
  await api.deleteDraft(name, revision);
  draft.value = null;
  saving.value = 'saved';
  takeDrafts(await api.drafts());
  await lookAtInForce();
}

async function show(found) {
  common = found?.files ?? null;
  const shown = await seen(found?.files ?? inForce.value?.files ?? {}, found);
  batch(() => {
    draft.value = found;
    outline.value = shown;
    sound.value = shown.accepted;
    saving.value = 'saved';
    conflict.value = null;
  });
}

/** An outline in which segments that could not be read are segments, too, with what was written. */
function whole(found) {
  const lost = (found.unread ?? []).filter(({ kind }) => kind === 'segment').map(asWritten);
  return lost.length ? { ...found, segments: [...found.segments, ...lost] } : found;
}

function asWritten({ name, value, file, line, endLine, diagnostics }) {
  const { title, when, rules } = typeof value === 'object' && value !== null ? value : {};
  const texts = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [[name, when ?? '']];
  return {
    name,
    title: String(title ?? ''),
    rules: texts.map(([rule, text]) => ({ name: rule, text: String(text), tree: { text: String(text) }, words: '' })),
    usedBySegments: [],
    usedBySlots: [],
    file,
    line,
    endLine,
    diagnostics,
  };
}

const empty = () => ({
  name: '', purposes: [], attributes: [], events: [], segments: [], slots: [], recipients: [], personas: [],
  diagnostics: [], accepted: false, digest: '', approvalsNeeded: [],
});

async function takeHeading() {
  const heading = drafts.value.find((it) => it.draft === draft.value.draft);
  if (heading && heading.revision === draft.value.revision) draft.value = { ...draft.value, ...heading };
}

// ---- changing ----------------------------------------------------------------------------------

/** The files as they were when they were last read or saved: what a merge goes back to. */
let common = null;

/** Edits wait for each other, since each begins with the files that the one before left. */
let queue = Promise.resolve();

/**
 * Carries out edits on the draft (see `POST /admin/v1/edits`) and saves them soon.
 *
 * @param label what `undo` calls it, such as "Renamed Bargain hunters"
 * @param run a name for edits that are taken back together, such as typing in one field
 * @returns the outline after it; a `Refusal` if an edit is unsound, and then nothing has changed
 */
export function edit(some, label, run) {
  return inTurn(async () => {
    const before = draft.value.files;
    const { files: changed, outline: edited } = await about(before, draft.value, (subject) => api.edits(subject, some));
    const shown = whole(edited);
    const after = joined(before, changed);
    undo.remember({ label, before, after, run });
    change(after, shown);
    return shown;
  });
}

/** Puts other files in the place of the draft's, such as those of a merge. */
export function replaceFiles(after, label) {
  return inTurn(async () => {
    const before = draft.value.files;
    const shown = await seen(after);
    undo.remember({ label, before, after });
    change(after, shown);
    return shown;
  });
}

function inTurn(act) {
  editing.value++;
  const next = queue.then(act).finally(() => editing.value--);
  queue = next.catch(() => {});
  return next;
}

/** Files with the changed ones in their places; a file that became null is gone. */
function joined(before, changed) {
  const after = { ...before, ...changed };
  for (const [name, text] of Object.entries(after)) if (text === null) delete after[name];
  return after;
}

function change(after, shown) {
  batch(() => {
    draft.value = { ...draft.value, files: after };
    outline.value = shown;
    saving.value = 'unsaved';
  });
  save();
}

// ---- undo --------------------------------------------------------------------------------------

/** Takes back what was done last, and keeps what others did since. */
export const undoLast = () => goTo(undo.stepBack, (step) => [step.after, step.before], 'Taken back');

/** Does again what was taken back last. */
export const redoLast = () => goTo(undo.stepForward, (step) => [step.before, step.after], 'Done again');

function goTo(take, ends, said) {
  return inTurn(async () => {
    const step = editable.value ? take() : null;
    if (!step) return;
    const [from, to] = ends(step);
    const now = draft.value.files;
    const merged = same(now, from) ? { files: to, conflicts: [] } : await api.merge(from, to, now);
    if (merged.conflicts.length) {
      toast(`${step.label} was changed again since, so it cannot be taken back by itself.`, { kind: 'warn' });
      return;
    }
    change(merged.files, await seen(merged.files));
    toast(`${said}: ${step.label}`);
  });
}

const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (some) => Object.entries(some).sort(([one], [other]) => (one < other ? -1 : 1));

// ---- saving ------------------------------------------------------------------------------------

const save = delayed(SAVE_MILLIS, () => saveNow());
let underWay = null;

/** What puts into the draft what is being typed in a form. */
const typing = new Set();

/** Lets a form be asked, before anything is saved, to put in what is typed in it; returns how to end that. */
export function whileTyping(put) {
  typing.add(put);
  return () => typing.delete(put);
}

/** Something is typed that is not in the draft yet. */
export function typed() {
  if (saving.value === 'saved') saving.value = 'unsaved';
}

/** Puts into the draft what is being typed, wherever it is. */
export const putTyped = () => Promise.all([...typing].map((put) => put()));

/** Saves what is unsaved, at once. */
export function saveNow() {
  save.cancel();
  underWay ??= putTyped().then(keep).finally(() => (underWay = null));
  return underWay;
}

async function keep() {
  while (draft.value && saving.value === 'unsaved') {
    const { draft: name, files: some, revision, base } = draft.value;
    saving.value = 'saving';
    try {
      const { lost = [], ...heading } = await api.saveDraft(name, { files: some, base }, revision);
      if (lost.length) toast(`This change takes back the ${all(lost)} of the draft.`, { kind: 'warn' });
      common = some;
      const isLatest = draft.value.files === some;
      batch(() => {
        draft.value = { ...draft.value, ...heading, files: draft.value.files };
        saving.value = isLatest ? 'saved' : 'unsaved';
        sound.value = isLatest && outline.value.accepted;
        drafts.value = drafts.value.map((it) => (it.draft === name ? { ...it, ...heading } : it));
      });
    } catch (refusal) {
      if (refusal.code !== 'draft-conflict') {
        saving.value = 'refused';
        toast(...complaint(refusal, name));
        return;
      }
      await meet(name);
    }
  }
}

function complaint(refusal, name) {
  if (refusal.code !== 'no-such-draft') return [`Your changes could not be saved: ${refusal.message}`, { kind: 'bad' }];
  const action = { label: 'Keep mine as a new draft', act: keepAsNew };
  return [`Somebody else has published or discarded ${name}.`, { kind: 'bad', action }];
}

/** Goes on in a draft of another name, with what could not be saved. */
async function keepAsNew() {
  const { draft: name, files: some, base } = draft.value;
  const taken = new Set(drafts.value.map((it) => it.draft));
  let next = 2;
  while (taken.has(`${name}-${next}`)) next++;
  await api.saveDraft(`${name}-${next}`, { files: some, base }, undefined);
  saving.value = 'saved';
  drafts.value = (await api.drafts()).drafts;
  await work(`${name}-${next}`);
}

/** Somebody else saved: joins both, and asks only where both changed the same. */
async function meet(name) {
  const theirs = await api.draft(name);
  const mine = draft.value.files;
  if (same(theirs.files, mine)) {
    common = theirs.files;
    draft.value = theirs;
    saving.value = 'saved';
    return;
  }
  const merged = await api.merge(common, mine, theirs.files);
  if (merged.conflicts.length) {
    conflict.value = { base: common, mine, theirs: theirs.files, revision: theirs.revision, heading: theirs, conflicts: merged.conflicts };
    saving.value = 'conflict';
    location.hash = '#/merge';
    return;
  }
  await settle(theirs, merged.files);
  toast(`${theirs.changedByName ?? theirs.changedBy} changed this draft, too. Both changes are in it now.`);
}

/** Goes on with merged files, on top of what somebody else saved. */
export async function settle(theirs, merged) {
  const shown = await seen(merged);
  common = theirs.files;
  batch(() => {
    draft.value = { ...theirs, files: merged };
    outline.value = shown;
    conflict.value = null;
    saving.value = 'unsaved';
  });
  save();
}

// ---- input that is not in the draft yet --------------------------------------------------------

/** Remembers in this tab what was typed and is not in the draft, so that a reload does not lose it. */
export function keepInput(key, value) {
  sessionStorage.setItem(inputKey(key), JSON.stringify(value));
}

/** What was remembered, or null. */
export function keptInput(key) {
  const text = sessionStorage.getItem(inputKey(key));
  return text === null ? null : JSON.parse(text);
}

export function dropInput(key) {
  sessionStorage.removeItem(inputKey(key));
}

/** Leaves nothing behind for whoever signs in here next. */
export function dropAllInput() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(INPUT)) sessionStorage.removeItem(key);
}

/** Where this tab remembers what one person typed: nobody else gets it offered. */
const placeOf = (name) => `${INPUT}${me.value?.person.id}/${name}`;
const inputKey = (key) => `${placeOf(draft.value?.draft ?? '')}/${key}`;

/** The whole draft is remembered, too, until it is saved. */
export function keepUnsaved() {
  if (!draft.value) return;
  const { draft: name, files: some, revision } = draft.value;
  if (saving.value === 'saved') sessionStorage.removeItem(placeOf(name));
  else sessionStorage.setItem(placeOf(name), JSON.stringify({ base: common, files: some, revision }));
}

const unsaved = (name) => JSON.parse(sessionStorage.getItem(placeOf(name)) ?? 'null');

/** What was not saved when the page was left: joins it with the draft as it is now. */
async function takeUnsaved({ base, files: mine }) {
  const now = draft.value.files;
  if (same(mine, now) || !may('edit')) return;
  const merged = same(base, now) ? { files: mine, conflicts: [] } : await api.merge(base, mine, now);
  if (merged.conflicts.length) {
    const { revision } = draft.value;
    conflict.value = { base, mine, theirs: now, revision, heading: draft.value, conflicts: merged.conflicts };
    saving.value = 'conflict';
    location.hash = '#/merge';
    return;
  }
  await replaceFiles(merged.files, 'What was not saved before');
  toast('What you typed before the page was left is back.', { kind: 'good' });
}
