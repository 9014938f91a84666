/**
 * The pages, by what stands after `#` in the address. A page is a module whose default export is a
 * component; it gets what `{…}` stands for by name, and `query`, and is loaded when it is first shown
 * or when there is nothing else to do.
 */
import { signal } from './view.js';

const ROUTES = [
  ['/', () => import('./pages/overview.js')],
  ['/segments', () => import('./pages/segments.js')],
  ['/segments/{name}', () => import('./pages/segment.js')],
  ['/discover', () => import('./pages/discover.js')],
  ['/slots', () => import('./pages/slots.js')],
  ['/slots/{name}', () => import('./pages/slot.js')],
  ['/calendar', () => import('./pages/calendar.js')],
  ['/playground', () => import('./pages/playground.js')],
  ['/personas', () => import('./pages/personas.js')],
  ['/changes', () => import('./pages/changes.js')],
  ['/merge', () => import('./pages/merge.js')],
  ['/history', () => import('./pages/history.js')],
  ['/results', () => import('./pages/results.js')],
  ['/audit', () => import('./pages/audit.js')],
  ['/access', () => import('./pages/access.js')],
];
const MISSING = () => import('./pages/missing.js');

/** Where one can go, in groups; `needs` names the permission without which it is not shown. */
export const PLACES = [
  [{ path: '/', label: 'Overview', icon: 'overview' }],
  [
    { path: '/segments', label: 'Segments', icon: 'segments' },
    { path: '/slots', label: 'Slots', icon: 'slots' },
    { path: '/calendar', label: 'Calendar', icon: 'calendar' },
    { path: '/playground', label: 'Playground', icon: 'playground' },
    { path: '/personas', label: 'Personas', icon: 'person' },
  ],
  [
    { path: '/changes', label: 'Changes', icon: 'changes' },
    { path: '/history', label: 'History', icon: 'history' },
    { path: '/results', label: 'Results', icon: 'results' },
  ],
  [
    { path: '/audit', label: 'Audit', icon: 'audit', needs: 'audit' },
    { path: '/access', label: 'Access', icon: 'access' },
  ],
];

/** Fetches all pages one after the other, so that a connection that drops later keeps nobody from one. */
export async function fetchPages() {
  for (const [, load] of ROUTES) {
    await new Promise((goOn) => setTimeout(goOn));
    await load().catch(() => {});
  }
}

/** The address as `{path, query, load, params}`. */
export const place = signal(read());
addEventListener('hashchange', () => (place.value = read()));

/** Goes to a page. */
export const go = (path) => (location.hash = `#${path}`);

/** The address of a page whose name may hold anything: `to('segments', name)`. */
export const to = (...parts) => `#/${parts.map(encodeURIComponent).join('/')}`;

function read() {
  const [path = '/', search = ''] = (location.hash.slice(1) || '/').split('?');
  const parts = path.split('/').slice(1).map(decoded);
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const [pattern, load] of ROUTES) {
    const params = matched(pattern.split('/').slice(1), parts);
    if (params) return { path, query, load, params, pattern };
  }
  return { path, query, load: MISSING, params: {}, pattern: null };
}

function matched(pattern, parts) {
  if (pattern.length !== parts.length) return null;
  const params = {};
  for (const [at, part] of pattern.entries()) {
    if (part.startsWith('{')) params[part.slice(1, -1)] = parts[at];
    else if (part !== parts[at]) return null;
  }
  return params;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
