import { readBytes } from '../core/files/file-bytes';
import type { ProjectContents } from '../core/project-file/contents';
import { packProject } from '../core/project-file/pack';
import { seal, unseal } from '../core/project-file/seal';
import { SNIFF_PROJECT_BYTES, sniffProject } from '../core/project-file/sniff-project';
import { unpackProject } from '../core/project-file/unpack';
import { buffersOf } from '../core/table/cells';
import { withSketch } from '../core/table/sketch';
import type { Handlers, Served } from '../rpc/serve';

/** A project as the bytes of a file, under a passphrase where there is one. */
export const pack: NonNullable<Handlers['pack']> = async ({ contents, savedAt, passphrase }) => {
  const zip = packProject(contents, savedAt);
  const bytes = passphrase === null ? zip : await seal(zip, passphrase);
  return { answer: bytes, transfer: [bytes.buffer] };
};

/** The project of a file. */
export const unpack: NonNullable<Handlers['unpack']> = async ({ source, passphrase }, job) => {
  if (sniffProject(await readBytes(source, 0, SNIFF_PROJECT_BYTES)) !== 'sealed')
    return handOver(await unpackProject(source, job));
  const sealed = await readBytes(source, 0, source.blob.size);
  const zip = await unseal(new Uint8Array(sealed), passphrase ?? '', source.name);
  return handOver(await unpackProject({ name: source.name, blob: new Blob([zip]) }, job));
};

function handOver(contents: ProjectContents): Served<ProjectContents> {
  const { left, right } = contents.tables;
  const tables = { left: left && withSketch(left), right: right && withSketch(right) };
  return { answer: { ...contents, tables }, transfer: [left, right].flatMap((table) => (table ? buffersOf(table) : [])) };
}
