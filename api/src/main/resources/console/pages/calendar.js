import { html } from '../view.js';
import { Badge, Button, Choice, Empty, LinkButton, Page, Table, Tabs } from '../parts/index.js';
import { inOrder, isNamed, slotsOf } from '../offers.js';
import { DAY_MILLIS, daysLater, localOf, momentAt, sayDay, sayMoment, sayMonth, sayShortDay, sayState, scheduleOf, zoneOf } from '../when.js';
import { to } from '../routes.js';
import * as store from '../store.js';
import { one, plain } from '../words.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const LANES_MAX = 6;
const TIMELINE_WEEKS = 14;
const VIEWS = [
  { key: 'month', label: 'Month' },
  { key: 'timeline', label: 'Timeline' },
  { key: 'list', label: 'List' },
];

/** When which offer runs: all that have a schedule, in a month, along a line, and as a list. */
export default function Calendar({ query }) {
  const outline = store.outline.value;
  const slots = slotsOf(outline);
  const zone = zoneOf(outline);
  const today = localOf(Date.now(), zone).day;
  const view = VIEWS.some(({ key }) => key === query.view) ? query.view : 'month';
  const first = /^\d{4}-\d{2}$/.test(query.month ?? '') ? `${query.month}-01` : `${today.slice(0, 7)}-01`;
  const some = slots.filter(({ name }) => !query.slot || name === query.slot);
  const entries = some.flatMap((slot) => entriesOf(slot, zone, slots.indexOf(slot)));
  const always = some.reduce((sum, { offers }) => sum + offers.length, 0) - entries.length;
  const turn = (changes) => location.replace(`#/calendar?${new URLSearchParams({ view, month: first.slice(0, 7), ...(query.slot ? { slot: query.slot } : {}), ...changes })}`);
  const shared = { entries, zone, today, first };

  if (slots.every(({ offers }) => offers.every((offer) => scheduleOf(offer, zone).state === 'always'))) {
    return html`
      <${Page} title="Calendar">
        <${Empty} icon="calendar" title="Nothing is scheduled" action=${html`<${LinkButton} kind="main" href="#/slots">To the slots<//>`}>
          Give an offer a day on which it begins or ends, and it stands here. Offers without dates are always on.
        <//>
      <//>
    `;
  }
  return html`
    <${Page} title="Calendar" wide lead="When offers begin and end. Choose one to change it.">
      <div class="calendar-bar">
        ${view === 'list'
          ? html`<h2 class="calendar-title">${one(entries.length, 'scheduled offer')}</h2>`
          : html`<${Months} first=${first} today=${today} view=${view} onTurn=${(month) => turn({ month })} />`}
        <${Choice} label="Slot" unseen value=${query.slot ?? ''} onChoose=${(slot) => turn({ slot })}
          options=${[{ value: '', label: 'All slots' }, ...slots.map(({ name, title }) => ({ value: name, label: title }))]} />
      </div>
      <${Tabs} label="Views of the calendar" tabs=${VIEWS} chosen=${view} onChoose=${(key) => turn({ view: key })}>
        ${view === 'month' && html`<${Month} ...${shared} listOf=${(day) => `#/calendar?${new URLSearchParams({ view: 'list', month: day.slice(0, 7) })}`} />`}
        ${view === 'timeline' && html`<${Timeline} ...${shared} />`}
        ${view === 'list' && html`<${Listed} ...${shared} />`}
      <//>
      <p class="fine">Days begin at midnight in ${zone}.${always > 0 ? ` ${one(always, 'offer')} without dates ${always === 1 ? 'is' : 'are'} always on and not shown.` : ''}</p>
    <//>
  `;
}

/** The scheduled offers of a slot. */
function entriesOf(slot, zone, place) {
  return inOrder(slot)
    .map(({ offer, key }) => ({
      id: `${slot.name}/${key}`,
      slot,
      offer,
      schedule: scheduleOf(offer, zone),
      title: isNamed(offer) ? plain(key) : store.titleOf(offer.for),
      href: `${to('slots', slot.name)}?offer=${encodeURIComponent(key)}`,
      colour: (place % 6) + 1,
    }))
    .filter(({ schedule }) => schedule.state !== 'always' && schedule.state !== 'never');
}

const inWords = ({ title, slot, schedule: { from, until } }, zone) =>
  [
    `${title}, ${slot.title}`,
    from !== null && `from ${sayMoment(from, zone, { year: true })}`,
    until !== null && `until ${sayMoment(until, zone, { year: true })}`,
  ].filter(Boolean).join(', ');

function Months({ first, today, view, onTurn }) {
  const other = (by) => {
    const [year, month] = first.split('-').map(Number);
    return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
  };
  const last = daysLater(first, TIMELINE_WEEKS * 7 - 1);
  return html`
    <div class="row">
      <h2 class="calendar-title" aria-live="polite">${view === 'month' ? sayMonth(first) : `${sayShortDay(first)} to ${sayShortDay(last)}`}</h2>
      <${Button} kind="quiet" icon="back" label="The month before" onClick=${() => onTurn(other(-1))} />
      <${Button} onClick=${() => onTurn(today.slice(0, 7))}>Today<//>
      <${Button} kind="quiet" icon="next" label="The month after" onClick=${() => onTurn(other(1))} />
    </div>
  `;
}

// ---- month -------------------------------------------------------------------------------------

function Month({ entries, zone, today, first, listOf }) {
  const weekday = (new Date(`${first}T12:00Z`).getUTCDay() + 6) % 7;
  const start = daysLater(first, -weekday);
  const month = first.slice(0, 7);
  const weeks = [0, 1, 2, 3, 4, 5].map((at) => daysLater(start, at * 7)).filter((day, at) => at < 4 || day.slice(0, 7) === month);
  return html`
    <div class="month">
      <div class="month-head" aria-hidden="true">${WEEKDAYS.map((name) => html`<span key=${name}>${name}</span>`)}</div>
      ${weeks.map((monday) => html`<${Week} key=${monday} monday=${monday} entries=${entries} zone=${zone} today=${today} month=${month} listOf=${listOf} />`)}
    </div>
  `;
}

function Week({ monday, entries, zone, today, month, listOf }) {
  const days = [0, 1, 2, 3, 4, 5, 6].map((at) => daysLater(monday, at));
  const bounds = [...days, daysLater(monday, 7)].map((day) => momentAt(day, '00:00', zone));
  const bars = inLanes(entries.map((entry) => barOf(entry, bounds)).filter(Boolean));
  const shown = bars.filter(({ lane }) => lane < LANES_MAX);
  const lanes = shown.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
  const hidden = bars.length - shown.length;
  return html`
    <section class="week" aria-label=${`Week of ${sayDay(monday)}`} style=${{ gridTemplateRows: `1.75rem repeat(${lanes}, 1.625rem) ${hidden ? '1.5rem' : '.5rem'}` }}>
      ${days.map((day, at) => html`
        <span key=${day} class="day" data-now=${String(day === today)} data-other=${String(day.slice(0, 7) !== month)} style=${{ gridColumn: at + 1 }}>
          <span class="day-number">${Number(day.slice(8))}${day === today ? html`<span class="unseen"> today</span>` : ''}</span>
        </span>
      `)}
      ${shown.map(({ entry, from, to: end, lane, starts, ends }) => html`
        <a key=${entry.id} class="month-bar" href=${entry.href} aria-label=${inWords(entry, zone)} title=${inWords(entry, zone)} data-colour=${entry.colour}
          data-starts=${String(starts)} data-ends=${String(ends)} style=${{ gridColumn: `${from + 1} / ${end + 2}`, gridRow: lane + 2 }}>
          <span><b>${entry.title}</b> ${entry.slot.title}</span>
        </a>
      `)}
      ${hidden > 0 && html`<a class="more-bars fine" href=${listOf(monday)} style=${{ gridRow: lanes + 2 }}>and ${hidden} more this week</a>`}
    </section>
  `;
}

/** The days of a week that an offer is on, from 0 to 6, and whether it begins and ends in it. */
function barOf(entry, bounds) {
  const { from, until } = entry.schedule;
  const start = from ?? -Infinity;
  const end = until ?? Infinity;
  if (start >= bounds[7] || end <= bounds[0]) return null;
  const firstDay = bounds.findLastIndex((bound) => bound <= start);
  const lastDay = bounds.findIndex((bound) => bound >= end);
  return {
    entry,
    from: Math.max(0, firstDay),
    to: lastDay < 0 ? 6 : Math.max(0, lastDay - 1),
    starts: start >= bounds[0],
    ends: end <= bounds[7],
  };
}

/** Gives each bar the first lane that is free for all its days. */
function inLanes(bars) {
  const taken = [];
  return [...bars]
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map((bar) => {
      let lane = taken.findIndex((until) => until < bar.from);
      if (lane < 0) lane = taken.length;
      taken[lane] = bar.to;
      return { ...bar, lane };
    });
}

// ---- timeline ----------------------------------------------------------------------------------

function Timeline({ entries, zone, first }) {
  const start = momentAt(first, '00:00', zone);
  const span = TIMELINE_WEEKS * 7 * DAY_MILLIS;
  const place = (millis) => Math.max(0, Math.min(100, ((millis - start) / span) * 100));
  const weeks = Array.from({ length: TIMELINE_WEEKS }, (_, at) => daysLater(first, at * 7));
  const seen = entries.filter(({ schedule: { from, until } }) => (from ?? -Infinity) < start + span && (until ?? Infinity) > start);
  const slots = [...new Set(seen.map(({ slot }) => slot))];
  const now = Date.now();
  if (!seen.length) return html`<${Empty} icon="calendar" title="No offer begins or ends in these weeks">Turn to other months to find one.<//>`;
  return html`
    <div class="timeline">
      <div class="timeline-row timeline-head" aria-hidden="true">
        <span></span>
        <div class="timeline-track">${weeks.map((day, at) => html`<span key=${day} class="timeline-week" style=${{ left: `${(at / TIMELINE_WEEKS) * 100}%` }}>${sayShortDay(day)}</span>`)}</div>
      </div>
      ${slots.map((slot) => html`
        <section class="timeline-row" key=${slot.name} aria-label=${slot.title}>
          <h3><a href=${to('slots', slot.name)}>${slot.title}</a></h3>
          <div class="timeline-track">
            ${weeks.map((day, at) => html`<span key=${day} class="timeline-line" style=${{ left: `${(at / TIMELINE_WEEKS) * 100}%` }}></span>`)}
            ${now > start && now < start + span && html`<span class="timeline-now" style=${{ left: `${place(now)}%` }}></span>`}
            ${seen.filter((entry) => entry.slot === slot).map((entry) => {
              const left = place(entry.schedule.from ?? start);
              const right = place(entry.schedule.until ?? start + span);
              return html`
                <a key=${entry.id} class="timeline-bar" href=${entry.href} title=${inWords(entry, zone)}
                  style=${{ marginLeft: `${left}%` }}>
                  <span class="timeline-fill" data-colour=${entry.colour} data-open=${String(entry.schedule.until === null)} style=${{ width: `${(right - left) / (100 - left) * 100}%` }}></span>
                  <span class="timeline-words"><b>${entry.title}</b> <span class="fine">${ends(entry, zone)}</span></span>
                </a>
              `;
            })}
          </div>
        </section>
      `)}
    </div>
  `;
}

const ends = ({ schedule: { from, until } }, zone) =>
  `${from === null ? '' : sayMoment(from, zone)} – ${until === null ? '' : sayMoment(until, zone)}`.trim();

// ---- list --------------------------------------------------------------------------------------

function Listed({ entries, zone }) {
  const columns = [
    { key: 'offer', label: 'Offer', sort: ({ title }) => title, cell: ({ title }) => title },
    { key: 'slot', label: 'Slot', sort: ({ slot }) => slot.title, cell: ({ slot }) => slot.title },
    { key: 'for', label: 'For whom', sort: ({ offer }) => store.titleOf(offer.for), cell: ({ offer }) => store.titleOf(offer.for) },
    { key: 'from', label: 'From', sort: ({ schedule }) => schedule.from ?? 0, cell: ({ schedule: { from } }) => (from === null ? '–' : sayMoment(from, zone, { year: true })) },
    { key: 'until', label: 'Until', sort: ({ schedule }) => schedule.until ?? Infinity, cell: ({ schedule: { until } }) => (until === null ? '–' : sayMoment(until, zone, { year: true })) },
    {
      key: 'state',
      label: 'Now',
      sort: ({ schedule }) => ['on', 'coming', 'over'].indexOf(schedule.state),
      cell: ({ schedule }) => html`<${Badge} kind=${sayState(schedule, zone).kind}>${{ on: 'On', coming: 'Coming', over: 'Over' }[schedule.state]}<//>`,
    },
  ];
  return html`<${Table} caption="Scheduled offers" columns=${columns} rows=${entries} keyOf=${({ id }) => id} hrefOf=${({ href }) => href} sorted="from" />`;
}
