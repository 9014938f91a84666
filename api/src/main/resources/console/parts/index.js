/** What pages are made of. Each part says in its own module what it takes. */
export { Page, Section, Loading } from './page.js';
export { Button, LinkButton, Icon } from './button.js';
export { Table, DataTable } from './table.js';
export { Field, TextField, Choice, Choices, Switch, Search } from './field.js';
export { Dialog, Confirm } from './dialog.js';
export { Menu } from './menu.js';
export { Badge } from './badge.js';
export { Diagnostics, Trouble } from './diagnostics.js';
export { Empty } from './empty.js';
export { toast, Toasts } from './toast.js';
export { Tabs } from './tabs.js';
export { DiffView } from './diff.js';
export { Plot, Sparkline } from './plot.js';
