import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What figures were measured on, and how busy it was. */
export function describeMachine() {
  const [first] = cpus();
  return {
    processor: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    load: loadavg().map((value) => Math.round(value * 10) / 10),
    date: new Date().toISOString().slice(0, 10),
  };
}
