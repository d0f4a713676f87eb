import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../core/model/errors';
import { useSessionState } from '../../session/react';
import { type ProbedSpeed, probeSpeed } from '../../session/speed-probe';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';

/** How fast this computer is, measured when asked for. */
export function SpeedProbe() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const isMatching = useSessionState((state) => state.run.status === 'running');
  const [isWorking, setIsWorking] = useState(false);
  const [speed, setSpeed] = useState<ProbedSpeed | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const measure = async () => {
    setIsWorking(true);
    setError(null);
    try {
      setSpeed(await probeSpeed());
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setIsWorking(false);
  };
  return (
    <div>
      <Button disabled={isWorking || isMatching} onClick={() => void measure()}>
        {t('capabilities.speed.measure')}
      </Button>
      <p role="status">
        {isWorking ? t('capabilities.speed.working') : null}
        {speed && !isWorking ? t('capabilities.speed.letters', { rate: number(speed.letters) }) : null}{' '}
        {speed?.model && !isWorking ? t('capabilities.speed.model', { rate: number(speed.model) }) : null}
      </p>
      {error ? <ErrorText error={error} /> : null}
    </div>
  );
}
