/** What it did: decisions by slot, segment and variant, experiments and goals, each as sure as it is. */
import { html, useEffect, useMemo, useState } from '../view.js';
import { Choice, DataTable, Empty, Loading, Page, Plot, Section, Table, Trouble } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { Experiments } from './experiments.js';
import { all, moment, number, one, plain, share } from '../words.js';

const HOUR = 3_600_000;
const SPANS = [{ value: '24', label: 'Last 24 hours' }, { value: '168', label: 'Last 7 days' }, { value: '744', label: 'Last 31 days' }];
const LINES_MAX = 5;

export default function Results() {
  const slots = store.outline.value.slots.map(({ name }) => name);
  const [hours, setHours] = useState('24');
  const [slot, setSlot] = useState(slots[0] ?? '');
  const [found, setFound] = useState(null);
  const [refusal, setRefusal] = useState(null);
  useEffect(() => {
    let gone = false;
    setFound(null);
    figures(Number(hours), slot).then((it) => gone || (setFound(it), setRefusal(null)), (failure) => gone || setRefusal(failure));
    return () => (gone = true);
  }, [hours, slot]);
  return html`
    <${Page} title="Results" lead="How often each slot was decided in which way, and the goals that were reached. Numbers are blurred a little, so that no visit can be read from them; the bands say how much."
      actions=${html`
        <${Choice} label="Time" unseen value=${hours} options=${SPANS} onChoose=${setHours} />
        <${Choice} label="Slot" unseen value=${slot} options=${slots} onChoose=${setSlot} />
      `}>
      <${Trouble} refusal=${refusal} />
      ${!found && !refusal && html`<${Loading} lines=${10} />`}
      ${found && html`<${Decisions} slot=${slot} found=${found} /><${Experiments} found=${found.experiments} /><${Goals} goals=${found.goals} />`}
    <//>
  `;
}

async function figures(hours, slot) {
  const until = new Date(Math.ceil(Date.now() / HOUR) * HOUR);
  const span = { from: new Date(until - hours * HOUR).toISOString(), until: until.toISOString() };
  const [sums, hourly, goals, experiments] = await Promise.all([
    api.counts({ ...span, slot, by: 'all' }),
    api.counts({ ...span, slot, by: 'hour' }),
    api.goals({ ...span, by: 'hour' }).catch(noneYet),
    slot ? api.experiments({ slot }).catch(noneYet) : null,
  ]);
  return { sums, hourly, goals, experiments };
}

/** A node that does not know the figure yet, while others are renewed. */
const noneYet = (refusal) => (refusal.status === 404 ? null : Promise.reject(refusal));

// ---- decisions ----------------------------------------------------------------------------------

const REASONS = { fallback: 'Fallback', 'held-out': 'Held out', 'no-consent': 'No consent', 'too-few': 'Too few alike' };

/** What a row of decisions is about, in words. */
const about = ({ reason, segment, variant }) =>
  reason === 'matched' ? `${store.titleOf(segment)}: ${plain(variant)}` : REASONS[reason] ?? plain(reason);

const keyOf = ({ slot, reason, segment = '', variant }) => [slot, reason, segment, variant].join(' ');

function Decisions({ slot, found: { sums, hourly } }) {
  const rows = sums.decisions.filter((it) => it.slot === slot);
  const known = rows.filter(({ state }) => state === 'released');
  const total = known.reduce((sum, it) => sum + Math.max(0, it.decisions), 0);
  const lines = useMemo(() => series(hourly, known), [hourly]);
  if (!slot || !known.some(({ decisions }) => decisions > 0)) {
    return html`
      <${Empty} icon="results" title="No figures yet">
        An hour is counted while it lasts and released two minutes after it is over. ${hoursWords(sums.hours)}
      <//>
    `;
  }
  return html`
    <${Section} title="Decisions over time" id="over-time" aside=${html`<p class="fine">${hoursWords(sums.hours)}</p>`}>
      <${Plot} label=${`Decisions an hour for ${slot}`} at=${lines.at} series=${lines.series} />
      <${Legend} series=${lines.series} />
      <${DataTable} caption=${`Decisions an hour for ${slot}`} head=${['Hour', ...lines.series.map(({ label }) => label)]}
        rows=${lines.at.map((at, place) => [moment(at), ...lines.series.map(({ values, margins }) => (values[place] === null ? '–' : `${number(values[place])} ± ${number(margins[place])}`))])} />
    <//>
    <${Section} title="In sum" id="in-sum">
      <${Table} caption="Decisions in sum" columns=${columns(total)} rows=${rows} keyOf=${keyOf} sorted="decisions" down />
      <p class="fine">± is half of the range that holds the true number 95 times of 100. What is counted are decisions: one visit can get several. Noise: ${sums.noise}.</p>
    <//>
  `;
}

