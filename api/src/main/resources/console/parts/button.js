import { classes, html } from '../view.js';

/** Drawings of 20 × 20, as paths. */
const PATHS = {
  overview: 'M3 10.5 10 4l7 6.5M5 9v7h10V9',
  segments: 'M8 4a5 5 0 1 0 0 10A5 5 0 0 0 8 4Zm4 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10Z',
  slots: 'M3 4h14v5H3zM3 12h6v4H3zM12 12h5v4h-5z',
  calendar: 'M4 5h12v11H4zM4 8.5h12M7 3v4M13 3v4',
  playground: 'M6 4l10 6-10 6z',
  changes: 'M4 6h9M4 10h6M4 14h4M12 13l2 2 4-5',
  history: 'M4 10a6 6 0 1 0 2-4.5M4 3v3.5h3.5M10 7v3.5l2.5 1.5',
  results: 'M4 16V9M9 16V4M14 16v-5M3 16.5h14',
  audit: 'M5 3h7l3 3v11H5zM8 9h4M8 12h4',
  access: 'M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 16c0-3 2-5 5-5 1.4 0 2.6.5 3.5 1.3M13 13l2 2 3-3.5',
  back: 'M12 5l-5 5 5 5',
  next: 'M8 5l5 5-5 5',
  down: 'M5 8l5 5 5-5',
  up: 'M5 12l5-5 5 5',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.5l4 4 8-9',
  undo: 'M7 5L3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H9',
  redo: 'M13 5l3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h3',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4ZM13 13l4 4',
  more: 'M4.5 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M9.5 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M14.5 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0',
  edit: 'M4 16l1-4 8-8 3 3-8 8-4 1ZM11.5 5.5l3 3',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M9 9v4M11 9v4',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  warn: 'M10 3.5 17.5 16h-15ZM10 8.5v3.5M10 14h.01',
  info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 9.5V14M10 6.5h.01',
  sun: 'M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM10 2v2M10 16v2M2 10h2M16 10h2M4.5 4.5l1.3 1.3M14.2 14.2l1.3 1.3M4.5 15.5l1.3-1.3M14.2 5.8l1.3-1.3',
  moon: 'M16 12A6.5 6.5 0 0 1 8 4a6.5 6.5 0 1 0 8 8Z',
  person: 'M10 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 10 10ZM4 17c0-3.3 2.7-5 6-5s6 1.7 6 5',
  draft: 'M5 3h10v14l-5-3.5L5 17z',
  grip: 'M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01',
  lock: 'M5 9h10v8H5zM7 9V7a3 3 0 0 1 6 0v2',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6v4l2.5 2',
  out: 'M8 4H4v12h4M9 10h8M14 7l3 3-3 3',
  code: 'M7 6l-4 4 4 4M13 6l4 4-4 4',
  picture: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 8h.01',
  blocks: 'M3 5h9v4H3zM6 12h11v4H6z',
};

/** A small drawing; it says nothing to those who hear the page, so something beside it has to. */
export const Icon = ({ name }) => html`
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>
`;

/**
 * A button.
 *
 * @param kind `main` for the one that a page is for, `grave` for what cannot be taken back, `quiet`
 *     for one without a border; ordinary if left out
 * @param icon the name of a drawing before the words
 * @param label what it is called if it shows a drawing only
 * @param busy while what it started is under way
 */
export function Button({ kind, icon, label, busy, children, class: name, type = 'button', disabled, ...rest }) {
  return html`
    <button
      type=${type}
      class=${classes('button', kind, !children && 'bare', name)}
      aria-label=${label}
      title=${children ? undefined : label}
      aria-busy=${busy ? 'true' : undefined}
      disabled=${disabled || busy}
      ...${rest}
    >
      ${icon && html`<${Icon} name=${icon} />`}${children}
    </button>
  `;
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function LinkButton({ kind, icon, href, children, class: name, ...rest }) {
  return html`
    <a class=${classes('button', kind, name)} href=${href} ...${rest}>
      ${icon && html`<${Icon} name=${icon} />`}${children}
    </a>
  `;
}
