/** The way to draw: templates bound to elements, and what changes by itself. Everything is text. */
import { h, render } from './lib/preact.js';
import htm from './lib/htm.js';

/** A template of elements; what stands in `${}` is an element, a text or an attribute, never markup. */
export const html = htm.bind(h);
export { render };
export { useEffect, useErrorBoundary, useId, useLayoutEffect, useMemo, useRef, useState } from './lib/preact-hooks.js';
export { batch, computed, effect, signal, useComputed, useSignal } from './lib/signals.js';
export { untracked } from './lib/signals-core.js';

/** Class names in one text; those that are not given are left out. */
export const classes = (...names) => names.filter(Boolean).join(' ');

/**
 * An address that a page may point to: a path of this host or a page of the web. All else, such as
 * `javascript:`, comes out as no address.
 */
export function safeUrl(text) {
  if (/^\/(?![/\\])/.test(text) || text.startsWith('#')) return text;
  try {
    const { protocol, href } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Calls back once nothing has happened for a while; `now` does not wait, `cancel` calls it off. */
export function delayed(millis, then) {
  let timer;
  const ask = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => then(...values), millis);
  };
  ask.cancel = () => clearTimeout(timer);
  return ask;
}
