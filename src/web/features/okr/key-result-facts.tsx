// Who answers for a key result, who brings its data and how much it weighs: each edited where it stands.
import type { KeyResultView } from '../../../contract/okr.ts'
import { useChange } from '../../app/change.ts'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { useLanguage } from '../../app/language.tsx'
import { useNames } from '../../app/names.ts'
import { numberToType } from '../../app/number-to-type.ts'
import { readTyped } from '../../app/typed-number.tsx'
import { EditInPlace } from './edit-in-place.tsx'

type Fields = Omit<Parameters<typeof client.keyResults.update>[0], 'id'>

export const KeyResultFacts = ({ keyResult, mayEdit }: { keyResult: KeyResultView; mayEdit: boolean }) => {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const names = useNames()
  const { id, ownerId, providerId, weight, version } = keyResult
  const change = useChange(({ fields, against }: { fields: Fields; against: number }) =>
    client.keyResults.update({ id, ...fields }, { context: { ifMatch: against } }),
  )
  const save = (fields: Fields, against: number) => change.mutateAsync({ fields, against })
  const shownWeight =
    weight === 0
      ? t('objective.weight.untracked')
      : t('objective.weight.is', { weight: format.number(weight) })
  return (
    <ul className="flex flex-wrap items-center gap-x-2 *:flex *:items-center *:not-last:after:ml-2 *:not-last:after:content-['·']">
      <li>
        <EditInPlace
          label={t('okr.owner')}
          value={ownerId}
          version={version}
          mayEdit={mayEdit}
          options={names.memberOptions}
          onSave={(value, against) => save({ ownerId: value }, against)}
        >
          {t('okr.owned_by', { name: names.member(ownerId) })}
        </EditInPlace>
      </li>
      {(mayEdit || providerId) && (
        <li>
          <EditInPlace
            label={t('objective.provider.label')}
            value={providerId ?? ''}
            version={version}
            mayEdit={mayEdit}
            options={[{ value: '', label: t('objective.provider.nobody') }, ...names.memberOptions]}
            onSave={(value, against) => save({ providerId: value || null }, against)}
          >
            {providerId
              ? t('objective.provider', { name: names.member(providerId) })
              : t('objective.provider.nobody')}
          </EditInPlace>
        </li>
      )}
      {(mayEdit || weight !== 1) && (
        <li>
          <EditInPlace
            label={t('objective.weight.label')}
            value={numberToType(weight, locale)}
            version={version}
            mayEdit={mayEdit}
            refuse={(text) => {
              const { value } = readTyped(text, locale)
              return value === null || value < 0 ? t('objective.weight.wrong') : null
            }}
            onSave={(value, against) => save({ weight: readTyped(value, locale).value ?? weight }, against)}
          >
            {shownWeight}
          </EditInPlace>
        </li>
      )}
    </ul>
  )
}
