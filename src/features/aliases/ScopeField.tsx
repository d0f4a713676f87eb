import { useTranslation } from 'react-i18next';
import type { AliasScope } from '../../session/aliases';
import { Field, Select } from '../../ui/Field';

const SCOPES: readonly AliasScope[] = ['project', 'shared'];

/** Whether words are for the open project, or for all projects of this browser. */
export function ScopeField(props: { readonly scope: AliasScope; readonly onChange: (scope: AliasScope) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('aliases.add.scope')}>
      <Select
        value={props.scope}
        choices={SCOPES.map((value) => ({ value, label: t(`aliases.add.scopes.${value}`) }))}
        onChoose={(value) => props.onChange(value as AliasScope)}
      />
    </Field>
  );
}
