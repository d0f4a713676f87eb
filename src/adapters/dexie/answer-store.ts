import Dexie, { type Table } from 'dexie';
import type { AnswerStore } from '../../core/llm/ask-all';
import { isKeeping } from '../keeping';
import { giveWay, isNewerThan } from './give-way';

/** Answers of language models, so that a run that broke goes on without paying again. */
export interface KeptAnswers extends AnswerStore {
  /** Notes that a project uses the answers of a run, which then go with it. */
  claim(run: string, project: string): Promise<void>;
  /** Removes the answers that no other project uses. */
  forgetProject(project: string): Promise<void>;
  clear(): Promise<void>;
}

interface StoredAnswer {
  readonly run: string;
  readonly key: string;
  readonly answer: unknown;
}
interface StoredRun {
  readonly id: string;
  readonly projects: readonly string[];
}

const DATABASE = 'rowlink-answers';
const VERSION = 1;
const READ_AT_ONCE = 2_000;

/** Answers in IndexedDB; where that fails they last as long as the page. Neither questions nor keys of endpoints are stored, only hashes of questions. */
export async function openAnswerStore(): Promise<KeptAnswers> {
  if (!isKeeping() || !globalThis.indexedDB || (await isNewerThan(DATABASE, VERSION))) return createMemoryAnswers();
  const database = new Dexie(DATABASE) as Dexie & {
    answers: Table<StoredAnswer, [string, string]>;
    runs: Table<StoredRun, string>;
  };
  database.version(VERSION).stores({ answers: '[run+key], run', runs: 'id, *projects' });
  giveWay(database);
  try {
    await database.open();
  } catch {
    return createMemoryAnswers();
  }
  /** What could not be written, or is not yet. */
  const memory = createMemoryAnswers();
  return {
    async find(run, keys, take) {
      await memory.find(run, keys, take);
      try {
        if ((await database.answers.where('run').equals(run).limit(1).count()) === 0) return;
        for (let from = 0; from < keys.length; from += READ_AT_ONCE) {
          const part = keys.slice(from, from + READ_AT_ONCE);
          const found = await database.answers.bulkGet(part.map((key) => [run, key]));
          for (const [at, stored] of found.entries()) if (stored) take(from + at, stored.answer);
        }
      } catch {
        // What cannot be read is asked again.
      }
    },
    async keep(run, answers) {
      try {
        await database.answers.bulkPut(answers.map(([key, answer]) => ({ run, key, answer })));
      } catch {
        await memory.keep(run, answers);
      }
    },
    async claim(run, project) {
      try {
        await database.transaction('rw', database.runs, async () => {
          const { projects } = (await database.runs.get(run)) ?? { projects: [] as readonly string[] };
          if (!projects.includes(project)) await database.runs.put({ id: run, projects: [...projects, project] });
        });
      } catch {
        await memory.claim(run, project);
      }
    },
    async forgetProject(project) {
      await memory.forgetProject(project);
      await database
        .transaction('rw', database.answers, database.runs, async () => {
          for (const { id, projects } of await database.runs.where('projects').equals(project).toArray()) {
            const others = projects.filter((other) => other !== project);
            if (others.length > 0) await database.runs.put({ id, projects: others });
            else {
              await database.runs.delete(id);
              await database.answers.where('run').equals(id).delete();
            }
          }
        })
        .catch(() => {});
    },
    async clear() {
      await memory.clear();
      await database
        .transaction('rw', database.answers, database.runs, async () => {
          await database.answers.clear();
          await database.runs.clear();
        })
        .catch(() => {});
    },
  };
}

/** Answers that last as long as the page. */
export function createMemoryAnswers(): KeptAnswers {
  const runs = new Map<string, { readonly answers: Map<string, unknown>; readonly projects: Set<string> }>();
  const runOf = (id: string) => {
    const run = runs.get(id) ?? { answers: new Map(), projects: new Set() };
    runs.set(id, run);
    return run;
  };
  return {
    async find(run, keys, take) {
      const answers = runs.get(run)?.answers;
      if (!answers) return;
      for (const [at, key] of keys.entries()) if (answers.has(key)) take(at, answers.get(key));
    },
    async keep(run, answers) {
      for (const [key, answer] of answers) runOf(run).answers.set(key, answer);
    },
    async claim(run, project) {
      runOf(run).projects.add(project);
    },
    async forgetProject(project) {
      for (const [id, { projects }] of runs) if (projects.delete(project) && projects.size === 0) runs.delete(id);
    },
    async clear() {
      runs.clear();
    },
  };
}
