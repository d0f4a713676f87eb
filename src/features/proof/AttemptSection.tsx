import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITION } from '../../session/edition';
import { type Attempt, reachOutside, WAYS, type Way } from '../../session/proof';
import { Button } from '../../ui/Button';
import styles from './ProofPage.module.css';

/** Tries to reach another place, which the browser has to forbid. */
export function AttemptSection() {
  const { t } = useTranslation();
  const [attempts, setAttempts] = useState<ReadonlyMap<Way, Attempt>>(new Map());
  const [isTrying, setTrying] = useState(false);
  const run = async () => {
    setAttempts(new Map());
    setTrying(true);
    await reachOutside((way, attempt) => setAttempts((before) => new Map(before).set(way, attempt))).finally(() =>
      setTrying(false),
    );
  };
  const isDone = !isTrying && attempts.size === WAYS.length;
  const open = [...attempts.values()].filter(({ isBlocked }) => !isBlocked).length;
  return (
    <section aria-labelledby="proof-attempt" className={styles.panel}>
      <h2 id="proof-attempt">{t('proof.attempt.title')}</h2>
      <p>
        {t('proof.attempt.lead')} {EDITION === 'connected' ? t('proof.attempt.unnamed') : null}
      </p>
      <div>
        <Button look="main" disabled={isTrying} onClick={() => void run()}>
          {t('proof.attempt.start')}
        </Button>
      </div>
      {attempts.size > 0 ? (
        <ul className={styles.states}>
          {WAYS.map((way) => {
            const attempt = attempts.get(way);
            if (!attempt) return null;
            return (
              <li key={way}>
                <span>{t(`proof.attempt.ways.${way}`)}</span>
                <strong className={attempt.isBlocked ? styles.good : styles.bad}>
                  {t(attempt.isBlocked ? 'proof.attempt.blocked' : 'proof.attempt.open')}
                </strong>
                {attempt.directive ? <code>{attempt.directive}</code> : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      <p role="status" className={isDone ? (open === 0 ? styles.good : styles.bad) : undefined}>
        {isTrying
          ? t('proof.attempt.trying')
          : isDone
            ? open === 0
              ? t('proof.attempt.allBlocked', { count: WAYS.length })
              : t('proof.attempt.someOpen', { count: open })
            : null}
      </p>
    </section>
  );
}
