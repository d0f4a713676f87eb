/**
 * Loads a folder that Rowlink exported in transformers.js and prints the vectors of texts.
 *
 *   node check-transformers-js.mjs FOLDER texts.json > vectors.json
 *
 * The package is found from the folder named by ROWLINK_TRANSFORMERS_JS, or from here.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, texts] = process.argv.slice(2);
const from = createRequire(resolve(process.env.ROWLINK_TRANSFORMERS_JS ?? import.meta.dirname, 'x.js'));
const { AutoModel, AutoTokenizer, env } = await import(pathToFileURL(from.resolve('@huggingface/transformers')).href);
env.allowRemoteModels = false;
env.localModelPath = `${dirname(resolve(folder))}/`;

const name = basename(resolve(folder));
const tokenizer = await AutoTokenizer.from_pretrained(name);
const model = await AutoModel.from_pretrained(name, { dtype: 'fp32' });
const { prompts, default_prompt_name } = JSON.parse(readFileSync(`${folder}/config_sentence_transformers.json`, 'utf8'));
const prefix = prompts[default_prompt_name] ?? '';
const given = JSON.parse(readFileSync(texts, 'utf8')).map((text) => prefix + text);
const { sentence_embedding: made } = await model(tokenizer(given, { padding: true, truncation: true }));
process.stdout.write(JSON.stringify(made.tolist()));
