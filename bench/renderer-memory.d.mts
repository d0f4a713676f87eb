export function watchRenderers(programPid: number): { stop(): number | null };
