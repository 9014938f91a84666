/** What this server says of itself in its policy: for everybody, and about nobody. */
import { el } from './elements.js';

export function createKnown({ words, state, heading }) {
  const { say, length, moment, all } = words;

  function section(name, draw) {
    const body = el('div', {});
    const node = el('section', { 'aria-labelledby': `${name}-title` }, heading(name), body);
    const update = () => {
      const { policy, policyFailed } = state;
      const instead = () => [el('p', {}, say(policyFailed ? 'policy.failed' : 'policy.loading'))];
      body.replaceChildren(...(policy ? draw(policy) : instead()).filter(Boolean));
    };
    return { node, update };
  }

  const names = (name, titles) => [
    heading(name, 1),
    titles.length ? el('ul', { class: 'names' }, titles.map((title) => el('li', {}, title))) : el('p', { class: 'none' }, say(`${name}.none`)),
  ];

  function others({ purposes, segments, recipients = [] }) {
    const parties = new Map();
    for (const { title, thirdParties } of purposes) {
      for (const party of thirdParties) parties.set(party, [...(parties.get(party) ?? []), title]);
    }
    const titles = new Map(segments.map(({ segment, title }) => [segment, title]));
    /** What a party may be told of groups, and how much of that is chance. */
    const told = ({ segments: some, most, epsilon }) =>
      el('p', { class: 'fine' }, say('others.told', { count: most, groups: all(some.map((it) => titles.get(it.segment))), epsilon }));
    const lines = [...parties].map(([party, goals]) =>
      el(
        'li',
        {},
        el('p', { class: 'top' }, el('b', {}, party)),
        el('p', { class: 'fine' }, say('others.for', { purposes: all(goals) })),
        recipients.filter(({ title }) => title === party).map(told),
      ),
    );
    return [lines.length ? el('ul', { class: 'lines' }, lines) : el('p', {}, say('others.none'))];
  }

  function groups({ segments, slots }) {
    return [
      el('p', { class: 'lead' }, say('groups.lead')),
      ...names('groups.segments', segments.map(({ title }) => title)),
      ...names('groups.slots', slots.map(({ title, slot }) => title || slot)),
    ];
  }

  function crowd({ crowd: rule, budget, noise }) {
    const { enforced, k, windowHours, segmentsMax: segments } = rule;
    const within = enforced ? length(windowHours * 3600) : '';
    return [
      el('p', {}, say(enforced ? 'crowd.enforced' : 'crowd.off', { k, within })),
      enforced ? el('p', {}, say('crowd.noise', { ...rule.noise, segments })) : null,
      el('p', {}, say('crowd.counts')),
      ...(budget && noise ? numbers(budget, noise) : []),
    ];
  }

  /** What protects the totals that leave the server, with its figures. */
  function numbers({ spent, ...budget }, noise) {
    const used = (name) =>
      spent.filter(({ statistic }) => statistic === name).map((account) =>
        el('p', { class: 'fine' }, say('numbers.spent', { epsilon: Math.round(account.epsilon * 1000) / 1000, from: moment(account.from) })),
      );
    const lines = noise.map((it) =>
      el(
        'li',
        {},
        el('p', { class: 'top' }, el('b', {}, say(`statistic.${it.statistic}`))),
        el('p', { class: 'fine' }, say('numbers.noise', it)),
        used(it.statistic),
      ),
    );
    return [heading('numbers', 1), el('p', {}, say('numbers.text', budget)), el('ul', { class: 'lines' }, lines)];
  }

  return { others: section('others', others), groups: section('groups', groups), crowd: section('crowd', crowd) };
}
