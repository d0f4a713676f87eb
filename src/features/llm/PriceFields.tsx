import { useTranslation } from 'react-i18next';
import type { EndpointSettings, TokenPrices } from '../../core/llm/endpoint';
import { Field, Input } from '../../ui/Field';
import styles from './Llm.module.css';

const NO_PRICES: TokenPrices = { input: 0, output: 0, currency: '' };
const LIMITS = { rowsPerRequest: [1, 100], requestsAtOnce: [1, 16], contextTokens: [512, 2_000_000] } as const;
type Limit = keyof typeof LIMITS;

/** What is charged, which only the person knows, and how much is asked at once. */
export function PriceFields(props: {
  readonly settings: EndpointSettings;
  readonly onChange: (patch: Partial<EndpointSettings>) => void;
}) {
  const { settings, onChange } = props;
  const { t } = useTranslation();
  const prices = settings.prices ?? NO_PRICES;
  const setPrice = (patch: Partial<TokenPrices>): void => {
    const next = { ...prices, ...patch };
    onChange({ prices: next.input > 0 || next.output > 0 ? next : null });
  };
  const price = (name: 'input' | 'output') => (
    <Field label={t(`llmScreens.prices.${name}`)}>
      <Input
        type="number"
        min={0}
        step="any"
        value={prices[name] === 0 ? '' : prices[name]}
        onChange={(event) => setPrice({ [name]: Number.isFinite(event.target.valueAsNumber) ? event.target.valueAsNumber : 0 })}
      />
    </Field>
  );
  const limit = (name: Limit) => (
    <Field label={t(`llmScreens.limits.${name}`)}>
      <Input
        type="number"
        min={LIMITS[name][0]}
        max={LIMITS[name][1]}
        value={settings[name]}
        onChange={(event) => {
          const value = event.target.valueAsNumber;
          if (Number.isFinite(value)) onChange({ [name]: value });
        }}
      />
    </Field>
  );
  return (
    <details className={styles.more}>
      <summary>{t('llmScreens.prices.title')}</summary>
      <div className={styles.fields}>
        {price('input')}
        {price('output')}
        <Field label={t('llmScreens.prices.currency')}>
          <Input
            value={prices.currency}
            maxLength={8}
            size={5}
            onChange={(event) => setPrice({ currency: event.target.value })}
          />
        </Field>
        {limit('rowsPerRequest')}
        {limit('requestsAtOnce')}
        {limit('contextTokens')}
      </div>
    </details>
  );
}