const columns = (total) => [
  { key: 'about', label: 'What was shown', wide: true, sort: about, cell: about },
  { key: 'decisions', label: 'Decisions', right: true, sort: ({ decisions }) => decisions ?? -1, cell: (it) => (it.state === 'released' ? `${number(it.decisions)} ± ${number(it.margin)}` : `< ${number(it.fewerThan)}`) },
  { key: 'share', label: 'Share', right: true, sort: ({ decisions }) => decisions ?? -1, cell: (it) => (it.state === 'released' && total ? share(Math.max(0, it.decisions) / total) : '–') },
];

/** The lines of a plot: the most frequent ways, hour by hour. */
function series(hourly, known) {
  const shown = [...known].sort((one, other) => other.decisions - one.decisions).slice(0, LINES_MAX);
  const instants = [...new Set(hourly.decisions.map(({ hour }) => hour))].sort();
  const place = new Map(instants.map((hour, at) => [hour, at]));
  const lines = new Map(shown.map((it) => [keyOf(it), { label: about(it), values: instants.map(() => null), margins: instants.map(() => 0) }]));
  for (const row of hourly.decisions) {
    const line = lines.get(keyOf(row));
    if (!line || row.state !== 'released') continue;
    line.values[place.get(row.hour)] = row.decisions;
    line.margins[place.get(row.hour)] = row.margin;
  }
  return { at: instants.map(Date.parse), series: [...lines.values()] };
}

const Legend = ({ series: lines }) => html`
  <ul class="legend">${lines.map(({ label }, at) => html`<li key=${at} data-line=${at + 1}>${label}</li>`)}</ul>
`;

function hoursWords(hours) {
  if (!hours) return '';
  const parts = [`${one(hours.released, 'hour')} released`];
  if (hours['not-yet']) parts.push(`${hours['not-yet']} still to come`);
  if (hours['budget-exhausted']) parts.push(`${hours['budget-exhausted']} kept back, as the privacy budget was used up`);
  if (hours['not-released']) parts.push(`${hours['not-released']} not released`);
  return `${parts.join(', ')}.`;
}

// ---- goals --------------------------------------------------------------------------------------

function Goals({ goals }) {
  const lines = useMemo(() => (goals ? goalSeries(goals) : { at: [], series: [] }), [goals]);
  if (!lines.series.length) {
    return html`
      <${Section} title="Goals" id="goals">
        <p class="fine">An event that is marked as a goal in the schema, such as a purchase, is counted here once an hour was released.</p>
      <//>
    `;
  }
  return html`
    <${Section} title="Goals" id="goals" aside=${html`<p class="fine">${all(goals.goals.map(goalWords))}</p>`}>
      <${Plot} label="Sessions that reached a goal, by hour" at=${lines.at} series=${lines.series} height=${180} />
      <${Legend} series=${lines.series} />
      <${DataTable} caption="Goals by hour" head=${['Hour', ...lines.series.map(({ label }) => label)]}
        rows=${lines.at.map((at, place) => [moment(at), ...lines.series.map(({ values, margins }) => (values[place] === null ? '–' : `${number(values[place])} ± ${number(margins[place])}`))])} />
    <//>
  `;
}

/** A goal in sum, such as "Purchase: 412 ± 53 sessions (13 %)". */
function goalWords({ goal, state, sessions, margin, fewerThan, share: part }) {
  if (state !== 'released') return `${plain(goal)}: ${state === 'withheld' ? `fewer than ${fewerThan} sessions` : 'no figure yet'}`;
  return `${plain(goal)}: ${number(sessions)} ± ${number(margin)} sessions${part === undefined ? '' : ` (${share(part)})`}`;
}

/** Lines by hour, as the figures come: the hours once, and one series for each goal. */
function goalSeries({ series, goals }) {
  const at = (series?.hours ?? []).map(Date.parse);
  const lines = goals.filter((it) => it.series).map((it) => ({ label: plain(it.goal), values: it.series.sessions, margins: it.series.margin.map((margin) => margin ?? 0) }));
  return { at, series: at.length ? lines.slice(0, LINES_MAX) : [] };
}
