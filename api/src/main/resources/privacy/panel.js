/**
 * The panel for visitors: what is held of a visit, what it is for, and how to change or end it. It
 * lives in a shadow root, so that a site's styles and this one's leave each other alone; fonts and
 * colours come in as custom properties (see `panel.css`).
 *
 * It asks the client for everything that concerns the visit and keeps nothing itself. What a server
 * does not offer is not shown.
 */
import { createAllow } from './allow.js';
import { el } from './elements.js';
import { createErase } from './erase.js';
import { createHeld } from './held.js';
import { createKnown } from './known.js';
import { speaker } from './words.js';

const PATIENCE_MS = 8000;

/**
 * Shows the panel in `place`, in place of what is there.
 *
 * @param mien the client of this page, whose capsule is the one that is shown
 * @param base where the node is; empty: this page's own host
 * @param messages texts in place of the English ones, by name; `lang` says their language
 * @param headingLevel of the panel's sections
 */
export async function mount(place, mien, { base = '', messages = {}, headingLevel = 2 } = {}) {
  const [own, style] = await Promise.all([file('messages.json', 'json'), file('panel.css', 'text')]);
  const words = speaker({ ...own, ...messages });
  const { say } = words;
  const host = el('div', { lang: messages.lang ?? own.lang });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  /** What is known: `view` is undefined before the first answer, null where nothing is held. */
  const state = { policy: null, view: undefined, failed: false, erased: null };
  const ofNode = (path, as) => ask(base + path, as);
  const node = new URL(base || '/', location.href).href.replace(/\/$/, '');
  const panel = { mien, words, state, heading, keeping, look, show, ask: ofNode, node };
  const sections = {
    held: createHeld(panel),
    allow: createAllow(panel),
    erase: createErase(panel),
    ...createKnown(panel),
  };

  function heading(name, step = 0) {
    const level = Math.min(6, headingLevel + step);
    return el(`h${level}`, { id: `${name}-title`, tabindex: '-1' }, say(`${name}.title`));
  }

  function show() {
    for (const { update } of Object.values(sections)) update();
  }

  /** Does what replaces elements, and gives focus and open details back to what replaces them. */
  function keeping(container, work) {
    const focused = container.contains(root.activeElement) ? root.activeElement : null;
    const open = [...container.querySelectorAll('details[open]')].map(({ dataset }) => dataset.key);
    work();
    for (const details of container.querySelectorAll('details')) {
      if (open.includes(details.dataset.key)) details.open = true;
    }
    if (!focused || focused === root.activeElement) return;
    const again = container.querySelector(`[data-key="${CSS.escape(focused.dataset.key ?? '')}"]`);
    const instead = container.closest('section').querySelector('[tabindex="-1"]');
    (again ?? instead).focus({ preventScroll: true });
  }

  /** Asks anew what is held and, where it may have changed, what may be known. */
  async function look() {
    const view = mien.session().then(
      (shown) => Object.assign(state, { view: shown, failed: false }),
      () => Object.assign(state, { failed: true }),
    );
    await view;
    show();
    if (!state.policy || (state.view && state.view.edition !== state.policy.edition)) {
      const policy = await ofNode('/v1/policy', 'json').catch(() => null);
      state.policy = policy ?? state.policy;
      state.policyFailed = !policy;
      show();
    }
    return !state.failed;
  }

  function open(name) {
    const title = root.getElementById(`${name}-title`);
    title?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
  }

  function contents() {
    const link = (name) =>
      el('li', {}, el('a', { href: `#${name}`, onclick: jump(name) }, say(`${name}.short`)));
    return el(
      'nav',
      { class: 'contents', 'aria-label': say('contents') },
      el('ul', {}, Object.keys(sections).map(link)),
    );
  }

  // The sections are no targets of the page's address, which belongs to the site.
  const jump = (name) => (event) => {
    event.preventDefault();
    open(name);
  };

  root.append(
    el(
      'div',
      { class: 'panel' },
      contents(),
      el('div', { class: 'sections' }, Object.values(sections).map(({ node }) => node)),
    ),
  );
  place.replaceChildren(host);
  show();
  const silence = mien.on('change', ({ cause }) => {
    if (cause === 'other-tab') look();
  });
  await look();
  return {
    open,
    refresh: look,
    remove() {
      silence();
      host.remove();
    },
  };
}

const file = (name, as) => ask(new URL(name, import.meta.url), as);

async function ask(address, as) {
  const response = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return response[as]();
}
