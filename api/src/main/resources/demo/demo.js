/**
 * The demo: wires the shop and the panel to Mien. All content of slots is shown by `mien.render`;
 * the shop itself would need the first twenty lines only.
 */
import { createMien } from '/mien.js';
import * as panel from './panel.js';
import { createShop } from './shop.js';
import { attribute, el, euros, leftOut, moment, reason, wholeEuros } from './words.js';

const byId = (id) => document.getElementById(id);
const mien = createMien({ timeout: 2000 });
const shop = createShop({ happened });
const titles = new Map();
const titleOf = (segment) => titles.get(segment) ?? segment;

let last = { mode: 'contextual', expires: null, decisions: {} };
let allowedBefore = [];
let touched = new Set();
let refused = false;

/** Asks what the page shows, shows it, and shows why. */
async function refresh(events = []) {
  const startedAt = performance.now();
  const outcome = await mien.decide(undefined, { signals: signals(), events, explain: true });
  const millis = performance.now() - startedAt;
  mien.render();
  const before = last.decisions;
  last = outcome;
  panel.showWhy(outcome, titleOf);
  markSlots(outcome, before);
  showLeftOut(outcome, events, await showHeld());
  byId('pulse').textContent = outcome.ok
    ? `Edition ${outcome.edition}, answered in ${millis.toFixed(0)} ms`
    : 'No answer in time: the page shows its own content';
}

/** Shows what is held, and returns the purposes that ended by themselves since the last time. */
async function showHeld() {
  const view = await mien.session().catch(() => null);
  panel.showHeld(view, mien.held);
  panel.showAllowed(view);
  const matched = Object.values(last.decisions).map(({ segment }) => segment);
  const segments = view ? view.segments.map(({ segment }) => segment) : matched;
  panel.showSegments([...new Set(segments.filter(Boolean))].map(titleOf));
  byId('ask').hidden = refused || view !== null;
  const allowed = view ? view.consent : [];
  const ended = allowedBefore.filter(({ purpose }) => !allowed.some((it) => it.purpose === purpose));
  allowedBefore = allowed;
  return ended;
}

// ---- what the page says ------------------------------------------------------------------------

/** What this page tells: what it sees, and of the rest only what was touched. */
function signals() {
  const form = new FormData(byId('signals'));
  const all = {
    device: form.get('device'),
    referrer: form.get('referrer'),
    interest: form.getAll('interest'),
    trip: form.get('trip'),
    gift: form.has('gift'),
    basket_value: shop.value(),
  };
  const told = ['device', 'referrer', ...touched];
  return Object.fromEntries(told.filter((name) => all[name] !== null).map((name) => [name, all[name]]));
}

/** Something happened in the shop or by a button of the panel. */
async function happened(type, fields) {
  if (type === 'add_to_basket') touched.add('basket_value');
  if (type === 'purchase') {
    shop.emptyBasket();
    touched.delete('basket_value');
  }
  showBasket();
  await refresh([{ type, fields }]);
}

function showBasket() {
  byId('basket-sum').textContent = euros(shop.value());
  byId('basket-value').value = shop.value();
  byId('basket-value-words').textContent = wholeEuros(shop.value());
}

function showLeftOut(outcome, events, ended) {
  const names = outcome.notices.map(({ pointer, code }) => {
    const [, part, name] = pointer.split('/');
    return `${part === 'signals' ? attribute(name) : 'What just happened'} (${leftOut(code)})`;
  });
  const lines = [];
  if (names.length) lines.push(`Left out at the gate: ${names.join('; ')}.`);
  if (ended.length) {
    lines.push(`Ended by itself: ${ended.map(({ title }) => `“${title}”`).join(', ')}.`);
  } else if (events.length && !mien.held) {
    lines.push('Nothing was told: without your consent no event leaves this page.');
  }
  const place = byId('left-out');
  place.hidden = !lines.length;
  place.replaceChildren(
    lines.join(' '),
    ' ',
    el('button', { type: 'button', onclick: () => openPanel('consent') }, 'See what you allow'),
  );
}

// ---- marks on the page -------------------------------------------------------------------------

function markSlots(outcome, before) {
  for (const slot of document.querySelectorAll('[data-mien-slot]')) {
    const name = slot.dataset.mienSlot;
    const decision = outcome.decisions[name];
    let tag = slot.querySelector(':scope > .slot-tag');
    if (!tag) {
      tag = el('button', { type: 'button', class: 'slot-tag', onclick: () => openWhy(name) });
      slot.prepend(tag);
    }
    tag.dataset.reason = decision?.reason ?? 'none';
    tag.textContent = !decision
      ? `${name} · own content`
      : `${name} · ${decision.reason === 'matched' ? titleOf(decision.segment) : reason(decision.reason)}`;
    tag.setAttribute('aria-label', `${tag.textContent}: why?`);
    const shown = JSON.stringify(decision?.content);
    if (before[name] && JSON.stringify(before[name].content) !== shown) {
      slot.classList.remove('changed');
      requestAnimationFrame(() => slot.classList.add('changed'));
    }
  }
}

