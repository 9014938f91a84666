/**
 * Rules as blocks. The API says a rule as a tree (`all`, `any`, `not`, `segment`, `attribute`,
 * `text`); blocks are the same with every `not` in a place where people say it:
 *
 * - `{kind: 'group', mode, parts}` where `mode` is `all`, `any`, `none` or `not-all`
 * - `{kind: 'test', attribute, is, value}`, where `is` may also be one of `NEGATIVE`
 * - `{kind: 'segment', name, negative}`
 * - `{kind: 'text', text}` is what blocks cannot show
 * - `{kind: 'open'}` is not chosen yet; it is left out of the tree
 */

/** Tests that only blocks know: each is another one that does not hold. */
export const NEGATIVE = { 'has none of': 'has any of', 'lacks some of': 'has all of' };
const POSITIVE = Object.fromEntries(Object.entries(NEGATIVE).map(([negative, positive]) => [positive, negative]));

/** The block at the top of a rule: always a group, so that there is a place to add to. */
export function blocksOf(tree) {
  const block = tree && tree.text !== '' ? blockOf(tree) : { kind: 'open' };
  return block.kind === 'group' ? block : { kind: 'group', mode: 'all', parts: [block] };
}

function blockOf(tree) {
  if (tree.all) return group('all', tree.all);
  if (tree.any) return group('any', tree.any);
  if (tree.not) return negated(tree.not);
  if (tree.segment !== undefined) return { kind: 'segment', name: tree.segment, negative: false };
  if (tree.attribute !== undefined) return { kind: 'test', ...tree };
  return { kind: 'text', text: tree.text };
}

const group = (mode, parts) => ({ kind: 'group', mode, parts: parts.map(blockOf) });

function negated(tree) {
  if (tree.any) return group('none', tree.any);
  if (tree.all) return group('not-all', tree.all);
  if (tree.segment !== undefined) return { kind: 'segment', name: tree.segment, negative: true };
  if (tree.is in POSITIVE) return { kind: 'test', ...tree, is: POSITIVE[tree.is] };
  return group('none', [tree]);
}

/** The tree of a block, or null if nothing in it is chosen yet. */
export function treeOf(block) {
  switch (block.kind) {
    case 'group':
      return treeOfGroup(block);
    case 'segment':
      return block.negative ? { not: { segment: block.name } } : { segment: block.name };
    case 'test': {
      const { attribute, is, value } = block;
      const some = value === undefined ? { attribute, is } : { attribute, is, value };
      return is in NEGATIVE ? { not: { ...some, is: NEGATIVE[is] } } : some;
    }
    case 'text':
      return { text: block.text };
    default:
      return null;
  }
}

function treeOfGroup({ mode, parts }) {
  const trees = parts.map(treeOf).filter((tree) => tree !== null);
  if (!trees.length) return null;
  const joined = trees.length === 1 ? trees[0] : { [mode === 'any' || mode === 'none' ? 'any' : 'all']: trees };
  return mode === 'none' || mode === 'not-all' ? { not: joined } : joined;
}

/** Whether two trees are the same. */
export const sameTree = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
