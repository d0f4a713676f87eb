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

/** Where the figures above it come from, as one Markdown line. */
export const machineSentence = ({ processor, cores, memoryGiB, load, date }, command) =>
  `\`${command}\` on ${date}: ${processor}, ${cores} cores, ${memoryGiB} GiB; load ${load[0]} at the end.`;
