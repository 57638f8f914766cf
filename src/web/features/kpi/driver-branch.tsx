// A branch of the driver tree: a KPI with its newest value, and below it what drives it, by either kind of edge.
import { Link } from '@tanstack/react-router'
import type { DriverEdgeView, DriverTreeView } from '../../../contract/kpi-drivers.ts'
import { kpiFormat } from '../../../i18n/kpi-figures.ts'
import { useLanguage } from '../../app/language.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { VariationChip } from './chips.tsx'

type BranchProps = {
  tree: DriverTreeView
  id: string
  /** The edge by which it stands under another. */
  edge?: DriverEdgeView
  /** How many levels below are drawn; all of them unless told otherwise. */
  levels?: number
  onWithdraw?: ((edge: DriverEdgeView) => void) | undefined
}

export const DriverBranch = ({ tree, id, edge, levels = 20, onWithdraw }: BranchProps) => {
  const { t } = useLanguage()
  const below = levels > 0 ? tree.edges.filter(({ to }) => to === id) : []
  return (
    <li>
      <DriverLine tree={tree} id={id} edge={edge} onWithdraw={onWithdraw} />
      {below.length > 0 && (
        <ul aria-label={t('kpi.drivers.below')} className="ml-2 border-l border-edge pl-4 sm:ml-3 sm:pl-5">
          {below.map((next) => (
            <DriverBranch
              key={`${next.from} ${next.kind}`}
              tree={tree}
              id={next.from}
              edge={next}
              levels={levels - 1}
              // Only what was said of this KPI can be taken back here.
              onWithdraw={id === tree.root ? onWithdraw : undefined}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

type LineProps = Pick<BranchProps, 'tree' | 'id'> & {
  edge: DriverEdgeView | undefined
  onWithdraw: BranchProps['onWithdraw']
}

export const DriverLine = ({ tree, id, edge, onWithdraw }: LineProps) => {
  const { t, locale } = useLanguage()
  const node = tree.nodes.find((one) => one.id === id)
  if (!node) return null
  if (node.name === '') return <p className="py-1.5 text-ink-3">{t('kpi.drivers.hidden')}</p>
  return (
    <div className="py-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {edge && (
          <span
            className={`rounded-md border px-1.5 text-xs text-ink-2 ${edge.kind === 'influence' ? 'border-dashed border-edge' : 'border-edge bg-sunken'}`}
          >
            {t(edge.kind === 'computed' ? 'kpi.drivers.computed' : 'kpi.drivers.influence')}
          </span>
        )}
        <Link to="/kpis/$kpiId" params={{ kpiId: id }} className="font-semibold hover:underline">
          {node.name}
        </Link>
        <span>{kpiFormat(node, locale).value(node.value)}</span>
        <VariationChip variation={node.variation} />
        {edge?.kind === 'influence' && onWithdraw && (
          <IconButton
            icon="trash"
            label={t('kpi.drivers.withdraw', { name: node.name })}
            onClick={() => onWithdraw(edge)}
          />
        )}
      </div>
      {edge?.note && <p className="text-sm text-ink-2">{edge.note}</p>}
      {node.formula && (
        <p className="text-sm text-ink-3">
          {t('kpi.drivers.formula')} <code className="break-words">{node.formula}</code>
        </p>
      )}
    </div>
  )
}
