/** One segment: its rules as blocks or as text, and beside them what they come to. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Button, Confirm, Diagnostics, Dialog, Empty, LinkButton, Loading, Menu, Page, Section, Tabs, TextField, Trouble, toast } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { all, capital, nameOf, one, plain } from '../words.js';
import { go, to } from '../routes.js';
import { startDraft } from '../draftmenu.js';
import { Blocks, SegmentNames } from '../rules/blocks.js';
import { namesAreSound, place, scoreOf, useWriting } from '../rules/writing.js';
import { Beside } from '../rules/beside.js';
import { ScoreTable, scoreInWords } from '../rules/score.js';
import { ScoreDrift } from '../rules/drift.js';
import { stateOf } from '../rules/state.js';

const VIEW = 'mien.rules';
const RULE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export default function Segment({ name }) {
  const segment = store.outline.value.segments.find((it) => it.name === name);
  if (!segment) return html`<${Missing} name=${name} />`;
  return html`<${Editor} key=${`${store.draft.value?.draft ?? ''}/${name}`} segment=${segment} />`;
}

const BACK = { href: '#/segments', label: 'Segments' };

function Missing({ name }) {
  const where = store.draft.value ? `the draft ${store.draft.value.draft}` : 'what is in force';
  return html`
    <${Page} title=${name} back=${BACK}>
      <${Empty} icon="segments" title=${`There is no such segment in ${where}`} action=${html`<${LinkButton} kind="main" href="#/segments">All segments<//>`}>
        It may be in another draft, or it was renamed or removed.
      <//>
    <//>
  `;
}

function Editor({ segment }) {
  const { writing, verdict, refusal, change } = useWriting(segment);
  const [view, setView] = useState(localStorage.getItem(VIEW) ?? 'blocks');
  const editable = store.editable.value;
  const { rules, title, score } = writing;
  const choose = (key) => {
    localStorage.setItem(VIEW, key);
    setView(key);
  };
  const changeRule = (at) => (some) => change({ rules: rules.map((it, place) => (place === at ? { ...it, ...some } : it)) });
  const remove = (at) => change({ rules: rules.filter((_, place) => place !== at) });
  const add = () => change({ rules: [...rules.map(named), { name: freeName(rules), text: '', tree: null, words: '', byBlocks: true }] });
  const findings = verdict?.diagnostics ?? [];
  const state = stateOf(segment);

  return html`
    <${Page} wide title=${title || plain(segment.name)} back=${BACK}
      badge=${state.map((it) => html`<${Badge} key=${it.word} kind=${it.kind} title=${it.why}>${it.word}<//>`)}
      actions=${html`<${Actions} segment=${segment} />`}>
      ${!editable && html`<${ReadOnly} />`}
      <div class="beside-each">
          <${Section} title="Who is meant" id="who">
            <div class="stack" data-tour="rules">
              <${TextField} label="Title" value=${title} disabled=${!editable} maxlength="120" onInput=${(text) => change({ title: text })}
                error=${findings.find(isOfTitle)?.message} hint=${html`Called <code>${segment.name}</code> in rules${segment.file && html`, and written in ${segment.file}`}.`} />
              ${score && html`<${ScoreTable} score=${score} findings=${findings} editable=${editable} onChange=${(some) => change({ score: { ...score, ...some } })} />`}
              ${!score && html`<${Tabs} label="How the rules are shown" chosen=${view} onChoose=${choose}
                tabs=${[{ key: 'blocks', label: 'Blocks' }, { key: 'text', label: 'Text' }]}>
                <div class="rules">
                  ${rules.map((rule, at) => html`
                    ${at > 0 && html`<p class="or" key=${`or-${at}`}><span>or</span></p>`}
                    <${Rule} key=${at} rule=${rule} at=${at} many=${rules.length > 1} view=${view} editable=${editable} others=${rules}
                      findings=${findings.filter((it) => isOf(it, rule, rules))} onChange=${changeRule(at)} onRemove=${() => remove(at)} onText=${() => choose('text')} />
                  `)}
                  ${editable && html`<div><${Button} kind="quiet" icon="plus" onClick=${add}>Alternative<//></div>`}
                </div>
              <//>`}
              <${Trouble} refusal=${refusal} />
            </div>
          <//>
        <aside class="stack" aria-label="What it comes to">
          <${Section} title="In plain words" id="words">
            ${score ? html`<ul class="sentences"><li>${scoreInWords(score)}</li></ul>` : html`<${Words} rules=${rules} findings=${findings} />`}
          <//>
          ${score && html`<${ScoreDrift} segment=${segment.name} />`}
          <${Beside} segment=${segment} verdict=${verdict} broken=${findings.some(({ severity }) => severity === 'error')} />
        </aside>
      </div>
      <${SegmentNames} segments=${store.outline.value.segments} but=${segment.name} />
    <//>
  `;
}

/** Findings are about the name, the title, or a rule, which they name where there are several. */
const isOfRule = ({ part }) => part === 'rule';
const isOfTitle = ({ part }) => part === 'name' || part === 'title';
const isOf = (finding, { name }, rules) => isOfRule(finding) && (rules.length === 1 || finding.rule === name);

