// Two people changed the same fields: for each of them, whose change is kept.

import { Segmented } from '../ui/choice.tsx'
import { Notice } from '../ui/notice.tsx'
import { useT } from './language.tsx'

export type Whose = 'mine' | 'theirs'
export type MergeField = { field: string; label: string; mine: string; theirs: string }

type Props = {
  fields: MergeField[]
  chosen: Record<string, Whose>
  onChoose: (field: string, whose: Whose) => void
}

export const MergeChoice = ({ fields, chosen, onChoose }: Props) => {
  const t = useT()
  return (
    <Notice tone="attention">
      <p role="alert" className="font-semibold">
        {t('pace.merge.title')}
      </p>
      <dl className="mt-2 grid gap-3">
        {fields.map(({ field, label, mine, theirs }) => (
          <div key={field} className="grid gap-1">
            <dt className="font-semibold">{label}</dt>
            <dd>
              {t('pace.merge.theirs')}: {theirs || '–'}
              <br />
              {t('pace.merge.mine')}: {mine || '–'}
            </dd>
            <dd>
              <Segmented
                label={t('pace.merge.whose', { field: label })}
                value={chosen[field] ?? 'mine'}
                options={[
                  { value: 'mine', label: t('pace.merge.keep_mine') },
                  { value: 'theirs', label: t('pace.merge.take_theirs') },
                ]}
                onChange={(whose) => onChoose(field, whose)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  )
}
