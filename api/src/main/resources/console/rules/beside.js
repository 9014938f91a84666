/** What a segment comes to: which sample visits it holds for, how many real ones, and who uses it. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Empty, LinkButton, Section, Sparkline } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { TRUTH, fully, number, one, plain, reachOf, share, since, timeOf } from '../words.js';
import { to } from '../routes.js';

const LOOK_MILLIS = 20_000;

/**
 * @param verdict what the trial answered, null before the first answer
 * @param broken whether the rules cannot be read at present
 */
export function Beside({ segment, verdict, broken }) {
  return html`
    <${Personas} personas=${verdict?.personas} broken=${broken} />
    <${Reach} segment=${segment} />
    <${Used} segment=${segment} />
  `;
}

function Personas({ personas, broken }) {
  const known = personas?.length > 0;
  return html`
    <${Section} title="Sample visits" id="samples" aside=${html`<a href="#/playground">Playground</a>`}>
      <div data-tour="personas">
        ${broken && html`<p class="fine">They are tried as soon as the rule can be read.</p>`}
        ${!broken && known && html`
          <ul class="personas">
            ${personas.map((it) => html`<${Persona} key=${it.name} persona=${it} />`)}
          </ul>
        `}
        ${!broken && personas && !known && html`
          <${Empty} icon="person" title="No sample visits yet" action=${html`<${LinkButton} href="#/playground">Make one<//>`}>
            With a few named visits, you see as you write whom a rule holds for.
          <//>
        `}
        ${!broken && personas === null && html`<p class="fine">They are tried as soon as the draft has no errors.</p>`}
        ${!broken && personas === undefined && html`<p class="fine">Trying …</p>`}
      </div>
    <//>
  `;
}

/** `expected` and `met` say whether the persona is in the segment as its author meant it to be. */
function Persona({ persona: { name, title, matches, decided, expected, met } }) {
  const { word, mark } = TRUTH[matches] ?? TRUTH.unknown;
  return html`
    <li data-truth=${String(matches)}>
      <span class="truth" aria-hidden="true">${mark}</span>
      <div>
        <p>
          <b>${title || name}</b> <span class="fine">${word}</span>
          ${met === false && html` <${Badge} kind="warn" title="Its author expected otherwise">should be ${expected === 'in' ? 'in' : 'out'}<//>`}
        </p>
        ${decided && html`<p class="fine">${decided}</p>`}
      </div>
    </li>
  `;
}

// ---- reach -------------------------------------------------------------------------------------

/** The shadow count of the draft, asked for again while the page is open. */
function useShadow(name) {
  const [shadow, setShadow] = useState(null);
  useEffect(() => {
    if (!name) return undefined;
    const stop = new AbortController();
    let timer;
    const look = async () => {
      try {
        setShadow(await api.draftReach(name, { signal: stop.signal }));
      } catch (refusal) {
        if (refusal.name === 'AbortError') return;
        setShadow(null);
      }
      timer = setTimeout(look, LOOK_MILLIS);
    };
    look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [name]);
  return shadow;
}

function Reach({ segment }) {
  useEffect(() => {
    store.readReach();
  }, []);
  const shadow = useShadow(store.draft.value?.draft);
  const row = store.reachOfSegments.value.get(segment.name);
  const counted = shadow?.segments.find((it) => it.segment === segment.name);
  const overlaps = counted?.overlaps ?? [];
  const inForce = reachOf(row);
  return html`
    <${Section} title="Reach" id="reach" aside=${html`<span class="fine">last 24 hours</span>`}>
      <dl class="reach">
        <div>
          <dt>In force</dt>
          <dd title=${inForce.about}><b class="number">${inForce.text}</b>${inForce.margin !== undefined && html` <span class="fine number">± ${number(inForce.margin)}</span>`}</dd>
        </div>
        ${store.draft.value && html`<div><dt>In this draft</dt><dd><${Shadowed} counted=${counted} state=${shadow?.state} /></dd></div>`}
      </dl>
      ${row?.series && html`<${Sparkline} values=${row.series.sessions} label="Sessions by hour" />`}
      ${overlaps.length > 0 && html`
        <h3>Of these also in</h3>
        <ul class="overlaps">${overlaps.map((it) => html`<${Overlap} key=${it.segment} overlap=${it} own=${segment.name} />`)}</ul>
      `}
    <//>
  `;
}

/** Why a draft is not counted. */
const UNCOUNTED = {
  'not-yet': 'Counting begins within seconds.',
  'too-old': 'Not counted: nobody has saved the draft for a week. A change begins it anew.',
  'not-among-newest': 'Not counted: only the three drafts that were saved last are.',
  'unsound': 'Counted as soon as the draft has no errors.',
  'needs-approval': 'Not counted: it asks for something sensitive that a second person has to agree to first.',
};

function Shadowed({ counted, state }) {
  if (!counted) return html`<span class="fine">${UNCOUNTED[state] ?? 'As in force.'}</span>`;
  if (counted.state === 'counting') {
    return html`<span class="fine" title=${fully(counted.first)}>Counting since ${timeOf(counted.since)}; the first figure comes ${since(counted.first)}.</span>`;
  }
  if (counted.state === 'not-countable') {
    return html`<span class="fine">Not countable before it is published: ${plain(counted.attribute)} is not collected yet.</span>`;
  }
  if (counted.state === 'too-many') {
    return html`<span class="fine">Not counted: this draft changes more segments than are counted at once.</span>`;
  }
  const { text, margin, about } = reachOf(counted);
  return html`
    <span title=${about}><b class="number">${text}</b>${margin !== undefined && html` <span class="fine number">± ${number(margin)}</span>`}</span>
    ${counted.inForce && html`<span class="fine block">in ${one(counted.hours, 'hour')}; in force, ${reachOf(counted.inForce).text} in the same time</span>`}
  `;
}

/** What a segment shares with one that is in force, which may be the same as it was. */
function Overlap({ overlap, own }) {
  const told = overlap.share !== undefined;
  const title = overlap.segment === own ? 'Itself as it is in force' : store.titleOf(overlap.segment);
  return html`
    <li>
      <a href=${to('segments', overlap.segment)}>${title}</a>
      <span class="number fine">${told ? `${share(overlap.share)} ± ${share(overlap.shareMargin)}` : reachOf(overlap).text}</span>
      <meter min="0" max="1" value=${told ? overlap.share : 0} aria-hidden="true"></meter>
    </li>
  `;
}

// ---- used --------------------------------------------------------------------------------------

function Used({ segment: { usedBySlots, usedBySegments } }) {
  if (!usedBySlots.length && !usedBySegments.length) {
    return html`
      <${Section} title="Used by" id="used">
        <${Empty} icon="slots" title="Nothing yet" action=${html`<${LinkButton} href="#/slots">To the slots<//>`}>
          A segment does something once an offer is for it.
        <//>
      <//>
    `;
  }
  return html`
    <${Section} title="Used by" id="used">
      <ul class="used">
        ${usedBySlots.map((name) => html`<li key=${name}><${Badge}>Slot<//> <a href=${to('slots', name)}>${slotTitle(name)}</a></li>`)}
        ${usedBySegments.map((name) => html`<li key=${name}><${Badge}>Segment<//> <a href=${to('segments', name)}>${store.titleOf(name)}</a></li>`)}
      </ul>
    <//>
  `;
}

const slotTitle = (slot) => store.outline.value.slots.find(({ name }) => name === slot)?.title ?? slot;
