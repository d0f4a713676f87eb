import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readRepositoryAddress } from '../../../core/hub/repository-address';
import { HUBS, hubDesk } from '../../../session/models/hub';
import { Button } from '../../../ui/Button';
import { Field, Input, Select } from '../../../ui/Field';
import styles from './HubSection.module.css';
import { useHub } from './use-hub';

/** Names a model, says what asking about it sends to whom, and asks. */
export function HubForm(props: {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const state = useHub();
  const [hub, setHub] = useState(HUBS[0] ?? '');
  const [, showToken] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const isBusy = state.status === 'asking' || state.status === 'fetching' || state.status === 'adding';
  const read = readRepositoryAddress(props.typed, [hub, ...HUBS.filter((other) => other !== hub)]);
  const meant = 'address' in read ? read.address.hub : hub;
  const { host } = new URL(meant);

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setIsRefused('problem' in read);
        if ('address' in read) void hubDesk().ask(read.address);
        else props.field.current?.focus();
      }}
    >
      <Field label={t('hub.model')} hint={t('hub.modelHint')}>
        <Input
          ref={props.field}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          value={props.typed}
          disabled={isBusy}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? 'hub-problem' : undefined}
          onChange={(event) => {
            props.onType(event.target.value);
            setIsRefused(false);
          }}
        />
      </Field>
      {isRefused && 'problem' in read ? (
        <p id="hub-problem" role="alert" className={styles.bad}>
          {t(`hub.problems.${read.problem}`, { about: read.about })}
        </p>
      ) : null}
      {HUBS.length > 1 ? (
        <Field label={t('hub.hub')}>
          <Select
            value={hub}
            disabled={isBusy}
            choices={HUBS.map((address) => ({ value: address, label: address }))}
            onChoose={setHub}
          />
        </Field>
      ) : null}
      <details className={styles.token}>
        <summary>{t('hub.token.title')}</summary>
        <Field label={t('hub.token.label')} hint={t('hub.token.hint', { host })}>
          <Input
            type="password"
            dir="ltr"
            autoComplete="off"
            value={hubDesk().tokenFor(meant)}
            disabled={isBusy}
            onChange={(event) => {
              hubDesk().setToken(meant, event.target.value);
              showToken(event.target.value);
            }}
          />
        </Field>
      </details>
      <p>{t('hub.asks', { host })}</p>
      <div>
        <Button type="submit" look={state.status === 'idle' ? 'main' : 'plain'} disabled={isBusy}>
          {t('hub.ask', { host })}
        </Button>
      </div>
    </form>
  );
}
