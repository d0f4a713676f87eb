import { isOwnId, nameInId } from '../own-models/own-model';
import { blockingKeyLines } from './python-blocking';
import { CUT_AT, cleaningHelpers, cleaningLines, py } from './python-cleaning';
import type { FileFound, Recipe, RecipeTable } from './recipe';

/** Stand-ins from the model hub: Rowlink's own models are not published as Python packages. */
const MODELS: ReadonlyMap<string, string> = new Map([
  ['me5-small-96k', 'intfloat/multilingual-e5-small'],
  ['minilm-l6-en', 'sentence-transformers/all-MiniLM-L6-v2'],
  ['rowlink-small', 'intfloat/multilingual-e5-small'],
  ['rowlink-instant', 'sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2'],
]);
const TYPES = { 'one-to-one': '1:1', 'one-to-many': '1:m', 'many-to-one': 'm:1', 'many-to-many': null } as const;

/**
 * A recipe as a Python script for pandas and LinkTransformer, which reads the same files, all cells as text, cleans, blocks and links them
 * by the same settings and writes the joined table. Its scores are those of its model alone, so its links differ in part; decisions are
 * not in it. Needs Python 3.8.
 */
export function pythonScript(recipe: Recipe): string {
  const { settings, tables } = recipe;
  const isWithin = settings.task === 'deduplicate' || tables.right === null;
  const steps = isWithin ? settings.cleaning.left : [...settings.cleaning.left, ...settings.cleaning.right];
  const needsCut = steps.some((step) => !step.isOff && step.kind === 'split' && step.separator === null);
  const helpers = [...cleaningHelpers(steps), ...(needsCut ? [CUT_AT] : [])];
  return `${[
    head(recipe, isWithin),
    READ_TABLE,
    ...(hasStack(tables.left) || (!isWithin && hasStack(tables.right)) ? [READ_STACK] : []),
    ...helpers,
    cleanFunction('left', settings.cleaning.left),
    ...(isWithin ? [] : [cleanFunction('right', settings.cleaning.right)]),
    TEXT_OF,
    ...(isWithin ? [within(recipe)] : [between(recipe)]),
    'if __name__ == "__main__":\n    main()',
  ].join('\n\n\n')}\n`;
}

function head(recipe: Recipe, isWithin: boolean): string {
  const { app, settings, tables, thresholdUsed } = recipe;
  const threshold =
    typeof settings.threshold === 'number' ? settings.threshold : settings.threshold === null ? 0 : (thresholdUsed ?? 0.5);
  const { comments, model } = pythonModel(recipe);
  const lines = [
    '#!/usr/bin/env python3',
    `# Made by Rowlink ${app.replace(/[^\w.-]/gu, '')} out of a recipe. Needs: pip install pandas linktransformer openpyxl`,
    '# Scores are those of the model below alone, so links differ in part from those of Rowlink: look at the threshold anew.',
    ...(settings.aliases?.length
      ? ['# Words that mean the same (the aliases of the recipe) are not part of this script: replace them in the tables before.']
      : []),
    ...comments,
    `# Run: python script.py ${isWithin ? 'TABLE' : 'LEFT RIGHT'} [OUT.csv] [MODEL]`,
    'import datetime',
    ...(needsRegex(settings.cleaning)
      ? ['# Classes such as \\p{L} need: pip install regex', 'import regex as re']
      : ['import re']),
    ...(hasStack(tables.left) || hasStack(tables.right) ? ['import os'] : []),
    'import sys',
    'import unicodedata',
    '',
    'import linktransformer as lt',
    'import pandas as pd',
    '',
    ...sourceLines('LEFT', tables.left),
    ...(tables.right && !isWithin ? sourceLines('RIGHT', tables.right) : []),
    `LEFT_ON = ${py(settings.on.left)}`,
    ...(isWithin ? [] : [`RIGHT_ON = ${py(settings.on.right)}`]),
    `MODEL = ${py(model)}`,
    `THRESHOLD = ${threshold}`,
    `CANDIDATES = ${settings.candidatesPerRow}`,
  ];
  return lines.join('\n');
}

