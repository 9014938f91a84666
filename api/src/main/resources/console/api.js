/**
 * The admin API, one function a route; the only place that calls `fetch`.
 *
 * A call waits where it can be repeated without harm: for the connection to come back, and for a
 * person whose session is over to sign in again. What is refused comes as a `Refusal`.
 */
import { signal } from './view.js';

const WAIT_MILLIS = [500, 1000, 2000, 4000, 8000];
const ADMIN = '/admin/v1';

/** `up`, or `down` while calls wait for the node to be reached again. */
export const connection = signal('up');

/** Whether calls wait for somebody to sign in; `welcome` lets them go on. */
export const expired = signal(false);

/** What the node refused, as a problem of RFC 9457: what happened, and what to do. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The node answered ${status}.`);
    this.name = 'Refusal';
    this.status = status;
    this.code = problem.code ?? String(status);
    this.title = problem.title ?? '';
    /** Findings by place: `{pointer, code, detail}`. */
    this.errors = problem.errors ?? [];
    /** Everything that came with it, such as `diagnostics`, `conflicts` or `revision`. */
    this.problem = problem;
  }
}

/** A call that could not be repeated and was not answered: nobody knows whether it was carried out. */
export class Unanswered extends Error {
  constructor() {
    super('The node did not answer. Look whether it was done before you try again.');
    this.name = 'Unanswered';
    this.status = 0;
    this.code = 'unanswered';
    this.errors = [];
  }
}

// ---- who calls ---------------------------------------------------------------------------------

let csrf = '';
let waiting = [];

/** Lets the calls go on that wait for a person. */
export function welcome(me) {
  csrf = me?.csrf ?? '';
  expired.value = false;
  const some = waiting;
  waiting = [];
  for (const goOn of some) goOn();
}

function signedInAgain() {
  expired.value = true;
  return new Promise((resolve) => waiting.push(resolve));
}

// ---- one call ----------------------------------------------------------------------------------

/**
 * @param options `body` as JSON, `revision` for `If-Match`, `query` by name, `repeatable` where a
 *     POST changes nothing, `signal` to call it off, `quiet` so that a 401 is an answer
 * @returns the body, with `revision` of the `ETag` if it has one
 */
export async function call(method, path, options = {}) {
  const repeatable = options.repeatable ?? method !== 'POST';
  for (let attempt = 0; ; attempt++) {
    // Between signing in and knowing who did, nothing goes out under the name of the one before.
    if (expired.value && !options.quiet) await signedInAgain();
    const response = await sent(method, path, options);
    if (response === null) {
      if (!repeatable) throw new Unanswered();
      connection.value = 'down';
      await soon(attempt, options.signal);
      continue;
    }
    connection.value = 'up';
    if (response.status === 401 && !options.quiet) {
      await signedInAgain();
      continue;
    }
    if (response.status === 503 && repeatable && attempt < WAIT_MILLIS.length) {
      await soon(attempt, options.signal);
      continue;
    }
    return read(response);
  }
}

/** The response, or null if there was none. */
async function sent(method, path, { body, revision, query, accept, signal: stop }) {
  const headers = { Accept: accept ?? 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (revision !== undefined) headers['If-Match'] = `"${revision}"`;
  if (csrf && method !== 'GET') headers['Mien-Csrf'] = csrf;
  const some = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  const asked = some.length ? `?${new URLSearchParams(some)}` : '';
  try {
    return await fetch(ADMIN + path + asked, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: stop,
      cache: 'no-store',
      redirect: 'error',
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    return null;
  }
}

async function read(response) {
  const text = await response.text();
  let body = {};
  try {
    body = /json/.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : { text };
  } catch {
    body = { detail: 'The node answered something that cannot be read.' };
  }
  if (!response.ok) throw new Refusal(response.status, body);
  const tag = /"(\d+)"/.exec(response.headers.get('ETag') ?? '');
  if (tag && !('revision' in body)) body.revision = Number(tag[1]);
  return body;
}

/** Waits for the next attempt: until the browser says that it is online, or some time at most. */
function soon(attempt, stop) {
  const millis = WAIT_MILLIS[Math.min(attempt, WAIT_MILLIS.length - 1)];
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener('online', over);
      if (stop?.aborted) reject(stop.reason);
      else resolve();
    };
    const timer = setTimeout(over, millis);
    addEventListener('online', over);
    stop?.addEventListener('abort', over, { once: true });
  });
}

