// What a template is called and all that it says.
import type { TemplateView } from '../../../contract/templates.ts'

export const nameOf = (template: TemplateView) =>
  template.kind === 'objective' ? template.title : template.name

export const textsOf = (template: TemplateView): string[] =>
  template.kind === 'objective'
    ? [template.reason, ...template.keyResults.map(({ title }) => title), ...template.initiatives]
    : [template.description]
