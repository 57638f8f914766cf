// A refusal: the one kind of error that people are meant to read. Doors translate it, once.

/** HTTP status of each refusal; its text is the message `refusal.<code>` of the catalogue. */
export const refusals = {
  invalid_input: 400,
  malformed_request: 400,
  not_signed_in: 401,
  not_allowed: 403,
  wrong_origin: 403,
  scope_missing: 403,
  kpi_hidden: 403,
  operator_only: 403,
  single_sign_on_required: 403,
  comment_not_yours: 403,
  not_found: 404,
  invitation_unknown: 404,
  setup_done: 409,
  email_taken: 409,
  slug_taken: 409,
  formula_computed: 409,
  time_zone_fixed: 409,
  weeks_fixed: 409,
  quarters_fixed: 409,
  frequency_fixed: 409,
  connection_in_use: 409,
  kpi_feeds_finer: 409,
  already_member: 409,
  invitation_over: 409,
  invitation_other_address: 409,
  join_sign_in_first: 409,
  owner_handed_on: 409,
  successor_needed: 409,
  member_erased: 409,
  erase_self: 409,
  erase_owns: 409,
  erase_name_differs: 409,
  unit_has_units: 409,
  sign_in_provider_last: 409,
  single_sign_on_none: 409,
  single_sign_on_try_first: 409,
  session_bound: 409,
  idempotency_key_reused: 409,
  archived: 409,
  cycle_closed: 409,
  comment_removed: 409,
  cycle_step_refused: 409,
  cycle_not_decided: 409,
  cycle_not_in_review: 409,
  hand_over_undone: 409,
  hand_over_not_last: 409,
  phase_is_first: 409,
  phase_frozen: 409,
  phase_of_hand_over: 409,
  phase_not_removed: 409,
  annotation_of_hand_over: 409,
  changed_since: 412,
  too_large: 413,
  alignment_circle: 422,
  support_is_parent: 422,
  mention_too_many: 422,
  mention_cannot_see: 422,
  place_unclear: 422,
  unit_circle: 422,
  not_in_workspace: 422,
  member_deactivated: 422,
  successor_is_leaving: 422,
  unit_archived: 422,
  measure_invalid: 422,
  weight_negative: 422,
  dates_reversed: 422,
  time_zone_unknown: 422,
  thresholds_reversed: 422,
  bands_reversed: 422,
  history_future: 422,
  as_of_future: 422,
  history_too_long: 422,
  carry_over_same_cycle: 422,
  carry_over_again: 409,
  carry_over_nothing: 422,
  carry_over_reached: 422,
  target_shape: 422,
  formula_not_arithmetic: 422,
  formula_no_input: 422,
  formula_unknown_input: 422,
  formula_finer: 422,
  formula_circle: 422,
  target_period: 422,
  grid_too_long: 422,
  grid_archived: 409,
  grid_computed: 409,
  grid_count: 422,
  grid_period: 422,
  grid_several: 422,
  influence_circle: 422,
  scorecard_frozen: 409,
  scorecard_not_submitted: 409,
  scorecard_own: 409,
  scorecard_subject: 422,
  scorecard_bounds: 422,
  scorecard_direction: 422,
  scorecard_twice: 422,
  scorecard_files: 422,
  scorecard_file_unknown: 422,
  influence_taken: 422,
  connection_address: 422,
  connection_secret_again: 422,
  issuer_not_https: 422,
  password_common: 422,
  trust_needs_domains: 422,
  pull_query: 422,
  pull_mapping: 422,
  easing_needs_reason: 422,
  binding_needs_value: 422,
  reading_needs_flow: 422,
  check_in_future: 422,
  check_in_too_early: 422,
  check_in_value_from_kpi: 422,
  check_in_empty: 422,
  check_in_steps: 422,
  call_needs_reason: 422,
  measurement_future: 422,
  measurement_value: 422,
  measurement_ratio: 422,
  measurement_too_old: 422,
  period_not_start: 422,
  phase_future: 422,
  phase_taken: 422,
  answered_needs_objective: 422,
  explained_needs_note: 422,
  score_needs_reason: 422,
  proof_needs_kpi: 422,
  draft_needs_values: 422,
  draft_needs_target: 422,
  bet_key_result: 422,
  link_not_web: 422,
  done_needs_state: 422,
  done_in_future: 422,
  internal: 500,
  database_away: 503,
  storage_full: 503,
} as const

/** What passes by itself: after how many seconds to try again. */
export const retryAfter: { [code in RefusalCode]?: number } = { database_away: 5, storage_full: 60 }

export type RefusalCode = keyof typeof refusals

export type FieldError = { field: string; code: string; message?: string }

/** Thrown to refuse a call. Whatever the transaction has done so far is undone. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly values: Record<string, string | number>
  readonly errors: FieldError[]

  constructor(code: RefusalCode, values: Record<string, string | number> = {}, errors: FieldError[] = []) {
    super(code)
    this.code = code
    this.values = values
    this.errors = errors
  }
}

/** What a query must find, or the call is refused as `not_found`. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Refusal('not_found')
  return row
}
