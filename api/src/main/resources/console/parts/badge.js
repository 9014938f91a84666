import { html } from '../view.js';
import { Icon } from './button.js';

/**
 * A word about the state of a thing.
 *
 * @param kind `good`, `warn`, `bad`, `calm`, `sensitive`, or nothing for a plain one
 * @param title why, in a sentence
 */
export const Badge = ({ kind, icon, title, children }) => html`
  <span class="badge" data-kind=${kind} title=${title}>${icon && html`<${Icon} name=${icon} />`}${children}</span>
`;
