/** Classes of sessions in a table of counts, proposed as segments; what becomes of them is for people to say. */
import { html, useState } from '../view.js';
import { Badge, Button, Empty, Field, Page, Section, Table, TextField, Trouble, toast } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { all, number, one, share } from '../words.js';
import { to } from '../routes.js';
import { startDraft } from '../draftmenu.js';

const LEAD = 'Which kinds of sessions there are, found in counts of how many sessions share which values. Nothing becomes a segment unless you make it one.';
const HINT = 'The first row names attributes, and “sessions” last. Empty cells are missing values, and * is not said.';
const LARGEST = 1 << 20;

export default function Discover() {
  const [counts, setCounts] = useState(store.keptInput('discover') ?? '');
  const [k, setK] = useState('10');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const change = (text) => {
    setCounts(text);
    store.keepInput('discover', text);
  };
  const choose = async (happened) => {
    const file = happened.target.files[0];
    if (!file) return;
    if (file.size > LARGEST) setRefusal(new Error('The file has more than 1 MiB. mien discover takes larger ones.'));
    else change(await file.text());
  };
  const look = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      setFound(await api.discoveries({ files: store.files.value, counts, k: Number(k) }));
    } catch (failure) {
      setFound(null);
      setRefusal(new Error(failure.errors?.length ? failure.errors.map(({ detail }) => detail).join(' ') : failure.message));
    }
    setBusy(false);
  };
  return html`
    <${Page} title="Discover segments" lead=${LEAD} back=${{ href: '#/segments', label: 'Segments' }}>
      <${Section} title="Counts" id="counts"><div class="stack">
        <${Field} label="A file of counts" hint=${`In CSV, such as: ${example()}`}>
          ${(tied) => html`<input class="input" type="file" accept=".csv,text/csv" onChange=${choose} ...${tied} />`}
        <//>
        <${TextField} label="Counts" lines="8" value=${counts} onInput=${change} hint=${HINT} spellcheck=${false} />
        <${TextField} label="Sessions that share a pattern, at least" value=${k} onInput=${setK} inputmode="numeric" hint="What fewer share is folded into coarser patterns first." />
        <${Button} kind="main" icon="search" onClick=${look} busy=${busy} disabled=${busy || !counts.trim() || !(Number(k) >= 2)}>Look for classes<//>
        <${Trouble} refusal=${refusal} />
      </div><//>
      ${found && html`<${Found} found=${found} />`}
    <//>
  `;
}

/** The first row for the attributes of this workspace. */
function example() {
  const names = store.outline.value.attributes.slice(0, 3).map(({ name }) => name);
  return [...names, 'sessions'].join(',');
}

function Found({ found }) {
  const { sessions, folded, tried, why, proposals } = found;
  const unsaid = folded.unsaid.filter((it) => it.sessions > 0).sort((a, b) => b.sessions - a.sessions).slice(0, 3);
  return html`
    <${Section} title="What was found" id="found"><div class="stack">
      <p>${why}</p>
      <p class="fine">
        ${one(sessions, 'session')} were counted. Everything is still said of ${number(folded.whole)} of them, and ${number(folded.dropped)} are left out, for fewer than ${number(folded.k)} share what they are like.
        ${unsaid.length > 0 && ` No longer said: ${all(unsaid.map((it) => `${it.what} of ${number(it.sessions)}`))}.`}
      </p>
      <${Table} caption="Numbers of classes that were tried" columns=${TRIED} rows=${tried.map((it) => ({ ...it, chosen: it.classes === found.classes }))} keyOf=${({ classes }) => classes} />
    </div><//>
    ${proposals.length === 0
      ? html`<${Empty} icon="segments" title="Nothing is proposed">Count more sessions, or other attributes of them.<//>`
      : proposals.map((it, at) => html`<${Proposal} key=${at} proposal=${it} at=${at} />`)}
  `;
}

const VERDICTS = {
  sound: ['calm', 'Sound'],
  unstable: ['warn', 'Not the same twice'],
  indescribable: ['warn', 'No rules say them'],
  'too-small': ['warn', 'One is too small'],
};

const TRIED = [
  { key: 'classes', label: 'Classes', cell: ({ classes }) => number(classes) },
  { key: 'stability', label: 'The same again', right: true, cell: ({ stability }) => stability.toFixed(2) },
  { key: 'weakest', label: 'Weakest class', right: true, cell: ({ classLeast }) => classLeast.toFixed(2) },
  { key: 'fidelity', label: 'Said by rules', right: true, cell: ({ fidelity }) => share(fidelity) },
  { key: 'least', label: 'Smallest', right: true, cell: ({ shareLeast }) => share(shareLeast) },
  {
    key: 'verdict',
    label: 'Verdict',
    cell: ({ verdict, chosen }) => {
      const [kind, words] = chosen ? ['good', 'Chosen'] : VERDICTS[verdict];
      return html`<${Badge} kind=${kind}>${words}<//>`;
    },
  },
];

