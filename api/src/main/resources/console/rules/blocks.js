/** A rule as blocks that can be put together without writing. */
import { classes, html, useEffect, useMemo, useRef, useState } from '../view.js';
import { Button, Icon, Menu } from '../parts/index.js';
import { capital, plain } from '../words.js';
import { blocksOf, sameTree, treeOf } from './tree.js';
import { fitting, taking, testsOf, valuesOf, wordOf } from './terms.js';

const MODES = [
  ['all', 'and'],
  ['any', 'or'],
  ['none', 'or'],
  ['not-all', 'and'],
];
const JOINING = Object.fromEntries(MODES);
const HEADS = { 'none': 'None of these', 'not-all': 'Not all of these' };
/** Stands for "another segment" among names of attributes, and cannot be one. */
const SEGMENT = '=segment';
const DEPTH_MAX = 4;

/**
 * The blocks of one rule.
 *
 * @param tree what the rule is at present; other blocks are drawn if it is no longer what they say
 * @param vocabulary `{attributes, segments}` of the outline
 * @param onChange called with another tree, or null while nothing is chosen
 */
export function Blocks({ tree, vocabulary, onChange, disabled, label }) {
  const [top, setTop] = useState(() => blocksOf(tree));
  const said = useRef(tree);
  useEffect(() => {
    if (sameTree(tree, said.current)) return;
    said.current = tree;
    setTop(blocksOf(tree));
  }, [tree]);
  const attributes = useMemo(() => new Map(vocabulary.attributes.map((it) => [it.name, it])), [vocabulary.attributes]);
  const change = (next) => {
    setTop(next);
    said.current = treeOf(next);
    onChange(said.current);
  };
  return html`
    <fieldset class="blocks" disabled=${disabled}>
      <legend class="unseen">${label}</legend>
      <${Group} group=${top} onChange=${change} attributes=${attributes} depth=${0} disabled=${disabled} />
    </fieldset>
  `;
}

const OPEN = { kind: 'open' };

/** Parts that are joined alike; `onRemove` is missing at the top, which always stays. */
function Group({ group, onChange, onRemove, attributes, depth, disabled }) {
  const { mode, parts } = group;
  const root = useRef(null);
  const set = (some) => onChange({ ...group, parts: some });
  const change = (at) => (part) => set(parts.map((it, place) => (place === at ? part : it)));
  const remove = (at) => () => {
    if (parts.length === 1 && onRemove) onRemove();
    else set(parts.filter((_, place) => place !== at));
  };
  const add = (part) => {
    set([...parts, part]);
    requestAnimationFrame(() => [...(root.current?.querySelectorAll('.subject') ?? [])].at(-1)?.focus());
  };
  return html`
    <div class=${classes('group', depth > 0 && 'inner')} ref=${root}>
      ${HEADS[mode] && html`<p class="group-head">${HEADS[mode]} may hold</p>`}
      ${parts.map((part, at) => html`
        <div class="block" key=${at}>
          <${Joint} at=${at} mode=${mode} many=${parts.length > 1} onMode=${(next) => onChange({ ...group, mode: next })} />
          ${part.kind === 'group'
            ? html`<${Group} group=${part} onChange=${change(at)} onRemove=${remove(at)} attributes=${attributes} depth=${depth + 1} disabled=${disabled} />`
            : html`<${Condition} part=${part} onChange=${change(at)} onRemove=${remove(at)} attributes=${attributes} depth=${depth} disabled=${disabled} />`}
        </div>
      `)}
      ${!disabled && html`
        <div class="group-foot">
          <${Button} kind="quiet" icon="plus" onClick=${() => add(OPEN)}>Condition<//>
          ${depth < DEPTH_MAX && parts.length > 0 && html`
            <${Button} kind="quiet" icon="blocks" onClick=${() => add({ kind: 'group', mode: mode === 'any' ? 'all' : 'any', parts: [OPEN] })}>Group<//>
          `}
          ${onRemove && html`<${GroupMenu} group=${group} onChange=${onChange} onRemove=${onRemove} />`}
        </div>
      `}
    </div>
  `;
}

