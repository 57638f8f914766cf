// The lines of the map: from a node to those that contribute to it, and dashed to those it supports.
import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react'

/** Down, across and down; to a node in a column, across to its side. */
export const BranchEdge = ({ sourceX, sourceY, targetX, targetY, data }: EdgeProps) => {
  const across = sourceY + 28
  const side = targetX - 130
  const path = data?.isStacked
    ? `M${sourceX} ${sourceY}V${across}H${side}V${targetY + 52}H${side + 14}`
    : `M${sourceX} ${sourceY}V${across}H${targetX}V${targetY}`
  return <BaseEdge path={path} style={{ stroke: 'var(--edge)', strokeWidth: 1.25 }} />
}

export const SupportEdge = (edge: EdgeProps) => {
  const [path] = getBezierPath(edge)
  return <BaseEdge path={path} style={{ stroke: 'var(--cham)', strokeWidth: 1.25, strokeDasharray: '5 4' }} />
}
