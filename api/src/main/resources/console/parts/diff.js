import { html } from '../view.js';

const MARKS = { '+': 'added', '-': 'removed', ' ': 'kept' };

/**
 * How files differ, line by line, as `files` of `POST /admin/v1/diff` says it:
 * `[{name, hunks: [{before, after, lines: [[mark, text]]}]}]`.
 */
export function DiffView({ files }) {
  return html`
    <div class="diff">
      ${files.map(({ name, hunks }) => html`
        <section key=${name} aria-label=${`Changes in ${name}`}>
          <h3 class="diff-file">${name}</h3>
          <div class="diff-frame" tabindex="0" role="region" aria-label=${`Lines of ${name}`}>
            ${hunks.map((hunk, at) => html`<${Hunk} key=${at} hunk=${hunk} />`)}
          </div>
        </section>
      `)}
    </div>
  `;
}

function Hunk({ hunk: { before, after, lines } }) {
  let [left, right] = [before, after];
  const rows = lines.map(([mark, text]) => ({
    mark,
    text,
    left: mark === '+' ? '' : left++,
    right: mark === '-' ? '' : right++,
  }));
  return html`
    <table class="hunk">
      <caption class="unseen">From line ${after}</caption>
      <tbody>
        ${rows.map((it, at) => html`
          <tr key=${at} data-mark=${MARKS[it.mark]}>
            <td class="line-number">${it.left}</td>
            <td class="line-number">${it.right}</td>
            <td class="mark">${it.mark === ' ' ? '' : html`<span class="unseen">${MARKS[it.mark]}</span><span aria-hidden="true">${it.mark === '-' ? '−' : '+'}</span>`}</td>
            <td class="line"><code>${it.text || ' '}</code></td>
          </tr>
        `)}
      </tbody>
    </table>
  `;
}