/** Names of users within a comment. */
const plain = (text: string): string => text.replace(/[^\p{L}\p{N} ._@/:-]/gu, ' ');

const adapterComments = (adapter: Recipe['adapter']): readonly string[] =>
  adapter
    ? [
        `# In Rowlink its vectors went through the adapter ${plain(adapter.name)} (${plain(adapter.id)}), which this script does not apply.`,
      ]
    : [];

/** What the script calls the model, and what has to be said of it. */
function pythonModel({ settings, model, adapter }: Recipe): { readonly comments: readonly string[]; readonly model: string } {
  if (!isOwnId(settings.model)) {
    return { comments: adapterComments(adapter), model: MODELS.get(settings.model) ?? 'intfloat/multilingual-e5-small' };
  }
  const isFromHub = model.from?.kind === 'hub';
  const name = isFromHub ? model.from.name.replace(/@.*$/u, '') : nameInId(settings.model);
  return {
    model: name,
    comments: [
      `# In Rowlink the model was ${plain(settings.model)}, weights with SHA-256 ${plain(model.sha256 ?? 'unknown')}.`,
      ...adapterComments(adapter),
      ...(isFromHub ? [] : ['# MODEL below is its name: put the path of the folder there that it was exported from.']),
    ],
  };
}

const needsRegex = ({ left, right }: Recipe['settings']['cleaning']): boolean =>
  [...left, ...right].some((step) => step.kind === 'replace' && step.isRegex && !step.isOff && /\\p\{/iu.test(step.find));

const hasStack = (table: RecipeTable | null): boolean => table?.stack !== undefined;

/** Where a table comes from: one file, or the parts of a stack with how each is read and what its source column says. */
function sourceLines(name: 'LEFT' | 'RIGHT', table: RecipeTable): string[] {
  const { stack } = table;
  if (!stack) return [`${name}_FILE = ${py(table.file)}`, `${name}_READING = ${reading(table)}`];
  const { sourceColumn, rowColumn } = stack.settings;
  const parts = stack.parts.map(({ file, label, found }) => {
    const how = reading({ reading: stack.isSheets ? { ...table.reading, sheet: found.sheet } : table.reading, found });
    return `    (${py(file)}, ${how}, ${py(label)}),`;
  });
  return [
    '# A folder, or one file, may be given in their place: its files, or its sheets, are stacked in the same way.',
    `${name}_PARTS = [`,
    ...parts,
    ']',
    `${name}_SOURCE_COLUMN, ${name}_ROW_COLUMN = ${py(sourceColumn)}, ${py(rowColumn)}`,
    `${name}_ARE_SHEETS = ${py(stack.isSheets)}`,
  ];
}

const readCall = (name: 'LEFT' | 'RIGHT', table: RecipeTable | null, argument: number): string =>
  hasStack(table)
    ? `read_stack(arguments[${argument}], ${name}_PARTS, ${name}_ARE_SHEETS, ${name}_SOURCE_COLUMN, ${name}_ROW_COLUMN)`
    : `read_table(arguments[${argument}] or ${name}_FILE, ${name}_READING)`;

function reading({ reading: chosen, found }: Pick<RecipeTable, 'reading'> & { readonly found?: FileFound | undefined }): string {
  const format = found?.format ?? 'csv';
  const headerRow =
    chosen.headerRow === 'none' ? null : typeof chosen.headerRow === 'number' ? chosen.headerRow : (found?.headerRow ?? 0);
  const known = {
    format,
    encoding: (chosen.encoding === 'auto' ? null : chosen.encoding) ?? found?.encoding ?? 'utf-8',
    delimiter: (chosen.delimiter === 'auto' ? null : chosen.delimiter) ?? found?.delimiter ?? ',',
    sheet: chosen.sheet ?? found?.sheet ?? null,
    header: headerRow,
    skip_last: chosen.skipLast ?? 0,
  };
  return `{${Object.entries(known)
    .map(([name, value]) => `${py(name)}: ${py(value)}`)
    .join(', ')}}`;
}

const READ_TABLE = `def read_table(path, how):
    """Every cell as text, as it stands in the file."""
    return read_rows(path, how).reset_index(drop=True)


def read_rows(path, how):
    """The same, with the place of each row below the headers as its index."""
    header = how["header"]
    if how["format"] in ("xlsx", "xls", "xlsb", "ods"):
        sheet = how["sheet"] if how["sheet"] is not None else 0
        df = pd.read_excel(path, dtype=str, sheet_name=sheet, header=header, keep_default_na=False)
    elif how["format"] == "parquet":
        df = pd.read_parquet(path).astype("string")
    elif how["format"] in ("json", "jsonl"):
        df = pd.read_json(path, dtype=False, lines=how["format"] == "jsonl")
        df = df.map(lambda cell: "" if cell is None else str(cell))
    else:
        encoding = "utf-8-sig" if how["encoding"] == "utf-8" else how["encoding"]
        df = pd.read_csv(
            path, dtype=str, keep_default_na=False, sep=how["delimiter"], encoding=encoding, header=header, skip_blank_lines=False
        )
        df = df[(df != "").any(axis=1)]
    df.columns = [str(name) if header is not None else f"Column {name + 1}" for name in df.columns]
    if how["skip_last"]:
        df = df.iloc[: -how["skip_last"]]
    return df.fillna("")`;

const READ_STACK = `def read_stack(path, parts, are_sheets, source_column, row_column):
    """Several files or sheets, one below the other; columns belong together by name, then by name but for case and spaces."""
    if path and are_sheets:
        parts = [(path, how, label) for _, how, label in parts]
    elif path:
        found = sorted(entry.path for entry in os.scandir(path) if entry.is_file()) if os.path.isdir(path) else [path]
        hows = {name: how for name, how, _ in parts}
        parts = [(each, hows.get(os.path.basename(each), parts[0][1]), os.path.basename(each)) for each in found]
    names, tables, labels = [], [], set()
    for each, how, label in parts:
        df = read_rows(each, how)
        rows = [place + (1 if how["header"] is None else how["header"] + 2) for place in df.index]
        alike, taken, renamed = {" ".join(name.split()).lower(): name for name in reversed(names)}, set(names) & set(df.columns), {}
        for name in df.columns:
            if name in names:
                continue
            other = alike.get(" ".join(name.split()).lower())
            if other is None or other in taken:
                names.append(name)
            else:
                renamed[name] = other
                taken.add(other)
        df = df.rename(columns=renamed).reset_index(drop=True)
        own, count = label, 2
        while own in labels:
            own, count = f"{label} ({count})", count + 1
        labels.add(own)
        tables.append((df, own, rows))
    added = []
    for wanted, values in (
        (source_column, lambda df, label, rows: label),
        (row_column, lambda df, label, rows: [str(row) for row in rows]),
    ):
        if wanted is None:
            continue
        name, count = wanted, 2
        while name in names + [other for other, _ in added]:
            name, count = f"{wanted} ({count})", count + 1
        added.append((name, values))
    stacked = [df.reindex(columns=names).assign(**{name: values(df, label, rows) for name, values in added}) for df, label, rows in tables]
    return pd.concat(stacked, ignore_index=True).fillna("")`;

const TEXT_OF = `def text_of(df, columns):
    """The compared cells of each row as one text."""
    rows = df[columns].itertuples(index=False)
    return [" ".join(" ".join(cell.split()) for cell in cells if cell.strip()) for cells in rows]`;

function cleanFunction(side: 'left' | 'right', steps: Parameters<typeof cleaningLines>[0]): string {
  const lines = cleaningLines(steps);
  return [
    `def clean_${side}(df):`,
    '    """What is compared; the table itself stays as it is."""',
    '    df = df.copy()',
    ...lines.map((line) => `    ${line}`),
    '    return df',
  ].join('\n');
}

function between({ settings, tables }: Recipe): string {
  const { cardinality, blocking } = settings;
  const type = TYPES[cardinality];
  const keys = blockingKeyLines(blocking);
  const call =
    blocking.length > 0 && keys.names.length > 0
      ? `lt.merge_blocking(a, b, on="link_text", model=model, blocking_vars=${py(keys.names)}${type ? `, merge_type=${py(type)}` : ''}, suffixes=("_left", "_right"))`
      : type === null && settings.candidatesPerRow > 1
        ? 'lt.merge_knn(a, b, on="link_text", model=model, k=min(CANDIDATES, len(b)), suffixes=("_left", "_right"))'
        : `lt.merge(a, b, on="link_text", model=model${type ? `, merge_type=${py(type)}` : ''}, suffixes=("_left", "_right"))`;
  const unique = [
    ...(cardinality === 'one-to-one' || cardinality === 'many-to-one' ? ['left_row'] : []),
    ...(cardinality === 'one-to-one' || cardinality === 'one-to-many' ? ['right_row'] : []),
  ];
  return `def main():
    arguments = sys.argv[1:] + [None] * 4
    left = ${readCall('LEFT', tables.left, 0)}
    right = ${readCall('RIGHT', tables.right, 1)}
    out, model = arguments[2] or "joined.csv", arguments[3] or MODEL

    compared_left, compared_right = clean_left(left), clean_right(right)
    a = pd.DataFrame({"link_text": text_of(compared_left, LEFT_ON), "left_row": range(1, len(left) + 1)})
    b = pd.DataFrame({"link_text": text_of(compared_right, RIGHT_ON), "right_row": range(1, len(right) + 1)})
${keys.lines.map((line) => `    ${line}\n`).join('')}    a, b = a[a["link_text"] != ""].reset_index(drop=True), b[b["link_text"] != ""].reset_index(drop=True)

    found = ${call}
    found = found.dropna(subset=["left_row", "right_row", "score"])
    found = found[found["score"] >= THRESHOLD].astype({"left_row": int, "right_row": int})
${keys.filters.map((line) => `    ${line}\n`).join('')}    found = found.sort_values("score", ascending=False, kind="stable")
${unique.map((name) => `    found = found.drop_duplicates(${py(name)})\n`).join('')}    found = found.sort_values(["left_row", "right_row"])[["left_row", "right_row", "score"]]

    joined = (
        found.assign(at_left=found["left_row"] - 1, at_right=found["right_row"] - 1)
        .merge(left.add_suffix("_left"), left_on="at_left", right_index=True)
        .merge(right.add_suffix("_right"), left_on="at_right", right_index=True)
        .drop(columns=["at_left", "at_right"])
    )
    joined.to_csv(out, index=False, encoding="utf-8-sig")
    print(f"{len(joined)} links written to {out}")`;
}

function within({ thresholdUsed, clusters, tables }: Recipe): string {
  const threshold = typeof clusters?.threshold === 'number' ? clusters.threshold : (thresholdUsed ?? 0.5);
  const linkage =
    clusters?.rule.method === 'complete' ? 'complete' : clusters?.rule.method === 'components' ? 'single' : 'average';
  return `def main():
    arguments = sys.argv[1:] + [None] * 3
    table = ${readCall('LEFT', tables.left, 0)}
    out, model = arguments[1] or "clusters.csv", arguments[2] or MODEL

    compared = pd.DataFrame({"link_text": text_of(clean_left(table), LEFT_ON)})
    filled = compared[compared["link_text"] != ""].copy()
    # Distances of cosines: the threshold is a similarity.
    found = lt.cluster_rows(
        filled,
        model=model,
        on="link_text",
        cluster_type="agglomerative",
        cluster_params={"threshold": ${Math.round((1 - threshold) * 1e4) / 1e4}, "clustering linkage": ${py(linkage)}, "metric": "cosine"},
    )
    table["cluster"] = found["cluster"].reindex(table.index)
    table.to_csv(out, index=False, encoding="utf-8-sig")
    print(f"{table['cluster'].nunique()} clusters written to {out}")`;
}
