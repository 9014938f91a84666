/** The panel "What Mien knows": draws what was answered, and what is held. It decides nothing. */
import { attribute, because, el, left, moment, number, reason, truthMark } from './words.js';

const byId = (id) => document.getElementById(id);

// ---- the capsule -------------------------------------------------------------------------------

const CELLS = 16;
let lastCapsule = '';

/** Draws the capsule as a square of its bytes; two answers never give the same picture. */
export function showCapsule(held) {
  const canvas = byId('capsule-picture');
  const pen = canvas.getContext('2d');
  const size = canvas.width / CELLS;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const text = byId('capsule-text');
  text.hidden = !held;
  canvas.setAttribute('aria-label', held ? 'The bytes of the capsule, as a picture' : 'No capsule');
  if (!held) {
    pen.strokeStyle = '#565d78';
    pen.setLineDash([5, 5]);
    pen.lineWidth = 2;
    pen.strokeRect(9, 9, canvas.width - 18, canvas.height - 18);
    lastCapsule = '';
    return;
  }
  const { capsule } = held;
  const bytes = atob(capsule.replaceAll('-', '+').replaceAll('_', '/'));
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const byte = bytes.charCodeAt(Math.floor((cell * bytes.length) / (CELLS * CELLS)));
    pen.fillStyle = `hsl(${150 + (byte % 16) * 5} 60% ${14 + byte / 4.6}%)`;
    pen.fillRect((cell % CELLS) * size, Math.floor(cell / CELLS) * size, size - 1, size - 1);
  }
  const differing = [...capsule].filter((letter, at) => letter !== lastCapsule[at]).length;
  const share = Math.round((100 * differing) / capsule.length);
  const changed = lastCapsule && lastCapsule !== capsule ? `, ${share} % new` : '';
  // What comes before says only under which key of the cluster it is sealed.
  const start = capsule.slice(8, 16);
  text.textContent = `…${start}… ${number(capsule.length)} characters${changed}`;
  lastCapsule = capsule;
}

