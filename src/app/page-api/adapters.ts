import type { Adapter } from '../../core/tuning/adapter';
import { importFile, list } from '../../session/tuning/adapters';
import type { AdapterDescription } from './contract';
import { invalid } from './match-options';

/** See `Rowlink.adapters`. */
export const listAdapters = async (): Promise<readonly AdapterDescription[]> =>
  (await list()).map(({ adapter }) => describe(adapter));

/** See `Rowlink.addAdapter`. @throws AppError `input/invalid-option` `file`, `adapter/broken`, `adapter/newer-version` */
export async function addAdapter(file: Blob): Promise<AdapterDescription> {
  if (!(file instanceof Blob)) throw invalid('file');
  const { adapter } = await importFile(file instanceof File ? file : new File([file], 'adapter'));
  return describe(adapter);
}

const describe = ({ id, name, base, createdAt, training }: Adapter): AdapterDescription => ({
  id,
  name,
  base,
  createdAt,
  training,
});