const RULES = [
  { key: 'rule', label: 'Rule', wide: true, cell: ({ rule }) => html`<code>${rule}</code>` },
  { key: 'sessions', label: 'Admits', right: true, cell: ({ sessions }) => number(sessions) },
  { key: 'precision', label: 'Of the class', right: true, cell: ({ precision }) => share(precision) },
  { key: 'recall', label: 'Finds of it', right: true, cell: ({ recall }) => share(recall) },
];

function Proposal({ proposal, at }) {
  const { title, sessions, typical, rules, sensitive } = proposal;
  return html`
    <${Section} title=${title ?? `A class that no rule says`} id=${`class-${at}`} aside=${html`<span class="row tight">
      ${sensitive.map((it) => html`<${Badge} key=${it} kind="sensitive" title=${`This speaks of ${it}`}>Sensitive: ${it}<//>`)}
      <span class="fine">${one(sessions, 'session')}, ${share(proposal.share)}</span>
    </span>`}><div class="stack">
      ${typical.length > 0 && html`
        <p>Typical: ${all(typical.map(({ condition, share: here, all: everywhere }) => `${condition} (${share(here)}, of all ${share(everywhere)})`))}.</p>
      `}
      ${rules.length > 0 && html`<${Table} caption=${`Rules of ${title}`} columns=${RULES} rows=${rules} keyOf=${({ rule }) => rule} />`}
      ${rules.length > 0 && html`<${Make} proposal=${proposal} />`}
    </div><//>
  `;
}

/** Makes a segment of a proposal: one that no offer is for, so that it decides nothing yet. */
function Make({ proposal }) {
  const [refusal, setRefusal] = useState(null);
  const [made, setMade] = useState(null);
  if (made) return html`<p><a href=${to('segments', made)}>It is in your draft.</a> No offer is for it yet, so it decides nothing.</p>`;
  const make = async () => {
    if (!store.editable.value) {
      startDraft();
      return;
    }
    const name = free(proposal.segment);
    const texts = proposal.rules.map(({ rule }) => rule);
    const said = texts.length === 1 ? { when: texts[0] } : { rules: Object.fromEntries(texts.map((text, at) => [`way-${at + 1}`, text])) };
    try {
      await store.edit([{ put: 'segment', name, value: { title: proposal.title, ...said } }], `New segment ${proposal.title}`);
      setMade(name);
      toast(`${proposal.title} is in your draft.`, { action: { label: 'Undo', act: store.undoLast } });
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return html`
    <${Button} icon="plus" onClick=${make} disabled=${!store.may('edit')}>Make a draft segment of it<//>
    <${Trouble} refusal=${refusal} />
  `;
}

/** A name that no segment of the draft has. */
function free(name) {
  const taken = new Set(store.outline.value.segments.map((it) => it.name));
  let number = 1;
  while (taken.has(name)) name = `discovered-${number++}`;
  return name;
}