/** Says the mode in words; called each second, for it counts down. */
export function showMode(mode, expires) {
  const session = mode === 'session' && expires;
  byId('mode').dataset.mode = session ? 'session' : 'contextual';
  setText(byId('mode-word'), session ? 'A sealed capsule' : 'Nothing is kept');
  setText(
    byId('mode-text'),
    session
      ? `You hold it, Mien holds half the key. Over in ${left(expires)} unless you go on.`
      : 'Each answer comes from its own request only. This browser stores nothing.',
  );
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// ---- segments ----------------------------------------------------------------------------------

export function showSegments(titles) {
  const items = titles.map((title) => el('li', {}, title));
  byId('segments').replaceChildren(...(items.length ? items : [el('li', { class: 'none' }, 'no segment')]));
}

// ---- why ---------------------------------------------------------------------------------------

export function showWhy(outcome, titleOf) {
  if (!outcome.ok) {
    byId('why').replaceChildren(
      el('p', { class: 'empty' }, 'There was no answer in time. The page shows its own default content.'),
    );
    return;
  }
  byId('why').replaceChildren(
    ...Object.entries(outcome.decisions).map(([slot, decision]) => {
      const { matched, nearestMiss } = decision.why ?? {};
      return el(
        'section',
        { class: 'why-slot', id: `why-${slot}`, tabindex: '-1' },
        el(
          'div',
          { class: 'why-head' },
          el('h4', {}, slot),
          el('span', { class: 'reason', 'data-reason': decision.reason }, reason(decision.reason)),
        ),
        el('p', {}, because(decision, titleOf(decision.segment))),
        ...(matched ? explained('Because', matched) : []),
        ...(nearestMiss ? explained('Nearest miss', nearestMiss) : []),
      );
    }),
  );
}

function explained(heading, segment) {
  return [
    el('h5', {}, `${heading}: ${segment.title}`),
    ...segment.rules.map((rule) =>
      el(
        'div',
        { class: 'rule', 'data-truth': rule.truth },
        truthMark(rule.truth),
        ' ',
        el('code', {}, rule.text),
        ...predicates(rule),
      ),
    ),
  ];
}

/** The predicates of a rule; of a single one the rule has said all but what it is. */
function predicates({ predicates: parts }) {
  const isNow = (actual) => el('span', { class: 'actual' }, ` · it is ${actual}`);
  if (parts.length === 1) return [isNow(parts[0].actual)];
  const items = parts.map(({ text, truth, actual }) =>
    el('li', { 'data-truth': truth }, truthMark(truth), el('span', {}, text, isNow(actual))),
  );
  return [el('ul', { class: 'predicates' }, ...items)];
}

// ---- held --------------------------------------------------------------------------------------

export function showHeld(view, held) {
  const target = byId('held');
  if (!view) {
    target.replaceChildren(
      el('p', { class: 'empty' }, 'Nothing is held: no capsule here, no half-key there, no cookie.'),
      el('h3', {}, 'This browser stores'),
      el('p', { class: 'plain' }, stored()),
    );
    return;
  }
  const titles = Object.fromEntries(view.consent.map(({ purpose, title }) => [purpose, title]));
  const attributes = view.attributes.map((item) =>
    el(
      'li',
      {},
      el(
        'div',
        { class: 'held-top' },
        el('span', {}, attribute(item.attribute)),
        el('span', {}, item.value),
      ),
      el('p', { class: 'benefit' }, item.benefit),
      el('p', {}, `${item.provenance} · for: ${titles[item.purpose] ?? item.purpose}`),
      el('p', {}, `since ${moment(item.since)}, until ${moment(item.expires ?? view.expires)}`),
    ),
  );
  const nothing = el('li', {}, el('p', {}, 'Nothing yet.'));
  target.replaceChildren(
    el('h3', {}, 'Of this visit'),
    el('ul', { class: 'held-list' }, ...(attributes.length ? attributes : [nothing])),
    el('h3', {}, 'You allowed'),
    el(
      'ul',
      { class: 'held-list' },
      ...view.consent.map((item) =>
        el(
          'li',
          {},
          el('p', { class: 'benefit' }, item.title),
          el('p', {}, `until ${moment(item.until)} · ${shared(item.thirdParties)}`),
        ),
      ),
    ),
    ...listed('Drawn for this visit', view.assignments.map(({ subject, choice }) => `${subject}: ${choice}`)),
    ...listed('The cluster holds', view.cluster),
    el('h3', {}, 'This browser stores'),
    el('p', { class: 'plain' }, held ? stored() : 'nothing'),
  );
}

const shared = (parties) => (parties.length ? `shared with ${parties.join(', ')}` : 'shared with nobody');

function listed(heading, lines) {
  if (!lines.length) return [];
  return [el('h3', {}, heading), el('ul', { class: 'plain' }, ...lines.map((line) => el('li', {}, line)))];
}

function stored() {
  let keys = 0;
  try {
    keys = localStorage.length;
  } catch {
    return 'nothing: storage is switched off';
  }
  const cookies = document.cookie ? 'a cookie' : 'no cookie';
  return keys ? `one sealed capsule, ${cookies}` : `nothing, ${cookies}`;
}

// ---- consent -----------------------------------------------------------------------------------

/** Draws the purposes of the policy, each with what it may use and what one has of it. */
export function showPurposes(policy) {
  byId('purposes').replaceChildren(
    ...policy.purposes.map((purpose) => {
      const id = `purpose-${purpose.purpose}`;
      const uses = policy.attributes.filter((item) => item.purpose === purpose.purpose);
      const ends = purpose.endsWith?.length ? ` Ends by itself with: ${purpose.endsWith.join(', ')}.` : '';
      const context = purpose.contextual
        ? ' One request may be answered by its own signals even if you refuse.'
        : '';
      return el(
        'div',
        { class: 'purpose' },
        el('input', { type: 'checkbox', id, name: 'purpose', value: purpose.purpose, role: 'switch' }),
        el('label', { for: id }, purpose.title),
        el(
          'div',
          {},
          el('p', { class: 'small' }, `${capital(shared(purpose.thirdParties ?? []))}.${ends}${context}`),
          el(
            'details',
            {},
            el('summary', {}, `What it uses (${uses.length})`),
            el('ul', {}, ...uses.map((item) => el('li', {}, `${attribute(item.attribute)}: ${item.benefit}`))),
          ),
        ),
      );
    }),
  );
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Sets the switches to what is allowed at present. */
export function showAllowed(view) {
  const allowed = new Set(view?.consent.map(({ purpose }) => purpose));
  for (const box of document.querySelectorAll('#purposes input')) box.checked = allowed.has(box.value);
}

// ---- tabs --------------------------------------------------------------------------------------

export function openTab(name) {
  for (const tab of document.querySelectorAll('[role="tab"]')) {
    const selected = tab.id === `tab-${name}`;
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
    byId(tab.getAttribute('aria-controls')).hidden = !selected;
  }
  byId('views').scrollTop = 0;
}

export function wireTabs() {
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => openTab(tab.id.slice('tab-'.length)));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(at + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  }
}
