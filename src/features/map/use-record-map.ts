import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import type { MapLayout, MapReading } from '../../core/projection/record-map';
import { drawnMap, type MapPhase, type MapSettings, mapRecords } from '../../session/mapping';

export interface MapState {
  readonly layout: MapLayout | null;
  /** The first places that were known: which rows have one stays as it is. */
  readonly placed: Float32Array | null;
  /** null until the map is finished. */
  readonly reading: MapReading | null;
  /** What is being done; null while nothing is. */
  readonly work: { readonly phase: MapPhase; readonly share: number } | null;
  readonly error: AppError | null;
}

const NOTHING: MapState = { layout: null, placed: null, reading: null, work: null, error: null };

/** The map of two tables, or of one, drawn when the screen is opened unless it was drawn before. */
export function useRecordMap(left: Dataset, right: Dataset | null, settings: MapSettings) {
  const { on, model, device, score, task, adapter = null } = settings;
  const [state, setState] = useState<MapState>(NOTHING);
  const [run, setRun] = useState<AbortController | null>(null);
  const draw = useCallback(() => {
    const wanted = { on, model, device, score, task, adapter };
    const known = drawnMap({ left, right }, wanted);
    const stop = new AbortController();
    if (known) {
      setState({ ...known, placed: known.layout.x, work: null, error: null });
      return stop;
    }
    setState({ ...NOTHING, work: { phase: 'vectors', share: 0 } });
    // Nothing moves for those who asked for that: the first places, then the last.
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const show = (part: Partial<MapState>): void => {
      if (!stop.signal.aborted) setState((before) => ({ ...before, ...part }));
    };
    mapRecords({ left, right }, wanted, {
      signal: stop.signal,
      onProgress: (phase, share) => show({ work: { phase, share } }),
      onLayout: (layout) => {
        if (layout.progress === 0) show({ layout, placed: layout.x });
        else if (!isStill || layout.progress === 1) show({ layout });
      },
    }).then(
      (map) => show({ ...map, work: null }),
      (thrown: unknown) => show({ work: null, error: toAppError(thrown) }),
    );
    return stop;
  }, [left, right, on, model, device, score, task, adapter]);
  useEffect(() => {
    const stop = draw();
    setRun(stop);
    return () => stop.abort();
  }, [draw]);
  const cancel = useCallback(() => {
    run?.abort();
    setState((before) => ({ ...before, work: null }));
  }, [run]);
  const again = useCallback(() => {
    run?.abort();
    setRun(draw());
  }, [run, draw]);
  return { state, cancel, again };
}
