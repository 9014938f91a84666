import { html } from '../view.js';
import { REASONS } from '../figures.js';
import { number, share } from '../words.js';

/**
 * How often a slot showed its fallback, as a number and a bar of the reasons.
 *
 * @param shown as `decisionsOf` gives it
 */
export function ShareBar({ shown: { byReason, fallbackShare, all } }) {
  const parts = Object.entries(REASONS).filter(([reason]) => byReason[reason] > 0);
  const words = parts.map(([reason, { label }]) => `${label}: ${share(byReason[reason] / all)} (${number(byReason[reason])})`).join('\n');
  return html`
    <span class="share" title=${words}>
      <span class="share-number number">${share(fallbackShare)}</span>
      <span class="share-bar" role="img" aria-label=${words.replaceAll('\n', ', ')}>
        ${parts.map(([reason, { plot }]) => html`<span key=${reason} data-colour=${plot} style=${{ flexGrow: byReason[reason] }}></span>`)}
      </span>
    </span>
  `;
}
