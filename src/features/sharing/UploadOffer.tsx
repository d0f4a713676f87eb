import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pageAddress } from '../../core/hub/repository-address';
import { type Parcel, uploadDesk } from '../../session/sharing/upload';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './Sharing.module.css';

/** Every file that would be sent, with its size, where to, and who would see it. */
export function UploadOffer({ parcel }: { readonly parcel: Parcel }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const [isAgreed, setIsAgreed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { to, isPrivate, files } = parcel;
  const { repository } = to;
  const visibility = t(isPrivate ? 'sharing.upload.private' : 'sharing.upload.public');
  return (
    <>
      <h4 ref={heading} tabIndex={-1}>
        {t('sharing.upload.would')}
      </h4>
      <p>
        {t('sharing.upload.toWhere')} <code dir="ltr">{pageAddress(to)}</code> · {t('sharing.upload.visibility')}: {visibility}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sharing.upload.file')}</th>
            <th scope="col">{t('sharing.upload.size')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ path, blob }) => (
            <tr key={path}>
              <td>
                <code dir="ltr">{path}</code>
              </td>
              <td>{bytes(blob.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('sharing.upload.all', { size: bytes(parcel.bytes) })}</p>
      <p className={styles.muted}>{t('sharing.upload.alsoHosts', { host: new URL(to.hub).host })}</p>
      <label className={styles.check}>
        <input type="checkbox" checked={isAgreed} onChange={(event) => setIsAgreed(event.target.checked)} />
        <span>{t(isPrivate ? 'sharing.upload.agree' : 'sharing.upload.agreePublic', { repository })}</span>
      </label>
      <div className={styles.actions}>
        <Button look="main" disabled={!isAgreed} onClick={() => void uploadDesk().send()}>
          {t('sharing.upload.send', { size: bytes(parcel.bytes) })}
        </Button>
        <Button look="quiet" onClick={uploadDesk().leave}>
          {t('sharing.upload.back')}
        </Button>
      </div>
    </>
  );
}
