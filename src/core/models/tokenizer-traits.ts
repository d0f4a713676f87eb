import { AppError } from '../model/errors';
import { sha256Hex } from '../model/fingerprint';
import type { TextFormat } from '../vectors/encoder';
import { isUncasedWordPiece } from '../vectors/word-piece';
import type { ModelManifest } from './model-manifest';
import { type Members, membersOf, textOf } from './read-members';

export interface TokenizerTraits {
  readonly tokenizer: ModelManifest['tokenizer'];
  readonly ends: TextFormat['ends'];
}

/** The normalisation of XLM-R, in whose place our own tokenizer has NFKC and some rules for spaces: the hash of its text. */
const XLM_R_CHARS = 'ce10d747170c5e10';

/** What `tokenizer.json` says beside its vocabulary. @throws AppError `model/unsupported` for marks that are not one a side */
export function describeTokenizer(file: Members): TokenizerTraits {
  const kind = textOf(membersOf(file.model).type);
  if (kind && !['Unigram', 'WordPiece', 'BPE'].includes(kind))
    throw new AppError('model/unsupported', { part: `tokenizer ${kind}` });
  const ours = isOurs(file) ? 'unigram' : isUncasedWordPiece(file) ? 'word-piece' : null;
  return { tokenizer: ours ?? 'general', ends: endsOf(file) };
}

/** Whether our own tokenizer gives the same ids: a unigram model after the normalisation of XLM-R, words marked by `▁`. */
function isOurs(file: Members): boolean {
  const model = membersOf(file.model);
  if (textOf(model.type) !== 'Unigram' || model.byte_fallback === true || typeof model.unk_id !== 'number') return false;
  const marks = Array.isArray(file.added_tokens) ? file.added_tokens : [];
  if (!marks.every((mark) => membersOf(mark).special === true)) return false;
  const steps = stepsOf(file.normalizer, 'normalizers');
  const isKnownStep = (step: Members): boolean =>
    step.type === 'Precompiled'
      ? sha256Hex(new TextEncoder().encode(textOf(step.precompiled_charsmap))).startsWith(XLM_R_CHARS)
      : step.type === 'Lowercase' || // as every text is before it gets here
        step.type === 'Strip' ||
        (step.type === 'Replace' && textOf(membersOf(step.pattern).Regex) === ' {2,}');
  if (!steps.some(({ type }) => type === 'Precompiled') || !steps.every(isKnownStep)) return false;
  const cuts = stepsOf(file.pre_tokenizer, 'pretokenizers');
  return (
    cuts.some(({ type }) => type === 'Metaspace') &&
    cuts.every(
      (cut) =>
        cut.type === 'WhitespaceSplit' ||
        (cut.type === 'Metaspace' &&
          cut.replacement === '▁' &&
          cut.add_prefix_space !== false &&
          cut.prepend_scheme !== 'never' &&
          cut.split !== false),
    )
  );
}

function stepsOf(value: unknown, list: string): readonly Members[] {
  const step = membersOf(value);
  const inner = step[list];
  if (Array.isArray(inner)) return inner.map(membersOf);
  return step.type === undefined ? [] : [step];
}

/** The marks that the post-processor puts around one text. */
function endsOf(file: Members): TextFormat['ends'] {
  for (const step of stepsOf(file.post_processor, 'processors')) {
    if (step.type === 'BertProcessing' || step.type === 'RobertaProcessing') {
      const [start, end] = [step.cls, step.sep].map((pair) => (Array.isArray(pair) ? Number(pair[1]) : Number.NaN));
      return [checkedId(start), checkedId(end)];
    }
    if (step.type !== 'TemplateProcessing' || !Array.isArray(step.single)) continue;
    const known = membersOf(step.special_tokens);
    const ends: [number[], number[]] = [[], []];
    let side: 0 | 1 = 0;
    for (const part of step.single.map(membersOf)) {
      if (part.Sequence) side = 1;
      const name = textOf(membersOf(part.SpecialToken).id);
      const ids = membersOf(known[name]).ids;
      if (Array.isArray(ids)) ends[side].push(...ids.map(Number));
    }
    if (ends[0].length > 1 || ends[1].length > 1) throw new AppError('model/unsupported', { part: 'TemplateProcessing' });
    if (ends[0].length + ends[1].length === 0) return null;
    return [ends[0][0] ?? null, ends[1][0] ?? null];
  }
  return null;
}

function checkedId(id: number | undefined): number {
  if (id === undefined || !Number.isInteger(id)) throw new AppError('model/unsupported', { part: 'BertProcessing' });
  return id;
}
