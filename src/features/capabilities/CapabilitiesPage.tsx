import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { downloadBlob } from '../../adapters/download';
import { type Capability, describeCapabilities, surveyCapabilities } from '../../session/capabilities';
import { useOffline } from '../../session/react';
import { Button } from '../../ui/Button';
import styles from './CapabilitiesPage.module.css';
import { LettersNote } from './LettersNote';
import { SpeedProbe } from './SpeedProbe';

const MARKS = { works: '✓', limited: '◐', absent: '✕' } as const;
/** Things on which an IT department has a say. */
const MANAGED = ['webassembly', 'webgpu', 'secure', 'threads', 'storage', 'persistence', 'offline', 'writes'] as const;
type Managed = (typeof MANAGED)[number];
const isManaged = (id: Capability['id']): id is Managed => MANAGED.some((known) => known === id);

/** What this browser has, what each thing is for here, and who can change it. */
export function CapabilitiesPage({ version }: { readonly version: string }) {
  const { t } = useTranslation();
  const offline = useOffline();
  const [found, setFound] = useState<readonly Capability[]>([]);
  useEffect(() => {
    let isShown = true;
    void surveyCapabilities(offline).then((next) => isShown && setFound(next));
    return () => {
      isShown = false;
    };
  }, [offline]);
  const save = () =>
    downloadBlob(new Blob([describeCapabilities(found, version)], { type: 'text/plain;charset=utf-8' }), 'rowlink-browser.txt');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('capabilities.title')}</h1>
        <p>
          {t('capabilities.lead')} <Link href="/models">{t('ownModels.link')}</Link>
        </p>
      </header>
      <LettersNote />
      <ul className={styles.list} aria-label={t('capabilities.title')}>
        {found.map(({ id, state, detail }) => (
          <li key={id} className={styles.item} data-state={state}>
            <h2>
              {t(`capabilities.${id}.name`)}{' '}
              <span className={styles.state}>
                <span aria-hidden="true">{MARKS[state]}</span> {t(`capabilities.states.${state}`)}
              </span>
            </h2>
            {detail === '' ? null : (
              <p className={styles.detail} dir="ltr">
                {detail}
              </p>
            )}
            <p>{t(`capabilities.${id}.use`)}</p>
            {state !== 'works' && isManaged(id) ? (
              <p>
                <strong>{t('capabilities.admin')}</strong> {t(`capabilities.${id}.admin`)}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <SpeedProbe />
      <p>
        <Button disabled={found.length === 0} onClick={save}>
          {t('capabilities.save')}
        </Button>{' '}
        {t('capabilities.saveHint')}
      </p>
    </div>
  );
}
