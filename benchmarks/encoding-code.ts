export { keysOfTexts } from '../src/core/model/text-key';
export { NO_CACHE } from '../src/core/vectors/encoder';
export { arrangeWork, encodePieces } from '../src/core/vectors/encoding-work';
export { createTableEncoder } from '../src/core/vectors/table-encoder';
export { createUnigramTokenizer } from '../src/core/vectors/tokenizer';
export { readTransformer } from '../src/core/vectors/transformer/read-transformer';
export { createTransformerEncoder } from '../src/core/vectors/transformer/transformer-encoder';
export { embedWork } from '../src/jobs/embed-work';
