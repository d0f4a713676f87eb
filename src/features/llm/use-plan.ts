import { useEffect, useState } from 'react';
import type { AppError } from '../../core/model/errors';
import type { EndpointDesk, LlmPlan, LlmTask } from '../../session/llm/llm-contract';

export interface PlanView {
  readonly plan: LlmPlan | null;
  readonly error: AppError | null;
}

const NOTHING: PlanView = { plan: null, error: null };

/** What a task would send; nothing is sent for it. */
export function usePlan(desk: EndpointDesk, task: LlmTask): PlanView {
  const [view, setView] = useState(NOTHING);
  useEffect(() => {
    const controller = new AbortController();
    setView(NOTHING);
    void desk.plan(task, controller.signal).then(({ value, error }) => {
      if (!controller.signal.aborted) setView({ plan: value, error });
    });
    return () => controller.abort();
  }, [desk, task]);
  return view;
}
