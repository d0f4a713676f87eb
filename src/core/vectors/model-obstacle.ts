import { PROBE_MODULE } from '../candidates/lexical/kernel/probe-module';
import { compileModule } from './compile-module';
import { hasKernel } from './kernels';

/** `webassembly`: there is none, or the page may not use it. `simd`: it lacks instructions of 128 bits, as before 2021 and on old processors. */
export type ModelObstacle = 'webassembly' | 'simd';

/** Why no language model can run in this thread, so that letters alone are compared; null where nothing stands in the way. */
export function modelObstacle(): ModelObstacle | null {
  if (hasKernel('float32')) return null;
  return compileModule(PROBE_MODULE) ? 'simd' : 'webassembly';
}
