export { estimateFromSample } from '../src/core/evaluation/sample/estimate-from-sample';
export { planSample } from '../src/core/evaluation/sample/plan-sample';