/** What stands before a part: where it begins, or how it is joined to the one before. */
function Joint({ at, mode, many, onMode }) {
  if (at === 0) return html`<span class="joint">Where</span>`;
  if (at > 1 || !many) return html`<span class="joint">${JOINING[mode]}</span>`;
  const negative = mode === 'none' || mode === 'not-all';
  const options = negative ? [['not-all', 'and'], ['none', 'or']] : [['all', 'and'], ['any', 'or']];
  return html`
    <select class="input joint" aria-label="How these are joined" value=${mode} onChange=${(happened) => onMode(happened.target.value)}>
      ${options.map(([value, label]) => html`<option key=${value} value=${value} selected=${value === mode}>${label}</option>`)}
    </select>
  `;
}

function GroupMenu({ group, onChange, onRemove }) {
  const opposite = { 'all': 'not-all', 'any': 'none', 'none': 'any', 'not-all': 'all' }[group.mode];
  const items = [
    { label: HEADS[group.mode] ? 'No longer the opposite' : 'Turn into its opposite', act: () => onChange({ ...group, mode: opposite }) },
    { label: 'Remove the group', icon: 'trash', grave: true, act: onRemove },
  ];
  return html`<${Menu} kind="quiet" icon="more" label="More about this group" items=${items} />`;
}

// ---- one condition -----------------------------------------------------------------------------

function Condition({ part, onChange, onRemove, attributes, depth, disabled }) {
  const into = (mode) => ({ kind: 'group', mode, parts: [part] });
  const items = [
    ...(depth < DEPTH_MAX ? [
      { label: 'Put into a group', icon: 'blocks', act: () => onChange({ ...into('any'), parts: [part, OPEN] }) },
      { label: 'Turn into its opposite', act: () => onChange(into('none')) },
    ] : []),
    { label: 'Remove', icon: 'trash', grave: true, act: onRemove },
  ];
  return html`
    <div class=${classes('condition', part.kind === 'test' && taking(part.is) === 'some' && 'tall')}>
      ${part.kind === 'text'
        ? html`<code class="as-text">${part.text}</code>`
        : html`
          <${Subject} part=${part} onChange=${onChange} attributes=${attributes} />
          ${part.kind === 'segment' && html`<${InSegment} part=${part} onChange=${onChange} />`}
          ${part.kind === 'test' && html`<${Test} part=${part} onChange=${onChange} attribute=${attributes.get(part.attribute)} />`}
        `}
      ${!disabled && html`<${Menu} kind="quiet" icon="more" label="More about this condition" items=${items} end />`}
    </div>
  `;
}

/** What a condition is about. */
function Subject({ part, onChange, attributes }) {
  const now = part.kind === 'segment' ? SEGMENT : part.attribute ?? '';
  const choose = (happened) => {
    const name = happened.target.value;
    if (name === SEGMENT) onChange({ kind: 'segment', name: '', negative: false });
    else {
      const attribute = attributes.get(name);
      const [{ value: is }] = testsOf(attribute);
      onChange({ kind: 'test', attribute: name, is, value: fitting(attribute, is) });
    }
  };
  const groups = [
    ['Of this request', [...attributes.values()].filter(({ from }) => from && from !== 'visitor' && from !== 'events')],
    ['Said by the visitor', [...attributes.values()].filter(({ from }) => from === 'visitor')],
    ['From what happened', [...attributes.values()].filter(({ from }) => !from || from === 'events')],
  ];
  return html`
    <select class="input subject" aria-label="What it is about" value=${now} onChange=${choose}>
      ${now === '' && html`<option value="" selected disabled>Choose what…</option>`}
      ${now && now !== SEGMENT && !attributes.has(now) && html`<option value=${now} selected>${now} (not declared)</option>`}
      ${groups.filter(([, some]) => some.length).map(([label, some]) => html`
        <optgroup key=${label} label=${label}>
          ${some.map(({ name }) => html`<option key=${name} value=${name} selected=${name === now}>${plain(name)}</option>`)}
        </optgroup>
      `)}
      <optgroup label="Other segments">
        <option value=${SEGMENT} selected=${now === SEGMENT}>The visit</option>
      </optgroup>
    </select>
  `;
}

