import type { ModelManifest } from '../models/model-manifest';
import { type Members, membersOf } from '../models/read-members';

/**
 * `tokenizer.json` for programs that hand a text over as it is: what Rowlink does to a text before it is cut into pieces (small
 * letters, one form of each letter, single spaces) becomes the first step of the file's own normalisation.
 */
export function tokenizerWithReading(file: Members, tokenizer: ModelManifest['tokenizer']): Members {
  const before = file.normalizer === null || file.normalizer === undefined ? null : membersOf(file.normalizer);
  const own =
    before === null ? [] : before.type === 'Sequence' && Array.isArray(before.normalizers) ? before.normalizers : [before];
  const steps = [{ type: 'Lowercase' }, ...(tokenizer === 'unigram' ? [] : [{ type: 'NFKC' }])];
  const spaces =
    tokenizer === 'general'
      ? [
          { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
          { type: 'Strip', strip_left: true, strip_right: true },
        ]
      : [];
  return {
    ...file,
    normalizer: { type: 'Sequence', normalizers: [...steps, ...spaces, ...own] },
    truncation: null,
    padding: null,
  };
}

/** Members that name the marks of a tokenizer, or say how it pads. */
const KEPT = /^(?:bos|eos|unk|sep|pad|cls|mask)_token$|^additional_special_tokens$|^padding_side$|^truncation_side$/u;

/** `tokenizer_config.json`: the tokenizer is the one of `tokenizer.json`, whatever class made it, and cuts where Rowlink does. */
export function tokenizerConfig(given: Members, { maxTokens, inputs }: ModelManifest): Members {
  return {
    ...Object.fromEntries(Object.entries(given).filter(([name]) => KEPT.test(name))),
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: maxTokens,
    clean_up_tokenization_spaces: false,
    model_input_names: inputs.length > 0 ? inputs.filter((name) => name !== 'position_ids') : ['input_ids', 'attention_mask'],
  };
}
