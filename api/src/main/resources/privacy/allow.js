/** What the visitor allows, purpose by purpose, and until when: as easily off as on. */
import { el } from './elements.js';
import { seconds } from './words.js';

/** Ends that are offered, where a visit can last as long. */
const LENGTHS = ['PT30M', 'PT1H', 'PT4H', 'PT24H', 'PT168H', 'PT720H'];

export function createAllow({ mien, words, state, heading, keeping, look }) {
  const { say, moment, length, all, either, attribute, event, number } = words;
  const said = el('p', { class: 'said', role: 'status' });
  const body = el('div', {});
  const node = el('section', { 'aria-labelledby': 'allow-title' }, heading('allow'), body);
  const drawn = { edition: null, switches: [], until: null, own: null };
  let dirty = false;

  function update() {
    const { policy } = state;
    if (!policy) {
      const text = say(state.policyFailed ? 'policy.failed' : 'policy.loading');
      const again = el('button', { type: 'button', 'data-key': 'policy-again', onclick: look }, say('policy.again'));
      keeping(body, () => body.replaceChildren(el('p', {}, text), ...(state.policyFailed ? [again] : [])));
      return;
    }
    // A new edition may ask for other things; what was chosen of the old ones is not carried over.
    if (drawn.edition !== policy.edition) draw(policy);
    if (dirty) return;
    if (state.erased) said.textContent = '';
    for (const { input, fine } of drawn.switches) {
      const allowed = state.view?.consent.find(({ purpose }) => purpose === input.value);
      input.checked = allowed !== undefined;
      fine.textContent = allowed
        ? say(`allow.${allowed.ground}`, { since: moment(allowed.since), until: moment(end(allowed)) })
        : say('allow.not');
    }
  }

  function draw(policy) {
    dirty = false;
    drawn.edition = policy.edition;
    drawn.switches = policy.purposes.map((purpose) => createSwitch(purpose, policy));
    drawn.until = createUntil(policy.session.max);
    const form = el(
      'form',
      { autocomplete: 'off', onsubmit: save, oninput: touched },
      drawn.switches.map(({ row }) => row),
      drawn.until.fields,
      el('p', { class: 'fine' }, say('allow.visit', { idle: length(policy.session.idle), max: length(policy.session.max) })),
      el(
        'div',
        { class: 'row' },
        el('button', { class: 'main', 'data-key': 'allow-save' }, say('allow.save')),
        el('button', { type: 'button', 'data-key': 'allow-off', onclick: allOff }, say('allow.off')),
      ),
      said,
    );
    const control = mien.globalPrivacyControl ? [el('p', { class: 'note' }, say('allow.gpc'))] : [];
    keeping(body, () => body.replaceChildren(el('p', { class: 'lead' }, say('allow.lead')), ...control, form));
  }

  /** When consent ends at the latest: no visit outlives its own end. */
  function end({ until }) {
    const over = Date.parse(state.view.startedAt) + seconds(state.policy.session.max) * 1000;
    return Math.min(Date.parse(until), over);
  }

  // ---- one purpose -----------------------------------------------------------------------------

  function createSwitch(purpose, policy) {
    const name = purpose.purpose;
    const input = el('input', {
      type: 'checkbox',
      role: 'switch',
      id: `allow-${name}`,
      value: name,
      'data-key': `allow-${name}`,
      'aria-describedby': `about-${name}`,
    });
    const fine = el('p', { class: 'now' });
    const parties = purpose.thirdParties;
    const texts = [
      parties.length ? say('allow.shared', { parties: all(parties) }) : say('allow.unshared'),
      purpose.endsWith.length ? say('allow.endsWith', { events: either(purpose.endsWith.map(event)) }) : '',
      say('allow.idle', { idle: length(purpose.idle), max: length(purpose.consentMax) }),
      purpose.contextual ? say('allow.contextual') : '',
    ].filter(Boolean);
    const asked = policy.attributes.filter((it) => it.purpose === name);
    const row = el(
      'div',
      { class: 'purpose' },
      input,
      el('label', { for: input.id }, purpose.title),
      el(
        'div',
        { class: 'about' },
        el('div', { id: `about-${name}` }, fine, el('p', { class: 'fine' }, texts.join(' '))),
        el(
          'details',
          { 'data-key': `asked-${name}` },
          el('summary', { 'data-key': `asked-summary-${name}` }, say('allow.asked', { count: asked.length })),
          el('ul', { class: 'lines' }, asked.map(line)),
        ),
      ),
    );
    return { input, fine, row };
  }

  function line(it) {
    const from = say(`from.${it.from ?? 'events'}`, { events: all((it.events ?? []).map(event)) });
    return el(
      'li',
      {},
      el('p', { class: 'top' }, el('b', {}, attribute(it.attribute))),
      el('p', {}, it.benefit),
      el('p', { class: 'fine' }, say('asked', { values: values(it), from, kept: length(it.retention) })),
    );
  }

  function values({ type, labels, unit, edges = [], upTo }) {
    const at = type === 'recency' ? edges.map(length) : edges.map(number);
    return say(`values.${type}`, { labels: labels && either(labels), unit, edges: all(at), upTo });
  }

  // ---- until when ------------------------------------------------------------------------------

  function createUntil(max) {
    const shorter = LENGTHS.filter((duration) => seconds(duration) < seconds(max));
    const select = el(
      'select',
      { id: 'until', 'data-key': 'until' },
      el('option', { value: '' }, say('until.visit')),
      shorter.map((duration) => el('option', { value: duration }, length(duration))),
      el('option', { value: 'own' }, say('until.own')),
    );
    const at = el('input', { type: 'datetime-local', id: 'until-at', 'data-key': 'until-at' });
    const own = el('div', { class: 'own', hidden: true }, el('label', { for: 'until-at' }, say('until.at')), ' ', at);
    select.addEventListener('input', () => (own.hidden = select.value !== 'own'));
    return {
      fields: el('div', { class: 'until' }, el('label', { for: 'until' }, say('until.title')), ' ', select, own),
      /** The chosen end, undefined for as late as possible, null for one that is none. */
      read() {
        if (select.value === '') return undefined;
        if (select.value !== 'own') return new Date(Date.now() + seconds(select.value) * 1000);
        const chosen = new Date(at.value);
        return chosen > new Date() ? chosen : null;
      },
      complain(missing) {
        at.toggleAttribute('aria-invalid', missing);
        if (missing) at.focus();
      },
    };
  }

  // ---- carrying it out -------------------------------------------------------------------------

  function touched() {
    dirty = true;
    said.textContent = say('allow.unsaved');
  }

  async function save(happened) {
    happened.preventDefault();
    const purposes = drawn.switches.filter(({ input }) => input.checked).map(({ input }) => input.value);
    const until = purposes.length ? drawn.until.read() : undefined;
    drawn.until.complain(until === null);
    if (until === null) said.textContent = say('until.past');
    else await allow(purposes, until);
  }

  function allOff() {
    for (const { input } of drawn.switches) input.checked = false;
    dirty = true;
    return allow([]);
  }

  async function allow(purposes, until) {
    const had = mien.held !== null;
    said.textContent = say('allow.saving');
    const outcome = await (purposes.length ? mien.consent({ purposes, until }) : mien.refuse());
    if (!outcome.ok || (purposes.length && !mien.held)) {
      said.textContent = say(outcome.ok ? 'allow.notKept' : 'unanswered');
      return;
    }
    dirty = false;
    state.erased = null;
    await look();
    const granted = state.view?.consent[0];
    const month = say('allow.month', { count: state.policy.consent.askAgainMonths });
    if (!purposes.length) said.textContent = `${say(had ? 'allow.allOff' : 'allow.refused')} ${month}`;
    else said.textContent = granted ? say('allow.saved', { until: moment(end(granted)) }) : say('allow.savedUnseen');
  }

  return { node, update };
}