/** A rule that had no name needs one beside others. */
const named = (rule, at) => (rule.name ? rule : { ...rule, name: `rule-${at + 1}` });

function freeName(rules) {
  const taken = new Set(rules.map(named).map(({ name }) => name));
  for (let at = rules.length + 1; ; at++) if (!taken.has(`rule-${at}`)) return `rule-${at}`;
}

function ReadOnly() {
  if (!store.may('edit')) return html`<p class="note">You can look at everything here. Changing it takes an author.</p>`;
  return html`
    <div class="note row">
      <p>This is what is in force. To change it, work in a draft: visitors see nothing of it until it is published.</p>
      <span class="grow"></span>
      <${Button} kind="main" icon="plus" onClick=${startDraft}>Start a draft<//>
    </div>
  `;
}

// ---- one rule ----------------------------------------------------------------------------------

function Rule({ rule, at, many, view, editable, others, findings, onChange, onRemove, onText }) {
  const isNew = !rule.text.trim() && !rule.tree;
  return html`
    <div class="rule">
      ${many && html`<${RuleName} rule=${rule} at=${at} others=${others} editable=${editable} onChange=${onChange} onRemove=${onRemove} />`}
      <${Shown} rule=${rule} view=${view} label=${many ? `Rule ${rule.name}` : 'Rule'} findings=${findings} editable=${editable} onChange=${onChange} onText=${onText} />
      ${!isNew && html`<${Diagnostics} items=${findings.map(({ file, ...it }) => it)} />`}
    </div>
  `;
}

function Shown({ rule, view, label, findings, editable, onChange, onText }) {
  if (view === 'text') {
    const typed = (text) => onChange({ text, byBlocks: false });
    return html`<${Text} label=${label} rule=${rule} findings=${findings} editable=${editable} onChange=${typed} />`;
  }
  if (rule.tree?.text) return html`<${AsItIs} text=${rule.tree.text} onText=${onText} />`;
  const put = (tree) => onChange({ tree, byBlocks: true });
  return html`<${Blocks} label=${label} tree=${rule.tree} vocabulary=${store.outline.value} disabled=${!editable} onChange=${put} />`;
}

/** What cannot be read cannot be blocks either. */
const AsItIs = ({ text, onText }) => html`
  <div class="stack">
    <code class="as-text">${text}</code>
    <p class="row"><span>As long as the rule cannot be read, it can only be changed as text.</span> <${Button} onClick=${onText}>Change it as text<//></p>
  </div>
`;

function RuleName({ rule, at, others, editable, onChange, onRemove }) {
  const [name, setName] = useState(rule.name);
  useEffect(() => setName(rule.name), [rule.name]);
  const taken = others.some((it, place) => place !== at && it.name === name);
  const error = taken ? 'Another rule has this name.' : RULE_NAME.test(name) ? undefined : 'Letters, digits, hyphens, underscores and full stops only.';
  const typed = (text) => {
    setName(text);
    if (namesAreSound([{ name: text }, ...others.filter((_, place) => place !== at)])) onChange({ name: text });
  };
  return html`
    <div class="rule-head">
      <${TextField} label="Name of this rule" unseen value=${name} disabled=${!editable} maxlength="64" onInput=${typed} error=${error} />
      <span class="grow"></span>
      ${editable && html`<${Button} kind="quiet" icon="trash" label=${`Remove the rule ${rule.name}`} onClick=${onRemove} />`}
    </div>
  `;
}

/** The editor is only loaded by those who write. */
function Text({ rule, findings, editable, onChange, label }) {
  const [RuleText, setRuleText] = useState(null);
  useEffect(() => {
    import('../rules/ruletext.js').then((module) => setRuleText(() => module.default));
  }, []);
  if (!RuleText) return html`<${Loading} lines=${3} />`;
  const complete = async (text, at, stop) => {
    const { completions } = await api.completions({ ...place(), text, at }, { signal: stop });
    return completions;
  };
  return html`<${RuleText} label=${label} text=${rule.text} findings=${findings} disabled=${!editable} onChange=${onChange} complete=${complete} />`;
}

