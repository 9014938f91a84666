/** What the draft changes, and its way into force: checked, agreed to by somebody else, published. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Button, DiffView, Diagnostics, Empty, Icon, Loading, Page, Section, Tabs, Trouble, toast } from '../parts/index.js';
import { startDraft } from '../draftmenu.js';
import { Publish, Say } from '../parts/saying.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { all, capital, fully, moment, one, since } from '../words.js';

/** What one can do that asks for a word or two: the words of its dialog, and the call. */
const DEEDS = {
  ask: { title: 'Ask for review', label: 'What is it for, and what should somebody look at?', act: 'Ask', call: api.askReview, done: 'Others can see now that you wait for their review.' },
  approve: { title: 'Approve this draft', label: 'Why it is good', act: 'Approve', call: api.approve, done: 'Approved. Whoever may publish can put it in force now.', needed: true },
  object: { title: 'Ask for changes', label: 'What has to change', act: 'Ask for changes', call: api.object, done: 'The authors can see what has to change.', needed: true },
};

export default function Changes() {
  if (!store.draft.value) return html`<${Nothing} />`;
  return html`<${Draft} key=${store.draft.value.draft} />`;
}

function Nothing() {
  return html`
    <${Page} title="Changes">
      <${Empty} icon="changes" title="Nothing is being changed" action=${store.may('edit') && html`<${Button} kind="main" icon="plus" onClick=${startDraft}>Start a draft<//>`}>
        You are looking at what is in force. A draft is a copy of it that you can change at leisure. Here you see then what is different,
        have it reviewed, and publish it.
      <//>
    <//>
  `;
}

function Draft() {
  const [seen, setSeen] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const [view, setView] = useState('words');
  const [deed, setDeed] = useState(null);
  const now = store.draft.value;
  const { files } = now;
  useEffect(() => {
    let gone = false;
    differences(now.base, files).then(
      (found) => gone || (setSeen(found), setRefusal(null)),
      (failure) => gone || setRefusal(failure),
    );
    return () => (gone = true);
  }, [now.base, files]);
  const findings = store.outline.value.diagnostics;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const tabs = [
    { key: 'words', label: 'In words', count: seen?.changes.length },
    { key: 'lines', label: 'Line by line', count: seen?.files.length },
    { key: 'checks', label: 'Checks', count: findings.length },
  ];
  const from = now.base ? `edition ${now.base}` : 'an empty workspace';
  return html`
    <${Page} title="Changes" lead=${`What ${now.draft} changes, compared with ${from}.`} wide>
      <${Superseded} />
      <div class="beside-each">
        <${Section} title="What is different" id="different">
          ${refusal && html`<${Trouble} refusal=${refusal} />`}
          ${!seen && !refusal && html`<${Loading} lines=${5} />`}
          ${seen && html`
            <${Tabs} label="How changes are shown" tabs=${tabs} chosen=${view} onChoose=${setView}>
              ${view === 'words' && html`<${Words} changes=${seen.changes} />`}
              ${view === 'lines' && (seen.files.length ? html`<${DiffView} files=${seen.files} />` : html`<${Same} />`)}
              ${view === 'checks' && html`<${Diagnostics} items=${findings} none="The checker found nothing to say." />`}
            <//>
          `}
        <//>
        <${Way} errors=${errors} findings=${findings.length} changed=${seen?.changes.length !== 0 || seen?.files.length !== 0} onDeed=${setDeed} onChecks=${() => setView('checks')} />
      </div>
      ${deed && html`<${Deed} deed=${deed} onClose=${() => setDeed(null)} />`}
    <//>
  `;
}

async function differences(base, files) {
  const before = base ? (await api.edition(base)).files : {};
  return api.diff(before, files);
}

const Same = () => html`<p class="fine">Nothing is different yet.</p>`;

const CHANGE_KIND = { added: 'good', removed: 'bad', changed: 'calm', renamed: 'calm' };

function Words({ changes }) {
  if (!changes.length) return html`<${Same} />`;
  return html`
    <ul class="changes">
      ${changes.map((it) => html`
        <li key=${`${it.kind} ${it.name}`}>
          <p class="row">
            <${Badge} kind=${CHANGE_KIND[it.change]}>${it.change}<//>
            <b>${capital(it.kind)} ${it.kind === 'segment' ? store.titleOf(it.name) : it.name}</b>
            ${it.sensitive && html`<${Badge} kind="sensitive" title="A second person has to agree to it">sensitive<//>`}
          </p>
          ${it.words.length > 0 && html`<ul class="change-words">${it.words.map((text, at) => html`<li key=${at}>${text}</li>`)}</ul>`}
        </li>
      `)}
    </ul>
  `;
}

// ---- somebody published in between --------------------------------------------------------------

function Superseded() {
  const [busy, setBusy] = useState(false);
  const now = store.draft.value;
  const current = store.inForce.value;
  if (!current?.edition || now.base === current.edition) return null;
  const join = () => {
    setBusy(true);
    upToDate().catch((refusal) => toast(refusal.message, { kind: 'bad' })).finally(() => setBusy(false));
  };
  return html`
    <div class="notice" data-kind="warn">
      <${Icon} name="warn" />
      <p>Edition ${current.edition} was published since this draft began${now.base ? ` from edition ${now.base}` : ''}. Take its changes in before you publish; what both of you changed is asked about.</p>
      <${Button} busy=${busy} disabled=${!store.editable.value} onClick=${join}>Bring up to date<//>
    </div>
  `;
}

/** Takes what was published since into the draft; where both changed the same, the merge page asks. */
async function upToDate() {
  await store.saveNow();
  await store.refresh();
  const now = store.draft.value;
  const { edition, files: theirs } = store.inForce.value;
  const base = now.base ? (await api.edition(now.base)).files : {};
  const merged = await api.merge(base, now.files, theirs);
  const heading = { ...now, base: edition };
  if (merged.conflicts.length) {
    store.conflict.value = { base, mine: now.files, theirs, heading, revision: now.revision, conflicts: merged.conflicts };
    location.hash = '#/merge';
    return;
  }
  await store.settle(heading, merged.files);
  await store.saveNow();
  toast(`The changes of edition ${edition} are in ${now.draft} now.`, { kind: 'good' });
}

// ---- the way into force -------------------------------------------------------------------------

/** Checked, reviewed, published: where the draft stands, and what can be done next. */
function Way({ errors, findings, changed, onDeed, onChecks }) {
  const now = store.draft.value;
  const { state = 'none', asked, answered } = now.review ?? {};
  const mine = now.authors?.some(({ id }) => id === store.me.value.person.id);
  const isSaved = store.saving.value === 'saved';
  const waits = !isSaved || errors > 0 || !changed;
  return html`
    <aside class="way card" aria-label="The way into force">
      <ol>
        <${Step} title="Checked" state=${errors ? 'bad' : 'good'}>
          <p>${errors ? `${one(errors, 'error')} to mend first.` : findings ? `No errors; ${one(findings, 'warning')}.` : 'No errors, no warnings.'}</p>
          ${findings > 0 && html`<${Button} kind="quiet" onClick=${onChecks}>Show<//>`}
        <//>
        <${Step} title="Reviewed" state=${state === 'approved' ? 'good' : state === 'changes-asked' ? 'bad' : 'open'}>
          <${ReviewWords} state=${state} asked=${asked} answered=${answered} />
          <div class="row">
            ${store.may('edit') && (state === 'none' || state === 'changes-asked') && html`<${Button} disabled=${waits} onClick=${() => onDeed('ask')}>Ask for review<//>`}
            ${store.may('edit') && state === 'asked' && html`<${Button} kind="quiet" onClick=${takeBack}>Take the request back<//>`}
            ${store.may('approve') && !mine && state !== 'approved' && html`<${Button} disabled=${waits} onClick=${() => onDeed('approve')}>Approve<//>`}
            ${store.may('approve') && !mine && state === 'asked' && html`<${Button} kind="quiet" onClick=${() => onDeed('object')}>Ask for changes<//>`}
          </div>
          ${store.may('approve') && mine && state !== 'approved' && html`<p class="fine">You have worked on it, so somebody else has to agree.</p>`}
        <//>
        <${Step} title="Published" state=${now.schedule ? 'good' : 'open'}>
          <${ScheduleWords} schedule=${now.schedule} failure=${now.failure} />
          <div class="row">
            ${store.may('publish') && !now.schedule && html`<${Button} kind="main" disabled=${waits} onClick=${() => onDeed('publish')}>Publish …<//>`}
            ${store.may('publish') && now.schedule && html`<${Button} onClick=${takeScheduleBack}>Take the date back<//>`}
            ${!store.may('publish') && html`<p class="fine">A publisher puts it in force.</p>`}
          </div>
          ${!changed && html`<p class="fine">There is nothing to publish yet.</p>`}
          ${!isSaved && html`<p class="fine">As soon as it is saved.</p>`}
        <//>
      </ol>
      <p class="fine">${authors(now)}</p>
    </aside>
  `;
}

const STEP_ICON = { good: 'check', bad: 'warn', open: 'clock' };
const STEP_WORD = { good: 'done', bad: 'needs you', open: 'open' };

const Step = ({ title, state, children }) => html`
  <li data-state=${state}>
    <span class="step-mark"><${Icon} name=${STEP_ICON[state]} /></span>
    <div class="stack-small"><h3>${title} <span class="unseen">(${STEP_WORD[state]})</span></h3>${children}</div>
  </li>
`;

function ReviewWords({ state, asked, answered }) {
  const quote = (remark) => remark?.say && html`<blockquote>${remark.say}</blockquote>`;
  switch (state) {
    case 'asked':
      return html`<div><p>${asked.by.name} asked for review ${since(asked.at)}.</p>${quote(asked)}</div>`;
    case 'approved':
      return html`<div><p>${answered.by.name} agreed ${since(answered.at)}. Any edit takes that back.</p>${quote(answered)}</div>`;
    case 'changes-asked':
      return html`<div><p>${answered.by.name} asked for changes ${since(answered.at)}.</p>${quote(answered)}</div>`;
    default: {
      if (store.reviewRule.value === 'always') return html`<p>Somebody who has not worked on it has to agree before it is published.</p>`;
      const needed = store.outline.value.approvalsNeeded?.length > 0;
      return html`<p>${needed ? 'It has sensitive definitions: somebody else has to agree before it is published.' : 'Nobody has been asked yet.'}</p>`;
    }
  }
}

function ScheduleWords({ schedule, failure }) {
  if (schedule) return html`<p title=${fully(schedule.due)}>It comes into force ${moment(schedule.due)}, as ${schedule.by.name} said. Any edit takes that back.</p>`;
  if (failure) return html`<p class="error"><${Icon} name="warn" /> It was to be published and was not, ${moment(failure.at)}: ${failure.detail}</p>`;
  return html`<p>Visitors get it within a second, on all nodes, as a whole.</p>`;
}

const authors = ({ authors: some = [], changedAt }) =>
  some.length ? `By ${all(some.map(({ name }) => name))}, last changed ${since(changedAt)}.` : `Last changed ${since(changedAt)}.`;

const takeBack = () => told(() => api.takeReviewBack(store.draft.value.draft), 'The request is taken back.');
const takeScheduleBack = () => told(() => api.takeScheduleBack(store.draft.value.draft), 'The date is taken back; nothing will be published by itself.');

async function told(call, done) {
  try {
    await call();
    await store.refresh();
    toast(done, { kind: 'good' });
  } catch (refusal) {
    toast(refusal.message, { kind: 'bad' });
  }
}

function Deed({ deed, onClose }) {
  const { draft: name, revision } = store.draft.value;
  if (deed === 'publish') return html`<${Publish} onClose=${onClose} onPublish=${(at, say) => published(name, revision, at, say)} />`;
  const { title, label, act, call, done, needed } = DEEDS[deed];
  const say = async (text) => {
    await call(name, revision, text);
    await store.refresh();
    toast(done, { kind: 'good' });
  };
  return html`<${Say} title=${title} label=${label} act=${act} needed=${needed} onSay=${say} onClose=${onClose} />`;
}

async function published(name, revision, at, say) {
  const { edition } = await api.publish(name, revision, { at, say });
  await store.refresh();
  toast(at ? `${name} comes into force ${moment(at)}.` : `Edition ${edition} is in force.`, {
    kind: 'good',
    action: at ? undefined : { label: 'See it', act: () => (location.hash = `#/history?edition=${edition}`) },
  });
}
