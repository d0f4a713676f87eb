import { type ClusterRuleSettings, DEFAULT_CLUSTER_RULE } from './cluster-rule';
import { DEFAULT_GOLDEN_SETTINGS, type GoldenSettings } from './golden-record';

/** How a project's candidates become clusters and golden records; stored with the project. */
export interface ClusterSettings {
  readonly rule: ClusterRuleSettings;
  /** 0…1; `auto` is the one that `suggestThreshold` finds in the table. */
  readonly threshold: number | 'auto';
  readonly golden: GoldenSettings;
}

export const DEFAULT_CLUSTER_SETTINGS: ClusterSettings = {
  rule: DEFAULT_CLUSTER_RULE,
  threshold: 'auto',
  golden: DEFAULT_GOLDEN_SETTINGS,
};