function Words({ rules, findings }) {
  const written = rules.some(({ text, tree }) => text.trim() || tree);
  if (written && findings.some(({ severity }) => severity === 'error')) return html`<p class="fine">Once the rule can be read, it is said here in a sentence.</p>`;
  const said = rules.map(({ words }) => words).filter(Boolean);
  if (!said.length) return html`<p class="fine">Add a condition, and it is said here in a sentence.</p>`;
  return html`<ul class="sentences">${said.map((words, at) => html`<li key=${at}>${at > 0 && html`<span class="fine">or </span>`}${capital(words)}</li>`)}</ul>`;
}

// ---- what can be done with it ------------------------------------------------------------------

function Actions({ segment }) {
  const [asking, setAsking] = useState(null);
  if (!store.editable.value) return null;
  const close = () => setAsking(null);
  const items = [
    { label: 'Rename', icon: 'edit', about: 'Everything that mentions it follows', act: () => setAsking('rename') },
    { label: 'Make a copy', icon: 'copy', act: () => setAsking('copy') },
    null,
    { label: 'Remove', icon: 'trash', grave: true, act: () => setAsking('remove') },
  ];
  return html`
    <${Menu} icon="more" label="More about this segment" items=${items} end />
    ${asking === 'rename' && html`<${Rename} segment=${segment} onClose=${close} />`}
    ${asking === 'copy' && html`<${Copy} segment=${segment} onClose=${close} />`}
    ${asking === 'remove' && html`<${Remove} segment=${segment} onClose=${close} />`}
  `;
}

/** A dialog that asks for a name which is free. */
function NameDialog({ title, say, label, act, start, onName, onClose }) {
  const [name, setName] = useState(start);
  const [refusal, setRefusal] = useState(null);
  const wanted = nameOf(name);
  const taken = wanted !== start && store.outline.value.segments.some((it) => it.name === wanted);
  const submit = async () => {
    if (!wanted || taken) return;
    try {
      await onName(wanted, name);
      onClose();
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return html`
    <${Dialog} title=${title} onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!wanted || taken}>${act}<//>
    `}>
      <p>${say}</p>
      <${TextField} label=${label} value=${name} onInput=${setName} maxlength="64" data-first
        hint=${wanted && wanted !== name ? `It is called ${wanted}.` : undefined} error=${taken ? 'There is a segment of this name already.' : undefined} />
      <${Trouble} refusal=${refusal} />
    <//>
  `;
}

function Rename({ segment, onClose }) {
  const rename = async (name) => {
    await store.edit([{ rename: 'segment', name: segment.name, to: name }], `Renamed ${segment.name}`);
    go(`/segments/${name}`);
  };
  return html`<${NameDialog} title="Rename the segment" label="Name" act="Rename" start=${segment.name} onName=${rename} onClose=${onClose}
    say="Rules, offers and personas that mention it follow. Its figures begin anew under the new name." />`;
}

function Copy({ segment, onClose }) {
  const copy = async (name, title) => {
    const { rules, score } = segment;
    const value = score ? { title, score: scoreOf(score) } : rules.length === 1 && !rules[0].name ? { title, when: rules[0].text } : { title, rules: Object.fromEntries(rules.map((it) => [it.name, it.text])) };
    await store.edit([{ put: 'segment', name, value, file: segment.file }], `Copied ${segment.title}`);
    go(`/segments/${name}`);
  };
  return html`<${NameDialog} title="Make a copy" label="Title" act="Make the copy" start=${`${segment.title || segment.name} (copy)`} onName=${copy} onClose=${onClose}
    say="The copy has the same rules, and no offer uses it yet." />`;
}

function Remove({ segment, onClose }) {
  const [busy, setBusy] = useState(false);
  const users = [
    segment.usedBySlots.length && one(segment.usedBySlots.length, 'slot'),
    segment.usedBySegments.length && one(segment.usedBySegments.length, 'other segment'),
  ].filter(Boolean);
  const remove = async () => {
    setBusy(true);
    try {
      await store.edit([{ remove: 'segment', name: segment.name }], `Removed ${segment.title || segment.name}`);
      toast(`${segment.title || segment.name} is removed from the draft.`, { action: { label: 'Undo', act: store.undoLast } });
      go('/segments');
    } catch (refusal) {
      toast(refusal.message, { kind: 'bad' });
      onClose();
    }
  };
  return html`
    <${Confirm} title=${`Remove ${segment.title || segment.name}?`} act="Remove" busy=${busy} onNo=${onClose} onYes=${remove}
      say=${users.length ? `It is used by ${all(users)}, which will not be accepted until they do without it.` : 'Nothing uses it. You can take this back.'} />
  `;
}