function openWhy(slot) {
  openPanel('why');
  const section = byId(`why-${slot}`);
  section?.scrollIntoView({ block: 'nearest' });
  section?.focus();
}

// ---- the panel ---------------------------------------------------------------------------------

const stage = document.querySelector('.stage');

function openPanel(tab) {
  stage.classList.add('open');
  byId('panel-open').setAttribute('aria-expanded', 'true');
  if (tab) panel.openTab(tab);
}

function closePanel() {
  stage.classList.remove('open');
  byId('panel-open').setAttribute('aria-expanded', 'false');
  byId('panel-open').focus();
}

byId('panel-open').addEventListener('click', () => {
  openPanel();
  byId('panel-close').focus();
});
byId('panel-close').addEventListener('click', closePanel);
byId('panel').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closePanel();
});
byId('mark-slots').addEventListener('change', (event) => {
  document.body.classList.toggle('no-marks', !event.target.checked);
});

// ---- what the visitor says and does ------------------------------------------------------------

byId('signals').addEventListener('input', ({ target }) => {
  touched.add(target.name);
  if (target.name === 'basket_value') {
    shop.setValue(Number(target.value));
    showBasket();
  }
});
byId('signals').addEventListener('change', () => refresh());
byId('signals').addEventListener('submit', (event) => event.preventDefault());

for (const button of document.querySelectorAll('.events button')) {
  button.addEventListener('click', () => {
    const { event, category, topic, name, price } = button.dataset;
    if (event === 'add_to_basket') shop.add({ name, category, price: Number(price) });
    else if (event === 'purchase') shop.buy();
    else happened(event, topic ? { topic } : { category });
  });
}

// ---- consent -----------------------------------------------------------------------------------

async function allow(purposes, until) {
  const hadSession = mien.held !== null;
  const outcome = await mien.consent({ purposes, until });
  if (!outcome.ok) {
    byId('consent-said').textContent = 'Mien did not answer; nothing has changed. Please try again.';
    return;
  }
  refused = purposes.length === 0;
  allowedBefore = []; // what ends now does not end by itself
  await refresh();
  byId('consent-said').textContent = refused
    ? hadSession
      ? 'Taken back. What was held is destroyed.'
      : 'Refused. Nothing was sent and nothing is stored.'
    : `Allowed until ${moment(allowedBefore[0]?.until ?? until)}. You can end it here at any time.`;
}

const inHours = (hours) => new Date(Date.now() + hours * 3_600_000);

byId('consent-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  allow(form.getAll('purpose'), inHours(Number(form.get('until'))));
});
byId('refuse').addEventListener('click', () => allow([]));
byId('ask-allow').addEventListener('click', () => {
  allow([...document.querySelectorAll('#purposes input')].map((box) => box.value), inHours(24));
});
byId('ask-refuse').addEventListener('click', () => allow([]));
byId('ask-choose').addEventListener('click', () => {
  openPanel('consent');
  byId('tab-consent').focus();
});

byId('forget').addEventListener('click', async () => {
  const { erased } = await mien.erase();
  if (!erased) {
    byId('pulse').textContent = 'Mien did not answer; please try again.';
    return;
  }
  allowedBefore = []; // nothing ended by itself
  startAsNewcomer();
  shop.showAll();
  history.replaceState(null, '', location.pathname);
  await refresh();
  byId('consent-said').textContent = '';
  byId('pulse').textContent = 'Forgotten: the half-key is destroyed, and every copy of the capsule with it.';
});

/** Puts the page itself back to what a newcomer sees. */
function startAsNewcomer() {
  byId('signals').reset();
  const width = window.innerWidth;
  const device = width < 640 ? 'mobile' : width < 1100 ? 'tablet' : 'desktop';
  document.querySelector(`[name="device"][value="${device}"]`).checked = true;
  touched = new Set();
  refused = false;
  shop.emptyBasket();
  showBasket();
}

// ---- start -------------------------------------------------------------------------------------

mien.on('change', (change) => {
  panel.showCapsule(mien.held);
  if (change.cause === 'other-tab') refresh();
});

setInterval(() => panel.showMode(last.mode, mien.held?.expires), 1000);
mien.on('change', (change) => panel.showMode(change.mode, change.expires));

async function readPolicy() {
  const policy = await fetch('/v1/policy').then((response) => response.json());
  for (const { segment, title } of policy.segments) titles.set(segment, title);
  panel.showPurposes(policy);
}

panel.wireTabs();
if (matchMedia('(min-width: 75rem)').matches) openPanel();
startAsNewcomer();
panel.showCapsule(mien.held);
panel.showSegments([]);
if (mien.globalPrivacyControl) {
  byId('gpc').textContent =
    'Your browser asks not to be sold or shared (Global Privacy Control). Nothing is sold here.';
}
await readPolicy().catch(() => {});
await refresh([{ type: 'page_view', fields: { category: shop.category() } }]);
byId('left-out').hidden = true;
