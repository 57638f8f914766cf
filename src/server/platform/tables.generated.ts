// Generated from the migrations by `npm run generate`: every table of ours, as Kysely needs it.
import type { ColumnType, Generated } from 'kysely'

// What a jsonb column holds is for its feature to say; it is written as text.
type Json = ColumnType<unknown, string | null | undefined, string | null>

export type Tables = {
  annotation: {
    workspace_id: string
    kpi_id: string
    id: string
    on_date: string
    until: string | null
    text: string
    key_result_id: string | null
    signal_id: string | null
    created_by: string
    created_at: Date
    removed_at: Date | null
  }
  audit: {
    workspace_id: string
    id: string
    at: Date
    actor_id: string | null
    door: string
    operation: string
    subject_kind: string
    subject_id: string
    before: Json
    after: Json
    seq: Generated<number>
    digest: Generated<string>
  }
  audit_head: {
    workspace_id: string
    seq: number
    digest: string
  }
  check_in: {
    workspace_id: string
    key_result_id: string
    id: string
    on_date: string
    value: number | null
    steps_done: number[] | null
    confidence: number | null
    call: string | null
    call_reason: string | null
    note: string | null
    blockers: string | null
    recorded_at: Date
    recorded_by: string
    superseded_at: Date | null
  }
  coach_dismissal: {
    workspace_id: string
    id: string
    rule: string
    subject_kind: string
    subject_id: string | null
    statement: string
    dismissed_by: string
    dismissed_at: Date
  }
  coach_rule_off: {
    workspace_id: string
    rule: string
    turned_off_by: string
    turned_off_at: Date
  }
  comment: {
    workspace_id: string
    id: string
    subject_kind: string
    subject_id: string
    author_id: string
    text_id: string
    version: Generated<number>
    field_versions: Json
    created_at: Date
    removed_at: Date | null
  }
  comment_reaction: {
    workspace_id: string
    comment_id: string
    member_id: string
    reaction: string
    created_at: Date
  }
  comment_text: {
    workspace_id: string
    comment_id: string
    id: string
    text: string
    written_at: Date
  }
  connection: {
    workspace_id: string
    id: string
    name: string
    kind: string
    address: Json
    secret: string | null
    version: Generated<number>
    field_versions: Json
    created_at: Date
  }
  cycle: {
    workspace_id: string
    id: string
    name: string
    kind: string
    first_day: string
    last_day: string
    state: Generated<string>
    version: Generated<number>
    field_versions: Json
    created_at: Date
    closed_at: Date | null
    settings: Json
  }
  cycle_reopening: {
    workspace_id: string
    cycle_id: string
    id: string
    state: string
    reason: Generated<string>
    closed_at: Date | null
    reopened_at: Date
    reopened_by: string
  }
  earlier_cycle: {
    workspace_id: string
    cycle_id: string
    version: number
    first_day: string
    last_day: string
    state: string
    settings: Json
    superseded_at: Date
  }
  earlier_key_result: {
    workspace_id: string
    key_result_id: string
    version: number
    weight: number
    measure: Json
    kpi_id: string | null
    reading: string | null
    reading_n: number | null
    first_day: string | null
    last_day: string | null
    plan: Json
    archived_at: Date | null
    superseded_at: Date
  }
  earlier_objective: {
    workspace_id: string
    objective_id: string
    version: number
    cycle_id: string
    unit_id: string | null
    ambition: string
    weight: number
    counts_aligned: boolean
    parent_objective_id: string | null
    archived_at: Date | null
    superseded_at: Date
  }
  earlier_workspace: {
    workspace_id: string
    version: number
    check_in_weekday: number
    grace_days: number
    on_track_ratio: number
    at_risk_ratio: number
    early_share: number
    superseded_at: Date
  }
  event: {
    workspace_id: string
    id: string
    at: Date
    operation: string
    actor_id: string | null
    subjects: Json
    seq: Generated<number>
  }
  hand_over: {
    workspace_id: string
    kpi_id: string
    id: string
    key_result_id: string
    phase_id: string
    from_day: string
    target: Json
    target_before: Json
    proof: Json
    annotation_id: string
    created_by: string
    created_at: Date
    undone_at: Date | null
  }
  idempotency_key: {
    workspace_id: string
    member_id: string
    key: string
    operation: string
    request_hash: string
    response: Json
    created_at: Date
  }
  import_mapping: {
    workspace_id: string
    kpi_id: string
    signature: string
    columns: Json
    style: string
    recorded_at: Date
    recorded_by: string
  }
  initiative: {
    workspace_id: string
    id: string
    objective_id: string | null
    owner_id: string
    title: string
    state: Generated<string>
    due: string | null
    done_on: string | null
    bet: Json
    links: Json
    version: Generated<number>
    field_versions: Json
    created_at: Date
    archived_at: Date | null
    position: Generated<number>
  }
  initiative_key_result: {
    workspace_id: string
    initiative_id: string
    key_result_id: string
  }
  invitation: {
    workspace_id: string
    id: string
    email: string | null
    role: string
    unit_ids: Generated<string[]>
    token_digest: string
    invited_by: string
    created_at: Date
    expires_at: Date
    mailed_at: Date | null
    accepted_at: Date | null
    accepted_by: string | null
    revoked_at: Date | null
    mail_failed_at: Date | null
  }
  key_result: {
    workspace_id: string
    id: string
    objective_id: string
    owner_id: string
    provider_id: string | null
    title: string
    weight: Generated<number>
    measure: Json
    kpi_id: string | null
    reading: string | null
    reading_n: number | null
    first_day: string | null
    last_day: string | null
    plan: Json
    original_target: number | null
    eased_because: string | null
    published_at: Date | null
    version: Generated<number>
    field_versions: Json
    created_at: Date
    archived_at: Date | null
    position: Generated<number>
    original_measure: Json
    carried_from: string | null
  }
  key_result_decision: {
    workspace_id: string
    key_result_id: string
    decision: string
    decided_at: Date
    decided_by: string
  }
  key_result_review: {
    workspace_id: string
    key_result_id: string
    score: number | null
    progress: number | null
    current: number | null
    proof: Json
    decided_at: Date
  }
  kpi: {
    workspace_id: string
    id: string
    name: string
    slug: string
    description: Generated<string>
    category: Generated<string>
    owner_id: string
    unit_id: string | null
    visibility: Generated<string>
    visible_to: Generated<string[]>
    unit: string
    precision: Generated<number>
    direction: string
    frequency: string
    aggregation: string
    zero_when_empty: Generated<boolean>
    floor: number | null
    ceiling: number | null
    target: number | null
    target_lower: number | null
    target_upper: number | null
    amber_margin: Generated<number>
    rule_set: Generated<string>
    limit_method: Generated<string>
    baseline: Json
    version: Generated<number>
    field_versions: Json
    created_at: Date
    archived_at: Date | null
    formula: string | null
    centre_method: Generated<string>
    other_units: Generated<string[]>
    source: Generated<string>
  }
  kpi_influence: {
    workspace_id: string
    id: string
    kpi_id: string
    driver_id: string
    note: string
    created_at: Date
    created_by: string
    removed_at: Date | null
  }
  kpi_input: {
    workspace_id: string
    kpi_id: string
    input_id: string
  }
  kpi_phase: {
    workspace_id: string
    kpi_id: string
    id: string
    starts_on: string | null
    baseline: Json
    frozen_at: string | null
    reason: Generated<string>
    created_at: Date
    superseded_at: Date | null
    version: Generated<number>
    recorded_by: string | null
    superseded_because: string | null
    superseded_by: string | null
  }
  kpi_target: {
    workspace_id: string
    kpi_id: string
    id: string
    first_day: string | null
    value: number | null
    lower: number | null
    upper: number | null
    recorded_at: Date
    recorded_by: string | null
    superseded_at: Date | null
  }
  left_out_period: {
    workspace_id: string
    kpi_id: string
    first_day: string
    reason: string
    created_at: Date
    id: Generated<string>
    recorded_by: string | null
    superseded_at: Date | null
  }
  measurement: {
    workspace_id: string
    kpi_id: string
    id: string
    identity: string
    at: Date
    on_date: string
    value: number | null
    numerator: number | null
    denominator: number | null
    note: string | null
    external_id: string | null
    source: string
    voided: Generated<boolean>
    recorded_at: Date
    recorded_by: string
    superseded_at: Date | null
  }
  member: {
    workspace_id: string
    id: string
    user_id: string
    name: string
    email: string
    role: string
    locale: string | null
    created_at: Date
    deactivated_at: Date | null
    version: Generated<number>
    field_versions: Json
    erased_at: Date | null
  }
  mention: {
    workspace_id: string
    member_id: string
    id: string
    comment_id: string
    created_at: Date
    read_at: Date | null
  }
  objective: {
    workspace_id: string
    id: string
    cycle_id: string
    unit_id: string | null
    owner_id: string
    title: string
    reason: Generated<string>
    ambition: Generated<string>
    weight: Generated<number>
    parent_objective_id: string | null
    parent_key_result_id: string | null
    visibility: Generated<string>
    visible_to: Generated<string[]>
    from_kpi_id: string | null
    version: Generated<number>
    field_versions: Json
    created_at: Date
    archived_at: Date | null
    position: Generated<number>
    counts_aligned: Generated<boolean>
    carried_from: string | null
  }
  objective_review: {
    workspace_id: string
    objective_id: string
    proposed_score: number | null
    score: number | null
    score_reason: Generated<string>
    worked: Generated<string>
    did_not: Generated<string>
    learned: Generated<string>
    decision: string | null
    version: Generated<number>
    field_versions: Json
    decided_at: Date | null
  }
  objective_support: {
    workspace_id: string
    id: string
    objective_id: string
    to_objective_id: string | null
    to_key_result_id: string | null
    created_at: Date
    created_by: string
  }
  period_value: {
    workspace_id: string
    kpi_id: string
    first_day: string
    last_day: string
    value: number | null
    count: number
    evaluated_at: Date | null
  }
  person_key: {
    workspace_id: string
    person_id: string
    key: string
  }
  pull: {
    workspace_id: string
    id: string
    connection_id: string
    kpi_id: string
    query: Json
    mapping: Json
    schedule: Json
    paused: Generated<boolean>
    next_run_at: Date | null
    version: Generated<number>
    field_versions: Json
    created_at: Date
  }
  pull_run: {
    workspace_id: string
    pull_id: string
    id: string
    started_at: Date
    ended_at: Date
    cause: string
    attempt: number
    outcome: string
    rows: number
    created: number
    replaced: number
    unchanged: number
    fault: Json
  }
  saved_view: {
    workspace_id: string
    id: string
    owner_id: string
    name: string
    search: Json
    is_shared: Generated<boolean>
    version: Generated<number>
    field_versions: Json
    created_at: Date
    removed_at: Date | null
  }
  scim_group: {
    workspace_id: string
    unit_id: string
    external_id: string | null
  }
  scim_token: {
    workspace_id: string
    id: string
    name: string
    token_digest: string
    created_by: string
    created_at: Date
    expires_at: Date | null
    last_used_at: Date | null
  }
  scim_user: {
    workspace_id: string
    member_id: string
    user_name: string
    user_key: string
    external_id: string | null
    given_name: string | null
    family_name: string | null
    removed_at: Date | null
  }
  scorecard: {
    workspace_id: string
    id: string
    name: string
    member_id: string | null
    unit_id: string | null
    first_day: string
    last_day: string
    state: Generated<string>
    evidence: Json
    returned_because: Generated<string>
    submitted_at: Date | null
    submitted_by: string | null
    decided_at: Date | null
    decided_by: string | null
    score: number | null
    version: Generated<number>
    field_versions: Json
    created_at: Date
    created_by: string
  }
  scorecard_file: {
    workspace_id: string
    id: string
    scorecard_id: string
    name: string
    bytes: number
    content: string
    uploaded_at: Date
    uploaded_by: string
  }
  scorecard_item: {
    workspace_id: string
    scorecard_id: string
    kpi_id: string
    place: number
    weight: number
    min: number
    target: number
    max: number
    value: number | null
    achievement: number | null
  }
  sign_in_identity: {
    workspace_id: string
    provider_id: string
    subject: string
    member_id: string
    created_at: Date
  }
  sign_in_provider: {
    workspace_id: string
    id: string
    name: string
    issuer: string
    client_id: string
    secret: string | null
    domains: Generated<string[]>
    trusts_email: Generated<boolean>
    creates_members: Generated<boolean>
    role_claim: string | null
    role_map: Json
    default_role: string | null
    is_listed: Generated<boolean>
    version: Generated<number>
    field_versions: Json
    created_at: Date
  }
  signal: {
    workspace_id: string
    kpi_id: string
    id: string
    phase_id: string
    rule: string
    side: string
    reading: string
    first_period: string
    last_period: string
    points: string[]
    triage: Generated<string>
    triage_note: Generated<string>
    objective_id: string | null
    reopens_hand_over_id: string | null
    version: Generated<number>
    field_versions: Json
    raised_at: Date
  }
  unit: {
    workspace_id: string
    id: string
    parent_id: string | null
    name: string
    version: Generated<number>
    field_versions: Json
    created_at: Date
    archived_at: Date | null
  }
  unit_member: {
    workspace_id: string
    unit_id: string
    member_id: string
    is_lead: Generated<boolean>
  }
  workspace: {
    workspace_id: string
    name: string
    locale: Generated<string>
    time_zone: Generated<string>
    first_weekday: Generated<number>
    fiscal_start_month: Generated<number>
    check_in_weekday: Generated<number>
    grace_days: Generated<number>
    on_track_ratio: Generated<number>
    at_risk_ratio: Generated<number>
    early_share: Generated<number>
    version: Generated<number>
    field_versions: Json
    created_at: Date
    band_amber: Generated<number>
    band_green: Generated<number>
    single_sign_on_only: Generated<boolean>
  }
}
