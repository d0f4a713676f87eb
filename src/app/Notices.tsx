import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../session/contract';
import { useSession, useSessionState } from '../session/react';
import { ErrorText } from '../ui/ErrorText';
import { useFormats } from '../ui/format';
import { Toast, ToastStack } from '../ui/Toast';
import en from './i18n/en.json';

/** How long good news stays when nobody is at it. Warnings and errors stay until they are dismissed. */
const CALM_MS = 6000;
const SHOWN = 4;

/** What the session has to say that belongs to no single screen. */
export function Notices({ children }: { readonly children?: ReactNode }) {
  const notices = useSessionState((state) => state.notices);
  return (
    <ToastStack>
      {notices.slice(-SHOWN).map((notice) => (
        <NoticeToast key={notice.id} notice={notice} />
      ))}
      {children}
    </ToastStack>
  );
}

function NoticeToast({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const isCalm = notice.level === 'info' || notice.level === 'success';
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    if (!isCalm || isRead) return;
    const timer = setTimeout(() => session.dismissNotice(notice.id), CALM_MS);
    return () => clearTimeout(timer);
  }, [isCalm, isRead, notice.id, session]);

  const shown = Object.fromEntries(
    Object.entries(notice.params).map(([name, value]) => [name, typeof value === 'number' ? number(value) : value]),
  );
  // Every name that a notice may speak of, so that none is left out of its sentence as `{{name}}`.
  const params = {
    links: '',
    left: '',
    seconds: '',
    column: '',
    row: '',
    reviewer: '',
    ...shown,
    count: Number(notice.params.count ?? 0),
  };
  return (
    <Toast
      level={notice.level}
      levelLabel={t(`levels.${notice.level}`)}
      closeLabel={t('common.dismiss')}
      onClose={() => session.dismissNotice(notice.id)}
      onRead={setIsRead}
    >
      {notice.error ? <ErrorText error={notice.error} /> : isNoticeCode(notice.code) ? t(`notices.${notice.code}`, params) : null}
    </Toast>
  );
}

const isNoticeCode = (code: string): code is keyof typeof en.notices => Object.hasOwn(en.notices, code);
