// Templates: browse the library, and adopt one as if it had been written by hand.
import type { Contract } from '../../../contract/contract.ts'
import type { KpiTemplateView, ObjectiveTemplateView, TemplateView } from '../../../contract/templates.ts'
import { holdsWords } from '../../../core/text/fold.ts'
import type { Handlers } from '../../doors/router.ts'
import type { Op } from '../../platform/operation-context.ts'
import { decodeCursor, pageOf, strangeCursor } from '../../platform/page.ts'
import { found } from '../../platform/refusal.ts'
import { kpiHandlers } from '../kpi/public.ts'
import { initiativeHandlers, keyResultHandlers, objectiveHandlers } from '../okr/public.ts'
import { library } from './library.ts'

export const templateHandlers: Handlers<Contract['templates']> = {
  list: async ({ limit, cursor, function: of, kind, q }, op) => {
    const [after] = decodeCursor(cursor, 'name') ?? []
    const all = library(op.locale)
    const last = after === undefined ? -1 : all.findIndex(({ id }) => id === after)
    if (after !== undefined && last === -1) throw strangeCursor()
    const fitting = all
      .slice(last + 1)
      .filter(
        (template) =>
          (of === undefined || template.function === of) &&
          (kind === undefined || template.kind === kind) &&
          holdsWords(textOf(template), q ?? ''),
      )
    return pageOf(
      fitting.slice(0, limit + 1),
      limit,
      ({ id }) => [id],
      (template) => template,
    )
  },

  adoptObjective: async ({ id, cycleId, unitId, ownerId }, op) => {
    const template = found(library(op.locale).find((one) => isObjective(one) && one.id === id))
    return makeObjective(template as ObjectiveTemplateView, { cycleId, unitId, ownerId }, op)
  },

  adoptKpi: async ({ id, unitId, ownerId }, op) => {
    const template = found(library(op.locale).find((one) => !isObjective(one) && one.id === id))
    const { kind: _, id: __, function: ___, functionName, ...definition } = template as KpiTemplateView
    return kpiHandlers.create({ ...definition, category: functionName, unitId, ownerId }, op)
  },
}

type Where = { cycleId: string; unitId?: string | null | undefined; ownerId?: string | undefined }

/** By the same handlers as by hand, so with the same rights and refusals; all of it or nothing. */
async function makeObjective(template: ObjectiveTemplateView, where: Where, op: Op) {
  const { title, reason, ambition, keyResults, initiatives } = template
  const objective = await objectiveHandlers.create({ title, reason, ambition, ...where }, op)
  const objectiveId = objective.id
  for (const { title, measure } of keyResults)
    await keyResultHandlers.create({ objectiveId, title, measure }, op)
  for (const title of initiatives)
    await initiativeHandlers.create({ objectiveId, title, ownerId: objective.ownerId }, op)
  return objectiveHandlers.get({ id: objectiveId }, op)
}

const isObjective = (template: TemplateView) => template.kind === 'objective'

/** All that is searched of a template. */
function textOf(template: TemplateView): string {
  const parts =
    template.kind === 'objective'
      ? [
          template.title,
          template.reason,
          ...template.keyResults.map(({ title }) => title),
          ...template.initiatives,
        ]
      : [template.name, template.description]
  return [template.functionName, ...parts].join('\n')
}
