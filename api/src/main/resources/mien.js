/**
 * The browser client of Mien: asks which content fills the slots of this page, keeps the sealed
 * capsule that the answers bring, and shows the content as text.
 *
 * It holds back on purpose: it stores nothing before the visitor has chosen, and of a refusal only
 * the month; it sets no cookie, never asks for consent by itself, sends no event without a session,
 * and never hides the page. The markup holds each slot's own default; without an answer in time, that is what stays.
 */

/** Consent, the held data and erasure are worth a longer wait than content is. */
const PATIENCE_MS = 5000;
/** Who refused is asked again after this, counted from the end of the month. */
const MONTHS_UNASKED = 6;

/** The server could not look the session up in time: the capsule may be good again next time. */
const isUnsettled = ({ notices = [] }) => notices.some(({ code }) => code === 'session-not-kept');

/** The capsule cannot be read any more (422) or was erased (410): drop it and start afresh. */
const isSpent = (status) => status === 410 || status === 422;

export function createMien({ endpoint = '', site = '', storage = 'local', timeout = 800 } = {}) {
  const base = endpoint.replace(/\/+$/, '');
  const key = site ? `mien.${site}` : 'mien';
  const listeners = new Set();
  let shelf = openShelf(storage);
  let memory = null; // what is held where storage is denied
  let said = {}; // signals of this page, sent with every decision
  let decisions = {};
  const receipts = {}; // the visitor's copies, which are never sent
  let seen = 0; // the newest edition of an answer; no later answer is to be by an older one
  let pausedUntil = 0;
  let tail = Promise.resolve();

  // ---- what is held --------------------------------------------------------------------------

  // The shelf is read anew each time, for another tab may have replaced or erased what is on it.
  function read() {
    let entry = memory;
    try {
      if (shelf) entry = JSON.parse(shelf.getItem(key));
    } catch {
      entry = null;
    }
    if (entry && Date.parse(entry.expires) > Date.now()) return entry;
    if (entry) drop();
    return null;
  }

  async function keep(capsule, expires) {
    const turn = Math.max(Date.now(), (read()?.turn ?? 0) + 1);
    memory = { capsule, expires, turn, edition: seen, receipt: client.receipts.consent };
    try {
      shelf?.setItem(key, JSON.stringify(memory));
    } catch {
      shelf = null; // full or denied: this page goes on alone
    }
    if (shelf && navigator.locks) await announce(turn);
  }

  function drop() {
    memory = null;
    try {
      shelf?.removeItem(key);
    } catch {
      shelf = null;
    }
  }

  /** The month of a refusal, which is never sent: read, written (a text), taken away (`null`). */
  function refusal(text) {
    try {
      if (text === undefined) return shelf?.getItem(`${key}.refused`) ?? '';
      if (text === null) shelf?.removeItem(`${key}.refused`);
      else shelf?.setItem(`${key}.refused`, text);
    } catch {
      // Denied: it is forgotten with the page.
    }
    return '';
  }

  // ---- one at a time -------------------------------------------------------------------------

  // Each answer's capsule replaces the one before it, so two requests at once would lose what one
  // of them told. Tabs share the shelf, hence they share a lock; without one, a page queues alone.
  function inTurn(work, signal) {
    const queue = () => {
      const turn = tail.then(work);
      tail = turn.catch(() => {});
      return Promise.race([turn, aborted(signal)]);
    };
    if (!shelf || !navigator.locks) return queue();
    const caughtUp = () => catchUp().then(work);
    return navigator.locks.request(key, { signal }, caughtUp).catch((error) => {
      if (error.name === 'SecurityError') return queue(); // an opaque origin has no locks
      throw error;
    });
  }

  // What one tab stores, another may read only some milliseconds after it was given the lock. So
  // whoever stores names its turn by a lock of its own for a second (longer would keep the page
  // out of the back-forward cache), and the next waits until it can read that turn.
  function announce(turn) {
    return new Promise((resolve) => {
      const hold = () => {
        resolve();
        return new Promise((release) => setTimeout(release, 1000));
      };
      navigator.locks.request(`${key}#${turn}`, hold).catch(resolve);
    });
  }

  async function catchUp() {
    const until = Date.now() + 100;
    const { held } = await navigator.locks.query();
    const turns = held.map(({ name }) => name.split('#')).filter(([of]) => of === key);
    const newest = Math.max(...turns.map(([, turn]) => Number(turn ?? 0)));
    while ((read()?.turn ?? 0) < newest && Date.now() < until) {
      await new Promise((later) => setTimeout(later, 5));
    }
  }

  /** Sends what `make(entry)` returns for what is held; `undefined` from it sends nothing. */
  function exchange(path, make, patience) {
    const signal = AbortSignal.timeout(patience);
    return inTurn(async () => {
      for (let again = true; ; again = false) {
        const entry = read();
        const init = make(entry);
        if (!init) return null;
        const response = await fetch(base + path, {
          ...init,
          signal,
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          headers: {
            ...(init.body && { 'Content-Type': 'application/json' }),
            ...(site && { 'Mien-Site': site }),
            ...init.headers,
          },
        });
        if (entry && isSpent(response.status)) {
          drop();
          if (again) continue;
        }
        const body = await response.json().catch(() => ({}));
        if (again && body.code === 'edition-behind') continue; // another node may have it
        if (response.ok && init.method === 'POST') seen = body.edition ?? seen;
        if (response.ok && body.consentReceipt) receipts.consent = body.consentReceipt;
        if (response.ok && body.receipt) receipts.erasure = body.receipt;
        if (response.ok && init.method === 'DELETE') drop();
        else if (response.ok && body.capsule) await keep(body.capsule, body.expires);
        else if (response.ok && body.mode && !isUnsettled(body)) drop();
        const wait = Number(response.headers.get('Retry-After'));
        if (response.status === 429 || response.status === 503) {
          pausedUntil = Date.now() + (wait || 1) * 1000;
        }
        return { ok: response.ok, status: response.status, body };
      }
    }, signal);
  }

  function post(body) {
    const edition = Math.max(seen, read()?.edition ?? 0) || undefined;
    return { method: 'POST', body: JSON.stringify({ ...body, edition }) };
  }

  /** An answer that always comes: without one from the server, `ok` is false and says why. */
  async function ask(path, make, patience, cause) {
    let result;
    if (cause !== 'consent' && Date.now() < pausedUntil) {
      result = { problem: 'paused' };
    } else {
      try {
        const reply = await exchange(path, make, patience);
        if (!reply) return { ...outcome({}), ok: true };
        result = reply.ok ? reply.body : { problem: reply.body.code ?? `http-${reply.status}` };
      } catch (error) {
        result = { problem: error.name === 'TimeoutError' ? 'timeout' : 'unreachable' };
      }
    }
    if (cause === 'decide') decisions = result.decisions ?? {};
    const told = outcome(result);
    emit({ cause, ...told });
    return told;
  }

  function outcome({ problem, edition, notices = [], decisions: decided = {} }) {
    const expires = read()?.expires ?? null;
    const mode = expires ? 'session' : 'contextual';
    return { ok: !problem, problem, mode, edition, decisions: decided, notices, expires };
  }

  function emit(change) {
    for (const listener of [...listeners]) listener(change);
  }

  // Another tab's answers are its own affair; that a session began or ended there is not.
  globalThis.addEventListener?.('storage', (event) => {
    const ours = event.storageArea === shelf && (event.key === key || event.key === null);
    if (ours && !event.oldValue !== !event.newValue) emit({ cause: 'other-tab', ...outcome({}) });
  });

  // ---- what a site calls; mien.d.ts says what each does ----------------------------------------

  const client = {
    decide(slots = slotNames(document), { signals, events, explain } = {}) {
      said = { ...said, ...signals };
      const make = (entry) =>
        post({
          slots: [...slots],
          signals: said,
          ...(entry && { capsule: entry.capsule, events }),
          ...(explain && { explain }),
        });
      return ask('/v1/decide', make, timeout, 'decide');
    },

    signals(values) {
      said = { ...said, ...values };
      const make = (entry) => entry && post({ signals: values, capsule: entry.capsule });
      return ask('/v1/signals', make, timeout, 'signals');
    },

    track(type, fields = {}) {
      const make = (entry) => entry && post({ events: [{ type, fields }], capsule: entry.capsule });
      return ask('/v1/signals', make, timeout, 'signals');
    },

    consent({ purposes = [], until } = {}) {
      const chosen = { purposes: [...purposes], ...(until && { until: new Date(until) }) };
      if (chosen.purposes.length > 0) refusal(null);
      chosen.receipt = true;
      const make = (entry) =>
        (entry || chosen.purposes.length > 0) &&
        post({ consent: chosen, signals: said, capsule: entry?.capsule });
      return ask('/v1/signals', make, PATIENCE_MS, 'consent');
    },

    withdraw() {
      return client.consent({ purposes: [] });
    },

    refuse() {
      refusal(`refused=${new Date().toISOString().slice(0, 7)}`);
      return client.withdraw();
    },

    get mayAsk() {
      const [year, month] = refusal().slice(8).split('-').map(Number);
      return !read() && !(Date.now() < Date.UTC(year, month + MONTHS_UNASKED));
    },

    correct({ values, segments } = {}) {
      const body = JSON.stringify({ values, segments });
      const make = (entry) =>
        entry && { method: 'PUT', body, headers: { 'Mien-Capsule': entry.capsule } };
      return ask('/v1/session/corrections', make, PATIENCE_MS, 'consent');
    },

    get receipts() {
      return { consent: receipts.consent ?? read()?.receipt, erasure: receipts.erasure };
    },

    async session() {
      const reply = await exchange('/v1/session', carried('GET'), PATIENCE_MS);
      if (reply && !reply.ok) throw new Error(`Mien cannot show the session: ${reply.status}`);
      return reply && reply.body;
    },

    // Without an answer the capsule is kept, so that one may ask again.
    async erase() {
      let receipt = null;
      try {
        const reply = await exchange('/v1/session', carried('DELETE'), PATIENCE_MS);
        if (reply && !reply.ok) return { erased: false, receipt };
        receipt = reply && reply.body;
      } catch {
        return { erased: false, receipt };
      }
      said = {};
      decisions = {};
      emit({ cause: 'erase', ...outcome({}) });
      return { erased: true, receipt };
    },

    render(root = document) {
      for (const slot of slotsUnder(root)) {
        const content = decisions[slot.dataset.mienSlot]?.content ?? {};
        for (const element of [slot, ...slot.querySelectorAll('[data-mien-field]')]) {
          if (element.closest('[data-mien-slot]') === slot) fill(element, content);
        }
      }
    },

    async privacy(place, options) {
      const { mount } = await import(`${base}/privacy/panel.js`);
      return mount(place, client, { base, ...options });
    },

    on(_change, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    get held() {
      return read();
    },

    get globalPrivacyControl() {
      return navigator.globalPrivacyControl === true;
    },
  };

  const carried = (method) => (entry) =>
    entry && { method, headers: { 'Mien-Capsule': entry.capsule } };

  read(); // what has expired does not stay
  return client;
}

/**
 * localStorage by default: tabs share it, so a visitor with two tabs has one session and one
 * consent. It outlives the browser window, the capsule does not: it ends at `expires`, soon.
 */
function openShelf(storage) {
  if (typeof storage !== 'string') return storage;
  try {
    if (storage === 'local') return globalThis.localStorage ?? null;
    if (storage === 'session') return globalThis.sessionStorage ?? null;
  } catch {
    // Denied: the page keeps it in memory, and forgets it when it is left.
  }
  return null;
}

function aborted(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

// ---- showing content ---------------------------------------------------------------------------

function slotsUnder(root) {
  const under = [...root.querySelectorAll('[data-mien-slot]')];
  return root.matches?.('[data-mien-slot]') ? [root, ...under] : under;
}

const slotNames = (root) => new Set(slotsUnder(root).map((slot) => slot.dataset.mienSlot));

/** Where content goes that is not text. Elements that load or run what they are given take none. */
const ADDRESSES = { img: 'src', a: 'href' };
const NEVER = new Set(['script', 'style', 'iframe', 'object', 'embed', 'template', 'base', 'link']);

/** What an element showed before the first content came. */
const defaults = new WeakMap();

function fill(element, content) {
  const { mienField: field, mienAlt: alt, mienCurrency: currency } = element.dataset;
  if (!field || NEVER.has(element.localName)) return;
  const attribute = ADDRESSES[element.localName];
  if (!defaults.has(element)) {
    const { textContent, hidden } = element;
    const address = attribute && element.getAttribute(attribute);
    defaults.set(element, { textContent, hidden, address, alt: element.getAttribute('alt') });
  }
  const own = defaults.get(element);
  const value = content[field];
  if (attribute) {
    setAttribute(element, attribute, isSafeAddress(value) ? value : own.address);
    if (alt) setAttribute(element, 'alt', typeof content[alt] === 'string' ? content[alt] : own.alt);
    return;
  }
  element.hidden = typeof value === 'boolean' ? !value : own.hidden;
  let text = own.textContent;
  if (typeof value === 'string') text = value;
  if (typeof value === 'number') text = inWords(value, currency);
  if (element.textContent !== text) element.textContent = text;
}

function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A path on this site or an http(s) address: nothing that runs, nothing that looks like a path. */
function isSafeAddress(value) {
  if (typeof value !== 'string' || !/^(https?:\/\/|\/(?![/\\]))/i.test(value)) return false;
  try {
    return /^https?:$/.test(new URL(value, location.href).protocol);
  } catch {
    return false;
  }
}

function inWords(number, currency) {
  const language = document.documentElement.lang || undefined;
  const style = currency ? { style: 'currency', currency } : {};
  return new Intl.NumberFormat(language, style).format(number);
}