/** Which segment; names are found by typing, since there may be thousands. */
function InSegment({ part, onChange }) {
  const [text, setText] = useState(part.name);
  useEffect(() => setText(part.name), [part.name]);
  return html`
    <select class="input test" aria-label="Test" value=${String(part.negative)} onChange=${(happened) => onChange({ ...part, negative: happened.target.value === 'true' })}>
      <option value="false" selected=${!part.negative}>is in</option>
      <option value="true" selected=${part.negative}>is not in</option>
    </select>
    <input class="input value" type="text" list="segment-names" aria-label="Segment" autocomplete="off" spellcheck="false" value=${text}
      onInput=${(happened) => setText(happened.target.value)}
      onChange=${(happened) => onChange({ ...part, name: happened.target.value.trim() })} />
  `;
}

/** The names that `InSegment` offers; a page has it once. */
export function SegmentNames({ segments, but }) {
  const options = useMemo(
    () => segments.filter(({ name }) => name !== but).map(({ name, title }) => html`<option key=${name} value=${name}>${title}</option>`),
    [segments, but],
  );
  return html`<datalist id="segment-names">${options}</datalist>`;
}

function Test({ part, onChange, attribute }) {
  const chooseTest = (happened) => {
    const is = happened.target.value;
    onChange({ ...part, is, value: fitting(attribute, is, part.value) });
  };
  const value = (next) => onChange({ ...part, value: next });
  return html`
    <select class="input test" aria-label="Test" value=${part.is} onChange=${chooseTest}>
      ${testsOf(attribute, part.is).map((it) => html`<option key=${it.value} value=${it.value} selected=${it.value === part.is}>${it.label}</option>`)}
    </select>
    <span class="values"><${Value} part=${part} attribute=${attribute} onChange=${value} /></span>
  `;
}

function Value({ part, attribute, onChange }) {
  const unit = attribute?.unit && html`<span class="unit">${attribute.unit}</span>`;
  switch (taking(part.is)) {
    case 'none':
      return null;
    case 'two': {
      const [from, to] = [part.value].flat();
      return html`
        <${One} attribute=${attribute} value=${from} label="From" onChange=${(it) => onChange([it, to])} />
        <span class="unit">and</span>
        <${One} attribute=${attribute} value=${to} label="To" onChange=${(it) => onChange([from, it])} />
        ${unit}
      `;
    }
    case 'some':
      return html`<${Some} attribute=${attribute} values=${[part.value].flat()} onChange=${onChange} />`;
    default:
      return html`<${One} attribute=${attribute} value=${part.value} label="Value" onChange=${onChange} />${unit}`;
  }
}

/** One of the values of an attribute, or what is typed where they cannot be told. */
function One({ attribute, value, label, onChange }) {
  const values = valuesOf(attribute);
  if (!values.length) {
    const typed = (text) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text.trim());
    return html`<input class="input value" type="text" aria-label=${label} value=${String(value ?? '')} onChange=${(happened) => onChange(typed(happened.target.value))} />`;
  }
  const foreign = !values.some((it) => String(it) === String(value));
  return html`
    <select class="input value" aria-label=${label} value=${String(value)} onChange=${(happened) => onChange(values.find((it) => String(it) === happened.target.value))}>
      ${foreign && html`<option value=${String(value)} selected>${wordOf(value)} (none of its values)</option>`}
      ${values.map((it) => html`<option key=${String(it)} value=${String(it)} selected=${String(it) === String(value)}>${wordOf(it)}</option>`)}
    </select>
  `;
}

function Some({ attribute, values, onChange }) {
  const all = [...new Set([...valuesOf(attribute), ...values])];
  const toggle = (one) => {
    const next = values.includes(one) ? values.filter((it) => it !== one) : all.filter((it) => it === one || values.includes(it));
    if (next.length) onChange(next);
  };
  return html`
    <span class="some" role="group" aria-label="Values">
      ${all.map((one) => html`
        <label class="chip" key=${one}>
          <input type="checkbox" checked=${values.includes(one)} onChange=${() => toggle(one)} />
          <span>${values.includes(one) && html`<${Icon} name="check" /> `}${capital(wordOf(one))}</span>
        </label>
      `)}
    </span>
  `;
}
