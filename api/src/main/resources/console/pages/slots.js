import { html, useEffect, useState } from '../view.js';
import { Badge, Button, Choice, Choices, Dialog, Empty, Page, Search, Section, Table, TextField, Trouble } from '../parts/index.js';
import { Preview } from '../parts/preview.js';
import { ShareField } from '../parts/sharefield.js';
import { ShareBar } from '../parts/sharebar.js';
import { startDraft } from '../draftmenu.js';
import { LAYOUTS } from '../content.js';
import { decisionsOf, figures, readFigures } from '../figures.js';
import { findingIn, findingsOf, slotsOf } from '../offers.js';
import { useTyping } from '../typing.js';
import { sayState, scheduleOf, zoneOf } from '../when.js';
import { go, to } from '../routes.js';
import * as store from '../store.js';
import { all, findingWords, number, one, plain } from '../words.js';

const SLOT_NAME = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*(\.[a-z0-9]+([_-][a-z0-9]+)*)*$/;

/** All slots: what fills them now, and what visitors got of it. */
export default function Slots() {
  const outline = store.outline.value;
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  useEffect(() => void readFigures(), []);
  const slots = slotsOf(outline);
  const editable = store.editable.value;
  const zone = zoneOf(outline);
  const wanted = search.trim().toLowerCase();
  const rows = slots
    .map((slot) => rowOf(slot, outline, zone))
    .filter(({ slot }) => `${slot.title} ${slot.name} ${slot.offers.map(({ for: audience }) => `${audience} ${store.titleOf(audience)}`).join(' ')}`.toLowerCase().includes(wanted));
  const add = editable
    ? html`<${Button} kind="main" icon="plus" onClick=${() => setAdding(true)}>New slot<//>`
    : store.may('edit') && html`<${Button} icon="edit" onClick=${startDraft}>Start a draft to change something<//>`;
  return html`
    <${Page} title="Slots" lead="Places on your pages. Each has a fallback for everybody, and offers for those who are in a segment." actions=${add}>
      ${slots.length === 0
        ? html`
          <${Empty} icon="slots" title="No slots yet" action=${add}>
            <p>A slot is a place on a page, such as the picture at the top. Give it a fallback first: that is what everybody sees. Then add offers to it.</p>
          <//>`
        : html`
          <div class="row"><${Search} label="Find a slot" value=${search} onInput=${setSearch} /></div>
          ${rows.length === 0
            ? html`<${Empty} icon="search" title=${`No slot is like “${search}”`} action=${html`<${Button} onClick=${() => setSearch('')}>Show all<//>`} />`
            : html`<${Table} caption="Slots" columns=${COLUMNS} rows=${rows} keyOf=${({ slot }) => slot.name} hrefOf=${({ slot }) => to('slots', slot.name)} />`}
          <p class="fine">${figureNote()}</p>
          <${GlobalHoldout} outline=${outline} editable=${editable} />
        `}
    <//>
    ${adding && html`<${NewSlot} onClose=${() => setAdding(false)} />`}
  `;
}

function rowOf(slot, outline, zone) {
  const schedules = slot.offers.map((offer) => ({ offer, schedule: scheduleOf(offer, zone) }));
  const on = schedules.filter(({ schedule }) => ['always', 'on'].includes(schedule.state)).length;
  const next = schedules
    .filter(({ schedule }) => ['coming', 'on'].includes(schedule.state) && (schedule.state === 'coming' || schedule.until !== null))
    .map((it) => ({ ...it, at: it.schedule.state === 'coming' ? it.schedule.from : it.schedule.until }))
    .sort((a, b) => a.at - b.at)[0];
  const errors = findingsOf(outline, slot).filter(({ severity }) => severity === 'error').length;
  return { slot, on, next, zone, errors, shown: decisionsOf(figures.value, slot.name) };
}

const COLUMNS = [
  {
    key: 'slot',
    label: 'Slot',
    sort: ({ slot }) => slot.title,
    cell: ({ slot, errors }) => html`
      <span class="slot-name">${slot.title}${errors > 0 && html` <${Badge} kind="bad" icon="warn">${one(errors, 'error')}<//>`}</span>
      <code class="fine slot-code">${slot.name}</code>
    `,
  },
  {
    key: 'offers',
    label: 'Offers',
    sort: ({ slot }) => slot.offers.length,
    cell: ({ slot, on }) => html`
      <span>${slot.offers.length === 0 ? 'Fallback only' : on === slot.offers.length ? one(on, 'offer') : `${number(on)} of ${number(slot.offers.length)} on`}</span>
      <span class="fine block">${audiences(slot)}</span>
    `,
  },
  {
    key: 'next',
    label: 'Next change',
    sort: ({ next }) => next?.at,
    cell: ({ next, zone }) => {
      if (!next) return html`<span class="fine">–</span>`;
      const { kind, text } = sayState(next.schedule, zone);
      return html`<${Badge} kind=${kind} icon="clock">${text}<//><span class="fine block">${plain(next.offer.name ?? next.offer.for)}</span>`;
    },
  },
  {
    key: 'used',
    label: 'Asked for',
    right: true,
    sort: ({ shown }) => shown?.all,
    cell: ({ shown }) => shown
      ? html`<span title=${`Decided ${number(shown.all)} times in the last 24 hours, give or take ${number(shown.margin)}`}>${number(shown.all)}</span><span class="fine block">± ${number(shown.margin)}</span>`
      : html`<span class="fine" title="No decision was counted in the hours that are released">not yet</span>`,
  },
  {
    key: 'fallback',
    label: 'Fallback shown',
    wide: true,
    sort: ({ shown }) => shown?.fallbackShare,
    cell: ({ shown }) => shown && shown.fallbackShare !== null
      ? html`<${ShareBar} shown=${shown} />`
      : html`<span class="fine">–</span>`,
  },
];

