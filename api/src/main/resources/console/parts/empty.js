import { html } from '../view.js';
import { Icon } from './button.js';

/** What stands where nothing is yet: what will be here, and the one thing to do about it. */
export const Empty = ({ icon = 'info', title, children, action }) => html`
  <div class="empty">
    <span class="empty-mark"><${Icon} name=${icon} /></span>
    <p class="empty-title">${title}</p>
    ${children && html`<div class="empty-text">${children}</div>`}
    ${action}
  </div>
`;
