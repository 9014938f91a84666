/** Where everybody begins: what is in force, what is being worked on, what needs somebody, and what visitors got. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Button, DataTable, Diagnostics, Empty, LinkButton, Loading, Page, Plot, Section, Sparkline, toast } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { fully, moment, number, one, reachOf, since } from '../words.js';
import { go, to } from '../routes.js';
import { startDraft } from '../draftmenu.js';
import { isTooFew, isUnused } from '../rules/state.js';
import { Tour, tourIsNew } from '../tour.js';

const SHOWN_MAX = 6;

export default function Overview({ query }) {
  useEffect(() => {
    store.readReach();
  }, []);
  const current = store.inForce.value;
  return html`
    <${Page} title="Overview">
      ${(query.tour || tourIsNew()) && html`<${Tour} begin=${Boolean(query.tour)} />`}
      <${InForce} current=${current} />
      <div class="beside-each">
        <div class="stack">
          <${Delivered} />
          <${Reached} />
        </div>
        <div class="stack">
          <${Drafts} />
          <${Attention} />
        </div>
      </div>
    <//>
  `;
}

// ---- what is in force --------------------------------------------------------------------------

function InForce({ current }) {
  const outline = store.outlineInForce.value;
  if (!current?.edition) {
    return html`
      <${Empty} icon="overview" title="Nothing is in force yet" action=${store.may('edit') && html`<${Button} kind="main" icon="plus" onClick=${startDraft}>Start the first draft<//>`}>
        Visitors see your site as it is. Put segments and slots into a draft and publish it, or publish a folder with <code>mien publish</code>.
      <//>
    `;
  }
  const facts = [
    ['Edition', number(current.edition), '#/history'],
    ['In force since', html`<span title=${fully(current.publishedAt)}>${moment(current.publishedAt)}</span>`, '#/history'],
    ['Segments', number(outline?.segments.length ?? current.segments ?? 0), '#/segments'],
    ['Slots', number(outline?.slots.length ?? current.slots ?? 0), '#/slots'],
    ['Offers', number(outline?.slots.reduce((sum, { offers }) => sum + offers.length, 0) ?? 0), '#/calendar'],
  ];
  return html`
    <dl class="facts card" aria-label="In force" data-tour="in-force">
      ${facts.map(([name, value, href]) => html`<div key=${name}><dt>${name}</dt><dd><a href=${href}>${value}</a></dd></div>`)}
    </dl>
  `;
}

// ---- drafts ------------------------------------------------------------------------------------

const REVIEWS = {
  'asked': { word: 'Review asked', kind: 'calm' },
  'approved': { word: 'Approved', kind: 'good' },
  'changes-asked': { word: 'Changes asked', kind: 'warn' },
};

function Drafts() {
  const drafts = [...store.drafts.value].sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1));
  const mayEdit = store.may('edit');
  const open = async (name) => {
    try {
      await store.work(name);
      go('/changes');
    } catch (refusal) {
      toast(refusal.message, { kind: 'bad' });
    }
  };
  return html`
    <${Section} title="Drafts" id="drafts" aside=${mayEdit && drafts.length > 0 && html`<${Button} kind="quiet" icon="plus" onClick=${startDraft}>New<//>`}>
      ${drafts.length === 0
        ? html`<${Empty} icon="draft" title="Nobody is changing anything" action=${mayEdit && html`<${Button} kind="main" icon="plus" onClick=${startDraft}>Start a draft<//>`}>
            A draft is a copy of what is in force that you can change without anybody noticing.
          <//>`
        : html`<ul class="lines">${drafts.slice(0, SHOWN_MAX).map((it) => html`<${Draft} key=${it.draft} heading=${it} onOpen=${() => open(it.draft)} />`)}</ul>`}
    <//>
  `;
}

function Draft({ heading, onOpen }) {
  const { draft, changedAt, changedBy, changedByName, review, schedule, failure } = heading;
  const state = REVIEWS[review?.state];
  return html`
    <li>
      <div class="row">
        <button type="button" class="link" onClick=${onOpen}>${draft}</button>
        ${store.draft.value?.draft === draft && html`<${Badge}>Here<//>`}
        ${state && html`<${Badge} kind=${state.kind}>${state.word}<//>`}
        ${schedule && html`<${Badge} kind="calm" icon="clock" title=${fully(schedule.due)}>${moment(schedule.due)}<//>`}
        ${failure && html`<${Badge} kind="bad" title=${failure.detail}>Not published<//>`}
      </div>
      <p class="fine">${changedByName ?? changedBy}, ${since(changedAt)}</p>
    </li>
  `;
}

// ---- what needs somebody -----------------------------------------------------------------------

function Attention() {
  const { segments, diagnostics } = store.outline.value;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const few = segments.filter(({ name }) => isTooFew(store.reachOfSegments.value.get(name)));
  const unused = segments.filter(isUnused);
  const asked = store.drafts.value.filter(({ review }) => review?.state === 'asked');
  const items = [
    errors.length > 0 && { icon: 'bad', text: `${one(errors.length, 'error')} in what you see now`, about: errors[0].message, href: '#/changes' },
    asked.length > 0 && store.may('approve') && { icon: 'calm', text: `${one(asked.length, 'draft')} to review`, about: asked.map(({ draft }) => draft).join(', '), href: '#/changes' },
    few.length > 0 && { icon: 'warn', text: `${one(few.length, 'segment')} with too few visits`, about: 'Visitors get the fallback instead, so that nobody is singled out.', href: '#/segments?only=few' },
    unused.length > 0 && { icon: 'calm', text: `${one(unused.length, 'segment')} that nothing uses`, about: unused.slice(0, 3).map(({ title, name }) => title || name).join(', '), href: '#/segments?only=unused' },
  ].filter(Boolean);
  return html`
    <${Section} title="Needs a look" id="attention">
      ${items.length === 0
        ? html`<p class="fine">Nothing: no errors, no segment is too small, and all are used.</p>`
        : html`<ul class="lines">${items.map(({ icon, text, about, href }) => html`
            <li key=${text}><a class="strong" href=${href}>${text}</a> <p class="fine">${about}</p></li>`)}</ul>`}
      ${errors.length > 0 && html`<${Diagnostics} items=${errors.slice(0, 3)} />`}
    <//>
  `;
}

// ---- what visitors got -------------------------------------------------------------------------

function Delivered() {
  const [counts, setCounts] = useState(undefined);
  useEffect(() => {
    const stop = new AbortController();
    api.counts({ by: 'hour' }, { signal: stop.signal }).then(setCounts, (refusal) => refusal.name === 'AbortError' || setCounts(null));
    return () => stop.abort();
  }, []);
  const series = counts ? byHour(counts.decisions) : null;
  const aside = html`<a href="#/results">Results</a>`;
  return html`
    <${Section} title="Decisions, last 24 hours" id="delivered" aside=${aside}>
      <div class="plot-place">
        ${counts === undefined && html`<${Loading} lines=${7} />`}
        ${counts === null && html`<p class="fine">The figures could not be read.</p>`}
        ${series && series.at.length < 2 && html`
          <${Empty} icon="results" title="No figures yet">An hour can be shown two minutes after it is over. Each number gets some noise first, so that nobody can be found in it.<//>
        `}
        ${series && series.at.length >= 2 && html`
          <ul class="legend">${series.lines.map(({ label }, at) => html`<li key=${label} data-line=${at + 1}>${label}</li>`)}</ul>
          <${Plot} label="Decisions by hour: for somebody in a segment, and with the fallback" at=${series.at} series=${series.lines} height=${210} />
          <${DataTable} caption="Decisions by hour" head=${['Hour', ...series.lines.flatMap(({ label }) => [label, '±'])]} rows=${series.rows} />
        `}
      </div>
    <//>
  `;
}

const KINDS = [
  ['Personalised', ({ reason }) => reason === 'matched'],
  ['Fallback', ({ reason }) => reason !== 'matched'],
];

/** Sums by hour and kind; margins of independent noise add up as squares do. */
function byHour(rows) {
  const hours = [...new Set(rows.map(({ hour }) => hour))].filter(Boolean).sort();
  const lines = KINDS.map(([label, isOne]) => {
    const some = hours.map((hour) => rows.filter((it) => it.hour === hour && it.state === 'released' && isOne(it)));
    return {
      label,
      values: some.map((them) => (them.length ? them.reduce((sum, it) => sum + it.decisions, 0) : null)),
      margins: some.map((them) => Math.round(Math.hypot(...them.map(({ margin }) => margin)))),
    };
  });
  return {
    at: hours.map(Date.parse),
    lines,
    rows: hours.map((hour, at) => [moment(hour), ...lines.flatMap(({ values, margins }) => (values[at] === null ? ['–', ''] : [number(values[at]), number(margins[at])]))]),
  };
}

function Reached() {
  const reach = store.reach.value;
  const rows = [...(reach?.segments ?? [])].sort((one, other) => (other.sessions ?? other.atLeast ?? -1) - (one.sessions ?? one.atLeast ?? -1)).slice(0, SHOWN_MAX);
  const titleOf = (name) => store.segmentsInForce.value.get(name)?.title || name;
  if (!rows.length) return null;
  return html`
    <${Section} title="Largest segments" id="reached" aside=${html`<${LinkButton} kind="quiet" href="#/segments">All segments<//>`}>
      <ul class="reached">
        ${rows.map((row) => {
          const { text, margin, about } = reachOf(row);
          return html`
            <li key=${row.segment}>
              <a href=${to('segments', row.segment)}>${titleOf(row.segment)}</a>
              ${row.series ? html`<${Sparkline} values=${row.series.sessions} label=${`Trend of ${titleOf(row.segment)}`} />` : html`<span></span>`}
              <span class="number" title=${about}>${text}${margin !== undefined && html`<span class="fine"> ± ${number(margin)}</span>`}</span>
            </li>
          `;
        })}
      </ul>
    <//>
  `;
}
