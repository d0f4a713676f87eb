export interface PolicyDirective {
  /** Lower case, such as `connect-src`. */
  readonly name: string;
  readonly sources: readonly string[];
}

/** The directives of a content security policy in their order. Of two of one name browsers obey the first, so the second is left out. */
export function readPolicy(policy: string): readonly PolicyDirective[] {
  const directives = new Map<string, PolicyDirective>();
  for (const part of policy.split(';')) {
    const [first, ...sources] = part.trim().split(/\s+/u);
    const name = first?.toLowerCase() ?? '';
    if (name !== '' && !directives.has(name)) directives.set(name, { name, sources });
  }
  return [...directives.values()];
}