function audiences({ offers }) {
  const titles = [...new Set(offers.map(({ for: audience }) => store.titleOf(audience)))];
  return titles.length > 3 ? `${titles.slice(0, 2).join(', ')} and ${titles.length - 2} more` : all(titles);
}

function figureNote() {
  const now = figures.value;
  if (!now) return 'Figures come from the edition in force.';
  const { released } = now.hours ?? {};
  return released
    ? `Figures are of the last 24 hours (${one(released, 'hour')} of them released), of the edition in force, with noise added so that nobody can be singled out.`
    : 'No hour is released yet: figures come two minutes after the first full hour.';
}

/** Which share of sessions sees fallbacks in every slot. */
function GlobalHoldout({ outline, editable }) {
  const { name, timezone, holdout } = outline;
  const put = (share) => store.edit([{ put: 'workspace', value: { name, ...(timezone ? { timezone } : {}), ...(share ? { holdout: share } : {}) } }], 'Changed the holdout of all slots', 'workspace holdout');
  const { value: own, change, flush, refusal } = useTyping('workspace/holdout', holdout ?? '', put);
  const wrong = findingIn(outline.diagnostics.filter(({ kind }) => kind === 'workspace'), store.files.value, own);
  return html`
    <${Section} title="Holdout of all slots" id="global-holdout">
      <${Trouble} refusal=${refusal} again=${refusal && flush} />
      <fieldset class="stack" disabled=${!editable}>
        <legend class="unseen">Holdout of all slots</legend>
        <${ShareField} label="Share of sessions" value=${own} onInput=${(share) => change(() => share ?? '', 'holdout')} error=${wrong && findingWords(wrong)}
          hint="These see the fallback in every slot, so that you can tell what all offers together change. 0 to 50 percent; a slot can hold out more." />
      </fieldset>
    <//>
  `;
}

/** What a new slot is called and how it begins. */
function NewSlot({ onClose }) {
  const { slots, purposes } = store.outline.value;
  const [title, setTitle] = useState('');
  const [typed, setTyped] = useState(null);
  const [served, setServed] = useState(purposes.slice(-1).map(({ name }) => name));
  const [layout, setLayout] = useState(LAYOUTS[0].key);
  const [refusal, setRefusal] = useState(null);
  const name = typed ?? slotNameOf(title);
  const taken = slots.some((it) => it.name === name);
  const sound = SLOT_NAME.test(name) && name.length <= 64;
  const { types, content } = LAYOUTS.find(({ key }) => key === layout);
  const submit = async () => {
    if (!title.trim() || !sound || taken || served.length === 0) return;
    try {
      await store.edit([{ put: 'slot', name, value: { title: title.trim(), purposes: served, types, fallback: content } }], `Added the slot ${title.trim()}`);
      onClose();
      go(`/slots/${encodeURIComponent(name)}?part=fallback`);
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return html`
    <${Dialog} title="New slot" wide onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!title.trim() || !sound || taken || served.length === 0}>Make the slot<//>
    `}>
      <div class="new-slot">
        <div class="stack">
          <${TextField} label="What is it?" value=${title} onInput=${setTitle} data-first maxlength="300" placeholder="The picture at the top" />
          <${TextField} label="Name" value=${name} onInput=${setTyped} maxlength="64" spellcheck="false" hint="Your site asks for it by this name, such as home.hero."
            error=${taken ? 'There is a slot of this name already.' : name && !sound ? 'Small letters and digits, with dots between parts.' : undefined} />
          <${Choices} label="Purposes" value=${served} onChoose=${setServed} options=${purposes.map((it) => ({ value: it.name, label: it.title ?? it.name }))} />
          <${Choice} label="Fields to begin with" value=${layout} onChoose=${setLayout} options=${LAYOUTS.map(({ key, label }) => ({ value: key, label }))}
            hint="Fields can be added, renamed and removed afterwards." />
          ${refusal && html`<p class="error">${refusal.message}</p>`}
        </div>
        <div class="variant-look">
          <p class="look-title" aria-hidden="true">How it begins</p>
          <${Preview} types=${types} content=${content} label="How the slot begins" />
        </div>
      </div>
    <//>
  `;
}

const slotNameOf = (title) =>
  title.toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[^a-z]+|[-.]+$/g, '').slice(0, 64);
