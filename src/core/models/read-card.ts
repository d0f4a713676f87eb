/** What a model card says at its head, between two lines of `---`. */
export interface ModelCard {
  readonly title: string;
  readonly licence: string;
  readonly languages: readonly string[];
  /** The model that it was made from. */
  readonly base: string;
}

const NOTHING: ModelCard = { title: '', licence: '', languages: [], base: '' };
const MOST_BYTES = 1 << 18;

/** Reads the head of a `README.md`: just the plain values and lists of YAML that model cards use. */
export async function readCard(file: Blob | null): Promise<ModelCard> {
  if (!file) return NOTHING;
  const text = (await file.slice(0, MOST_BYTES).text()).replace(/\r\n?/gu, '\n');
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(text) ?? ['', '', text];
  const values = new Map<string, string[]>();
  let key = '';
  for (const line of head.split('\n')) {
    const member = /^([A-Za-z_]+):\s*(.*)$/u.exec(line);
    if (member) {
      key = member[1]!;
      const value = member[2]!.replace(/^\[|\]$/gu, '');
      values.set(key, value ? value.split(',').map(plain) : []);
    } else {
      const item = /^\s*-\s+([^:]+)$/u.exec(line);
      if (item && key) values.get(key)!.push(plain(item[1]!));
    }
  }
  const first = (name: string): string => values.get(name)?.[0] ?? '';
  const licence = first('license');
  return {
    title: /^#\s+(.+)$/mu.exec(body)?.[1]?.trim() ?? '',
    licence: licence === 'other' ? first('license_name') || licence : licence,
    languages: (values.get('language') ?? []).filter((tag) => /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/u.test(tag)),
    base: first('base_model'),
  };
}

const plain = (value: string): string => value.trim().replace(/^["']|["']$/gu, '');
