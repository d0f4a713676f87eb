import { setKeeping } from '../../adapters/single/keeping';
import { askThrough } from '../../adapters/single/page-files';

/** What a worker is told first. */
export interface FirstMessage {
  readonly files: MessagePort;
  readonly keeps: boolean;
}

/** Takes the first message of a worker, and leaves all others to the worker. */
export function receiveFirst(): void {
  const take = (event: MessageEvent<FirstMessage>): void => {
    event.stopImmediatePropagation();
    removeEventListener('message', take);
    setKeeping(event.data.keeps);
    askThrough(event.data.files);
  };
  addEventListener('message', take);
}
