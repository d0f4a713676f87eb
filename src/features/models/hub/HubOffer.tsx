import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hubDesk, type HubOffer as Offer, STORAGE } from '../../../session/models/hub';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import { Fact, Facts } from '../facts/Fact';
import styles from './HubSection.module.css';

const MAIN = 'main';
/** Of a commit, as people write it. */
const SHOWN_DIGITS = 12;
const MOST_LANGUAGES = 24;

/** What would be fetched from where, under which licence; the download begins only after a tick and a button. */
export function HubOffer({ offer, kept }: { readonly offer: Offer; readonly kept: number }) {
  const { t } = useTranslation();
  const { bytes, date, number } = useFormats();
  const [isAgreed, setIsAgreed] = useState(kept > 0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { from, info, files, host } = offer;
  const { languages } = info;
  const storage = STORAGE.filter((place) => place !== host);
  return (
    <div className={styles.offer}>
      <h4 ref={heading} tabIndex={-1}>
        <bdi>{from.repository}</bdi>
      </h4>
      <Facts>
        <Fact name={t('hub.offer.from')}>
          <code dir="ltr">{offer.page}</code>
        </Fact>
        <Fact name={t('hub.offer.size')}>
          {t('hub.offer.sizeText', { size: bytes(offer.bytes), count: files.length, formatted: number(files.length) })}
        </Fact>
        <Fact name={t('hub.offer.licence')}>
          {info.licence === null ? (
            <strong className={styles.warn}>{t('hub.offer.noLicence')}</strong>
          ) : (
            <strong>
              <bdi>{info.licence}</bdi>
            </strong>
          )}
          {info.licenceAddress ? (
            <>
              {' '}
              <code dir="ltr">{info.licenceAddress}</code>
            </>
          ) : null}
        </Fact>
        <Fact name={t('hub.offer.languages')}>
          {languages.length === 0
            ? t('hub.offer.notStated')
            : languages.length > MOST_LANGUAGES
              ? number(languages.length)
              : languages.join(', ')}
        </Fact>
        <Fact name={t('hub.offer.state')}>
          <code dir="ltr">
            {from.revision ?? MAIN} @ {info.commit.slice(0, SHOWN_DIGITS)}
          </code>
          {info.changedAt ? ` · ${date(info.changedAt)}` : ''}
        </Fact>
        <Fact name={t('hub.offer.hosts')} isWide>
          {storage.length > 0 ? t('hub.offer.hostsText', { host, storage: storage.map(leftToRight).join(' ') }) : host}
        </Fact>
      </Facts>
      <details>
        <summary>{t('hub.offer.files')}</summary>
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={file.path}>
              <code dir="ltr">{file.path}</code> <span className={styles.muted}>{bytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      </details>
      {info.isGated ? <p className={styles.notice}>{t('hub.offer.gated', { host })}</p> : null}
      <label className={styles.agree}>
        <input type="checkbox" checked={isAgreed} onChange={(event) => setIsAgreed(event.target.checked)} />
        <span>{t('hub.offer.agree')}</span>
      </label>
      <div className={styles.actions}>
        <Button look="main" disabled={!isAgreed} onClick={() => void hubDesk().fetch()}>
          {kept > 0
            ? t('hub.offer.goOn', { size: bytes(offer.bytes - kept) })
            : t('hub.offer.fetch', { size: bytes(offer.bytes) })}
        </Button>
        <Button look="quiet" onClick={hubDesk().leave}>
          {t('hub.offer.instead')}
        </Button>
      </div>
    </div>
  );
}

/** Keeps its signs in order within a text that runs from right to left. */
const leftToRight = (text: string): string => `\u2066${text}\u2069`;
