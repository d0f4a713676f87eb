/** A model that people link records with, as its authors describe it. None of it was checked from here: the hub is asked before a download. */
export interface KnownModel {
  readonly name: string;
  /** Where it is as ONNX. */
  readonly repository: string;
  /** About; as its authors count them. */
  readonly languages: number;
  readonly licence: string;
  /** About, weights of 8 bits and tokenizer. */
  readonly bytes: number;
}

/** Smallest first. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  {
    name: 'paraphrase-multilingual-MiniLM-L12-v2',
    repository: 'Xenova/paraphrase-multilingual-MiniLM-L12-v2',
    languages: 50,
    licence: 'Apache-2.0',
    bytes: 135e6,
  },
  { name: 'multilingual-e5-small', repository: 'Xenova/multilingual-e5-small', languages: 100, licence: 'MIT', bytes: 135e6 },
  { name: 'multilingual-e5-base', repository: 'Xenova/multilingual-e5-base', languages: 100, licence: 'MIT', bytes: 296e6 },
  {
    name: 'EmbeddingGemma 300M',
    repository: 'onnx-community/embeddinggemma-300m-ONNX',
    languages: 100,
    licence: 'Gemma',
    bytes: 330e6,
  },
  {
    name: 'gte-multilingual-base',
    repository: 'onnx-community/gte-multilingual-base',
    languages: 70,
    licence: 'Apache-2.0',
    bytes: 357e6,
  },
  { name: 'LaBSE', repository: 'Xenova/LaBSE', languages: 109, licence: 'Apache-2.0', bytes: 480e6 },
  { name: 'bge-m3', repository: 'Xenova/bge-m3', languages: 100, licence: 'MIT', bytes: 587e6 },
];

/** Of LinkTransformer; its models come without ONNX. */
export const TO_CONVERT = 'dell-research-harvard/lt-wikidata-comp-multi';
