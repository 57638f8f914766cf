// Which messages are loaded together, so that a page waits only for what it says.

/**
 * Which part of a catalogue a message comes with, the first that fits; src/web/app/language.tsx says when each is
 * loaded. What no part claims comes with the first page.
 */
const parts: [part: string, of: RegExp][] = [
  [
    'base',
    /^(coach\.(link|settings|moved|moved\.key_result)|templates\.use|okr\.key_result\.(archived?|actions|edit))$/,
  ],
  [
    'base',
    /^okr\.(check_in\.(open|never|last|future|correct|level)|reading\.\w+_of|measure\.(from_to|between|at_\w+))$/,
  ],
  [
    'page',
    /^(objective\.(closed|restored?|archived_on|duplicate$|own_\w+|provider|weight\.|eased_bounds|order\.|past$)|archive\.open$|pace\.forecast\.)/,
  ],
  ['merge', /^pace\.merge\./],
  ['writing', /^objective\.plan/],
  ['coach', /^coach\./],
  ['view', /^(view|map)\./],
  ['sso', /^sso\./],
  ['access', /^access\./],
  ['connections', /^connections\./],
  ['hindsight', /^hindsight\./],
  ['templates', /^templates\./],
  ['pace', /^pace\./],
  ['proof', /^loop\.(proof|verdict)\./],
  ['objective', /^(objective|archive|comment|cycles|history|initiatives)\./],
  ['settings', /^(members|people)\./],
  ['week', /^(rhythm\.(home|first|signal)|okr\.(check_in|due))\./],
  ['search', /^(rhythm\.(search|go)|common\.keys)\./],
  ['review', /^okr\.(review|band|decision|cycle\.step)\./],
  [
    'writing',
    /^okr\.(objective\.title_\w+|question\.wh|key_results\.note|ambition\.\w+_hint|weight|more$|new\.|key_result\.(?!add$|title$)|reading|measure|initiative|cycle\.|first_day|last_day|source\.kpi_short)/,
  ],
  [
    'kpi',
    /^kpi\.(import\.(counts|role\.)|form\.(cancel|optional|category|org_unit|error\.dates)$|form\.baseline|edit\.title$|numbers\.open$)/,
  ],
  [
    'forms',
    /^(kpi\.(import|form|new|edit|numbers|merge)|loop\.(draft|promise|guardrail|initiative|cycle|error))\./,
  ],
  ['scorecards', /^kpi\.scorecard\.(?!title$)/],
  [
    'cards',
    /^(loop|kpi\.(export|formula|finer|used_by|signals|reopened|timeline|dialog|annotate|phase|left_out|measurements|past|hand|drivers|units|about|targets\.(?!open$|kpi$)))\./,
  ],
  ['board', /^kpi\.board\.(?!title$|empty\.title$)/],
  ['forms', /^kpi\.(limit_method|centre_method)\./],
  ['kpi', /^kpi\./],
]

/** The part of the message of this id. */
export const partOf = (id: string): string => parts.find(([, of]) => of.test(id))?.[0] ?? 'base'