const get = (path, query, options) => call('GET', path, { query, ...options });
const ask = (path, body, options) => call('POST', path, { body, repeatable: true, ...options });
const make = (path, body, options) => call('POST', path, { body, ...options });
const named = (...parts) => parts.map(encodeURIComponent).join('/');

// ---- people ------------------------------------------------------------------------------------

/** Who is signed in; a refusal with 401 if nobody is. */
export const me = () => get('/me', {}, { quiet: true });

/** `{signedIn, openid}`: whether this browser is signed in, and whether there is a provider to sign in at. */
export const waysIn = () => get('/sign-in', {}, { quiet: true });
export const signIn = (token) => make('/sign-in', { token }, { quiet: true, repeatable: true });
export const signOut = () => call('DELETE', '/me', { quiet: true });

export const tokens = () => get('/tokens');
export const makeToken = (token) => make('/tokens', token);
export const endToken = (id) => call('DELETE', `/tokens/${named(id)}`);

// ---- drafts ------------------------------------------------------------------------------------

export const drafts = () => get('/drafts');
export const draft = (name) => get(`/drafts/${named(name)}`);

/** @param revision the one it is based on; undefined if the draft is new */
export const saveDraft = (name, { files, base }, revision) =>
  call('PUT', `/drafts/${named(name)}`, { body: { files, base }, revision });
export const deleteDraft = (name, revision) => call('DELETE', `/drafts/${named(name)}`, { revision });

export const askReview = (name, revision, say) => make(`/drafts/${named(name)}/review`, { revision, say });
export const takeReviewBack = (name) => call('DELETE', `/drafts/${named(name)}/review`);
export const approve = (name, revision, say) => make(`/drafts/${named(name)}/approval`, { revision, say });
export const object = (name, revision, say) => make(`/drafts/${named(name)}/objection`, { revision, say });

/** @param how `at`, an instant to publish at, or at once without it; `say`, what for */
export const publish = (name, revision, { at, say }) => make(`/drafts/${named(name)}/publication`, { revision, at, say });
export const takeScheduleBack = (name) => call('DELETE', `/drafts/${named(name)}/publication`);
export const draftReach = (name, options) => get(`/drafts/${named(name)}/reach`, {}, options);

// ---- workspaces, without keeping anything ------------------------------------------------------

export const check = (files) => ask('/check', { files });
/** @param subject `{files}` or `{draft, revision}` */
export const outline = (subject) => ask('/outline', subject);
export const edits = (subject, some) => ask('/edits', { ...subject, edits: some });
export const trial = (body, options) => ask('/trial', body, options);
export const personasTrial = (body, options) => ask('/personas/trial', body, options);
export const completions = (body, options) => ask('/completions', body, options);
/** Classes of sessions in a table of counts; takes seconds. */
export const discoveries = (body, options) => ask('/discoveries', body, options);
export const diff = (before, after) => ask('/diff', { before: { files: before }, after: { files: after } });
export const merge = (base, mine, theirs, choices = {}) =>
  ask('/merge', { base: { files: base }, mine: { files: mine }, theirs: { files: theirs }, choices });
export const preview = (body, options) => ask('/preview', body, options);

/** Where the site's pages and pictures are: `{addresses}`, origins, the first for paths. */
export const site = () => get('/site');

// ---- editions and what they did ----------------------------------------------------------------

export const editions = () => get('/editions');
export const edition = (number) => get(`/editions/${named(String(number))}`);
export const rollBack = (number) => make(`/editions/${named(String(number))}/rollback`);

export const reach = (query, options) => get('/reach', query, options);
export const counts = (query, options) => get('/counts', query, options);
export const goals = (query, options) => get('/goals', query, options);

/** What experiments have shown, over a month unless hours are given. */
export const experiments = (query, options) => get('/experiments', query, options);

/** How often variants are drawn where offers learn, in force. */
export const allocations = (options) => get('/allocations', {}, options);

/** Whether scored segments still hold, over a week unless hours are given. */
export const scores = (query, options) => get('/scores', query, options);

/** The entries before one, oldest first; the newest unless one is given. */
export const audit = (before, limit) => get('/audit', { before, limit });
export const auditVerdict = () => get('/audit/verification');
/** Where the whole audit can be saved from. */
export const auditExport = `${ADMIN}/audit/export`;
