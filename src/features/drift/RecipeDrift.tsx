import { useSessionState } from '../../session/react';
import { DriftList } from './DriftList';

const NONE = [] as const;

/** What looks otherwise in the tables at hand than in those that the recipe in force was made with. */
export function RecipeDrift() {
  const drift = useSessionState((state) => state.recipe?.drift ?? NONE);
  return <DriftList drift={drift} of="recipe" />;
}
