import i18next from 'i18next';
import { type AppError, toAppError } from '../../core/model/errors';

/** What was thrown as an `AppError` whose message is the sentences that the page would show, for the console. */
export function explain(thrown: unknown): AppError {
  const error = toAppError(thrown);
  const { t } = i18next;
  const params = { ...t('errorParams', { returnObjects: true }), ...error.params };
  error.message = [
    t(`errors.${error.code}.what`, params),
    t(`errors.${error.code}.why`, params),
    t(`errors.${error.code}.do`, params),
  ].join(' ');
  return error;
}
