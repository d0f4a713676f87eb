import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { Sides } from '../../core/model/types';
import type { EndpointDesk, EndpointsState, LlmTask } from '../../session/llm/llm-contract';
import { useSession } from '../../session/react';

export interface TransformDraft {
  readonly side: 'left' | 'right';
  readonly instructions: string;
  readonly columns: readonly string[];
  /** null while cells are sent by the names of their columns. */
  readonly template: string | null;
  readonly into: string;
}

export interface JudgeDraft {
  readonly instructions: string;
  readonly columns: Sides<readonly string[]>;
  readonly k: number;
  readonly rows: 'current' | 'open' | 'shown';
}

/** What was typed, so that another step of the page does not lose it. */
interface Drafts {
  readonly transform: Partial<TransformDraft>;
  readonly judge: Partial<JudgeDraft>;
  /** Of the run that is on screen: to ask the rest again. */
  readonly task: LlmTask | null;
}

interface LlmContext {
  readonly desk: EndpointDesk;
  readonly state: EndpointsState;
  readonly drafts: Drafts;
  readonly keep: (change: Partial<Drafts>) => void;
}

const Context = createContext<LlmContext | null>(null);

/** The desk of endpoints for all screens below; only in the connected edition. */
export function LlmProvider({ children }: { readonly children: ReactNode }) {
  const { endpoints } = useSession();
  return endpoints ? <WithDesk desk={endpoints}>{children}</WithDesk> : children;
}

function WithDesk({ desk, children }: { readonly desk: EndpointDesk; readonly children: ReactNode }) {
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const [drafts, setDrafts] = useState<Drafts>({ transform: {}, judge: {}, task: null });
  const value = useMemo(
    () => ({ desk, state, drafts, keep: (change: Partial<Drafts>) => setDrafts((before) => ({ ...before, ...change })) }),
    [desk, state, drafts],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** null outside the connected edition. */
export const useLlm = (): LlmContext | null => useContext(Context);
