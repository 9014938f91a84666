/** All segments: how many visits they hold for, how that goes, who uses them, and how they stand. */
import { html, useEffect, useMemo, useState } from '../view.js';
import { Badge, Button, Dialog, Empty, LinkButton, Page, Search, Sparkline, Table, TextField, Trouble } from '../parts/index.js';
import * as store from '../store.js';
import { nameOf, number, one, reachOf } from '../words.js';
import { go, to } from '../routes.js';
import { startDraft } from '../draftmenu.js';
import { isTooFew, isUnused, stateOf } from '../rules/state.js';

const LEAD = 'A segment is a set of visits, given by rules. Offers are for segments; nobody is followed to build one.';

export default function Segments({ query }) {
  const [text, setText] = useState('');
  const [only, setOnly] = useState(query.only ?? 'all');
  const [adding, setAdding] = useState(query.new !== undefined);
  useEffect(() => {
    store.readReach();
  }, []);
  const { segments } = store.outline.value;
  const editable = store.editable.value;
  const rows = useMemo(
    () => segments.map((segment) => ({ ...segment, row: store.reachOfSegments.value.get(segment.name), states: stateOf(segment) })),
    [segments, store.reach.value, store.outlineInForce.value, store.draft.value],
  );
  const sets = SETS.map((it) => ({ ...it, count: rows.filter(it.holds).length })).filter(({ key, count }) => key === 'all' || count > 0);
  const { holds } = SETS.find(({ key }) => key === only) ?? SETS[0];
  const wanted = text.trim().toLowerCase();
  const found = rows.filter((it) => holds(it) && `${it.title} ${it.name}`.toLowerCase().includes(wanted));
  const add = html`<${LinkButton} icon="search" href="#/discover">Discover<//><${Button} kind="main" icon="plus" onClick=${editable ? () => setAdding(true) : startDraft} disabled=${!store.may('edit')}>New segment<//>`;

  return html`
    <${Page} title="Segments" lead=${LEAD} actions=${add}>
      ${segments.length === 0
        ? html`<${Empty} icon="segments" title="No segments yet" action=${add}>
            Begin with something that is easy to see, such as “came from a newsletter”, and make an offer for it.
          <//>`
        : html`
          <div class="row">
            <${Search} label="Find a segment" value=${text} onInput=${setText} />
            <div class="sets" role="group" aria-label="Which segments">
              ${sets.map(({ key, label, count }) => html`
                <button type="button" key=${key} class="set" aria-pressed=${String(key === only)} onClick=${() => setOnly(key)}>
                  ${label} <span class="count">${number(count)}</span>
                </button>
              `)}
            </div>
          </div>
          ${found.length
            ? html`<${Table} caption="Segments" columns=${COLUMNS} rows=${found} keyOf=${({ name }) => name} hrefOf=${({ name }) => to('segments', name)} />`
            : html`<${Empty} icon="search" title="None is like that" action=${html`<${Button} onClick=${() => { setText(''); setOnly('all'); }}>Show all<//>`}>
                Titles and names are searched.
              <//>`}
        `}
    <//>
    ${adding && editable && html`<${NewSegment} onClose=${() => setAdding(false)} />`}
  `;
}

const has = (word) => ({ states }) => states.some((it) => it.word === word);
const SETS = [
  { key: 'all', label: 'All', holds: () => true },
  { key: 'error', label: 'With errors', holds: has('Error') },
  { key: 'changed', label: 'New or changed', holds: (it) => has('New')(it) || has('Changed')(it) },
  { key: 'few', label: 'Too few', holds: ({ row }) => isTooFew(row) },
  { key: 'sensitive', label: 'Sensitive', holds: ({ sensitive }) => Boolean(sensitive) },
  { key: 'unused', label: 'Unused', holds: isUnused },
];

const COLUMNS = [
  {
    key: 'title',
    label: 'Segment',
    sort: ({ title, name }) => title || name,
    cell: ({ title, name }) => html`<span class="two-lines">${title || name}<span class="fine">${name}</span></span>`,
  },
  { key: 'state', label: 'State', cell: ({ states }) => html`<span class="row tight">${states.map((it) => html`<${Badge} key=${it.word} kind=${it.kind} title=${it.why}>${it.word}<//>`)}</span>` },
  { key: 'reach', label: 'Reach, 24 h', right: true, sort: ({ row }) => row?.sessions ?? row?.atLeast ?? (row?.state === 'withheld' ? 0 : undefined), cell: ({ row }) => html`<${ReachCell} row=${row} />` },
  { key: 'trend', label: 'Trend', cell: ({ row, title }) => row?.series ? html`<${Sparkline} values=${row.series.sessions} label=${`Trend of ${title}`} />` : html`<span class="fine">–</span>` },
  { key: 'used', label: 'Used by', sort: (it) => it.usedBySlots.length * 1000 + it.usedBySegments.length, cell: (it) => usedWords(it) },
];

function ReachCell({ row }) {
  const { text, margin, about } = reachOf(row);
  return html`<span title=${about}>${text}</span>${margin !== undefined && html`<span class="fine"> ± ${number(margin)}</span>`}`;
}

function usedWords({ usedBySlots, usedBySegments }) {
  const some = [usedBySlots.length && one(usedBySlots.length, 'slot'), usedBySegments.length && one(usedBySegments.length, 'segment')].filter(Boolean);
  return some.length ? some.join(', ') : html`<span class="fine">nothing</span>`;
}

function NewSegment({ onClose }) {
  const [title, setTitle] = useState('');
  const [refusal, setRefusal] = useState(null);
  const name = nameOf(title);
  const taken = store.outline.value.segments.some((it) => it.name === name);
  const submit = async () => {
    if (!name || taken) return;
    try {
      await store.edit([{ put: 'segment', name, value: { title: title.trim(), when: '' } }], `New segment ${title.trim()}`);
      onClose();
      go(`/segments/${name}`);
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return html`
    <${Dialog} title="New segment" onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!name || taken}>Make the segment<//>
    `}>
      <${TextField} label="Who is meant?" value=${title} onInput=${setTitle} maxlength="64" data-first placeholder="Looking for a tent"
        hint=${name ? `Rules call it ${name}.` : 'Say it as you would to a colleague.'} error=${taken ? 'There is a segment of this name already.' : undefined} />
      <${Trouble} refusal=${refusal} />
    <//>
  `;
}
