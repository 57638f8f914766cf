-- The foundation: roles, search, workspaces, people, OKRs, KPIs, the loop, audit, outbox.
-- Every table leads its keys with workspace_id and is walled by row-level security for nhipcau_app.

do $$
begin
  if not exists (select from pg_roles where rolname = 'nhipcau_app') then
    create role nhipcau_app nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null; -- another process was first
end
$$;
grant nhipcau_app to current_user;

create extension if not exists unaccent schema public;
create extension if not exists pg_trgm schema public;

-- unaccent() is only stable; with its dictionary named it is safe to index.
create function fold(text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

create function current_workspace() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$;

create table workspace (
  workspace_id uuid primary key,
  name text not null,
  locale text not null default 'vi',
  time_zone text not null default 'Asia/Ho_Chi_Minh',
  first_weekday smallint not null default 1,
  fiscal_start_month smallint not null default 1,
  check_in_weekday smallint not null default 1,
  grace_days smallint not null default 2,
  on_track_ratio numeric not null default 0.9,
  at_risk_ratio numeric not null default 0.6,
  early_share numeric not null default 0.1,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null
);

create table member (
  workspace_id uuid not null references workspace,
  id uuid not null,
  user_id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  locale text,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index member_by_user on member (user_id);

create table unit (
  workspace_id uuid not null references workspace,
  id uuid not null,
  parent_id uuid,
  name text not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references unit (workspace_id, id)
);

create table unit_member (
  workspace_id uuid not null,
  unit_id uuid not null,
  member_id uuid not null,
  is_lead boolean not null default false,
  primary key (workspace_id, unit_id, member_id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index unit_member_by_member on unit_member (workspace_id, member_id);

create table cycle (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('year', 'half', 'quarter', 'month', 'custom')),
  first_day date not null,
  last_day date not null,
  state text not null default 'draft' check (state in ('draft', 'active', 'review', 'closed')),
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  check (first_day <= last_day)
);
create index cycle_by_day on cycle (workspace_id, first_day desc, id);

create table kpi (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  slug text not null,
  description text not null default '',
  category text not null default '',
  owner_id uuid not null,
  unit_id uuid,
  visibility text not null default 'everyone' check (visibility in ('everyone', 'unit', 'people')),
  visible_to uuid[] not null default '{}',
  unit text not null,
  precision smallint not null default 2,
  direction text not null check (direction in ('up', 'down', 'range')),
  frequency text not null check (frequency in ('day', 'week', 'month', 'quarter')),
  aggregation text not null check (aggregation in ('sum', 'mean', 'last', 'min', 'max', 'median', 'count', 'ratio')),
  zero_when_empty boolean not null default false,
  floor numeric,
  ceiling numeric,
  target numeric,
  target_lower numeric,
  target_upper numeric,
  amber_margin numeric not null default 0.1,
  rule_set text not null default 'wheeler' check (rule_set in ('wheeler', 'nhs')),
  limit_method text not null default 'mean' check (limit_method in ('mean', 'median')),
  baseline jsonb,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, slug),
  foreign key (workspace_id, owner_id) references member (workspace_id, id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id)
);
create index kpi_by_name on kpi (workspace_id, created_at, id);
create index kpi_search on kpi using gin (fold(name) gin_trgm_ops);

-- A phase lasts until the next one starts; the first reaches back to the beginning.
create table kpi_phase (
  workspace_id uuid not null,
  kpi_id uuid not null,
  id uuid not null,
  starts_on date,
  baseline jsonb,
  frozen_at date,
  reason text not null default '',
  created_at timestamptz not null,
  superseded_at timestamptz,
  primary key (workspace_id, kpi_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);

-- Append-only: a correction supersedes a row, it never changes one. The app may touch superseded_at alone.
create table measurement (
  workspace_id uuid not null,
  kpi_id uuid not null,
  id uuid not null,
  identity text not null,
  at timestamptz not null,
  on_date date not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  note text,
  external_id text,
  source text not null,
  voided boolean not null default false,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  superseded_at timestamptz,
  primary key (workspace_id, kpi_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);
create unique index measurement_current on measurement (workspace_id, kpi_id, identity) where superseded_at is null;
create index measurement_by_day on measurement (workspace_id, kpi_id, on_date, at, id) where superseded_at is null;

-- Kept for speed, derivable from measurement. evaluated_at: when its signals were looked for, once.
create table period_value (
  workspace_id uuid not null,
  kpi_id uuid not null,
  first_day date not null,
  last_day date not null,
  value numeric,
  count integer not null,
  evaluated_at timestamptz,
  primary key (workspace_id, kpi_id, first_day),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);

create table left_out_period (
  workspace_id uuid not null,
  kpi_id uuid not null,
  first_day date not null,
  reason text not null,
  created_at timestamptz not null,
  primary key (workspace_id, kpi_id, first_day),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);

create table signal (
  workspace_id uuid not null,
  kpi_id uuid not null,
  id uuid not null,
  phase_id uuid not null,
  rule text not null,
  side text not null,
  reading text not null,
  first_period date not null,
  last_period date not null,
  points date[] not null,
  triage text not null default 'new' check (triage in ('new', 'acknowledged', 'explained', 'answered', 'dismissed')),
  triage_note text not null default '',
  objective_id uuid,
  reopens_hand_over_id uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  raised_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kpi_id, phase_id, rule, side, first_period),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);
create index signal_by_time on signal (workspace_id, raised_at desc, id);

create table annotation (
  workspace_id uuid not null,
  kpi_id uuid not null,
  id uuid not null,
  on_date date not null,
  until date,
  text text not null,
  key_result_id uuid,
  signal_id uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, kpi_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);

create table objective (
  workspace_id uuid not null references workspace,
  id uuid not null,
  cycle_id uuid not null,
  unit_id uuid,
  owner_id uuid not null,
  title text not null,
  reason text not null default '',
  ambition text not null default 'aspirational' check (ambition in ('aspirational', 'committed')),
  weight numeric not null default 1,
  parent_objective_id uuid,
  parent_key_result_id uuid,
  visibility text not null default 'everyone' check (visibility in ('everyone', 'unit', 'people')),
  visible_to uuid[] not null default '{}',
  from_kpi_id uuid,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id),
  foreign key (workspace_id, owner_id) references member (workspace_id, id),
  check (parent_objective_id is null or parent_key_result_id is null)
);
create index objective_by_cycle on objective (workspace_id, cycle_id, created_at, id);
create index objective_search on objective using gin (fold(title) gin_trgm_ops);
create index objective_by_parent on objective (workspace_id, parent_objective_id) where parent_objective_id is not null;

create table key_result (
  workspace_id uuid not null,
  id uuid not null,
  objective_id uuid not null,
  owner_id uuid not null,
  provider_id uuid,
  title text not null,
  weight numeric not null default 1,
  measure jsonb not null,
  kpi_id uuid,
  reading text check (reading in ('latest', 'mean', 'cycle_to_date')),
  reading_n integer,
  first_day date,
  last_day date,
  plan jsonb,
  original_target numeric,
  eased_because text,
  published_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id),
  foreign key (workspace_id, owner_id) references member (workspace_id, id),
  foreign key (workspace_id, provider_id) references member (workspace_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);
create index key_result_by_objective on key_result (workspace_id, objective_id, created_at, id);
create index key_result_by_kpi on key_result (workspace_id, kpi_id) where kpi_id is not null;
create index key_result_search on key_result using gin (fold(title) gin_trgm_ops);

alter table objective add foreign key (workspace_id, parent_objective_id) references objective (workspace_id, id);
alter table objective add foreign key (workspace_id, parent_key_result_id) references key_result (workspace_id, id);

-- Append-only, like measurement: a correction is a new version of the same day.
create table check_in (
  workspace_id uuid not null,
  key_result_id uuid not null,
  id uuid not null,
  on_date date not null,
  value numeric,
  steps_done integer[],
  confidence smallint check (confidence between 0 and 10),
  call text check (call in ('on_track', 'at_risk', 'off_track')),
  call_reason text,
  note text,
  blockers text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  superseded_at timestamptz,
  primary key (workspace_id, key_result_id, id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
);
create unique index check_in_current on check_in (workspace_id, key_result_id, on_date) where superseded_at is null;

create table initiative (
  workspace_id uuid not null references workspace,
  id uuid not null,
  objective_id uuid,
  owner_id uuid not null,
  title text not null,
  state text not null default 'planned' check (state in ('planned', 'doing', 'done', 'dropped')),
  due date,
  done_on date,
  bet jsonb,
  links jsonb not null default '[]',
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id),
  foreign key (workspace_id, owner_id) references member (workspace_id, id)
);
create index initiative_by_objective on initiative (workspace_id, objective_id, created_at, id);
create index initiative_search on initiative using gin (fold(title) gin_trgm_ops);

create table initiative_key_result (
  workspace_id uuid not null,
  initiative_id uuid not null,
  key_result_id uuid not null,
  primary key (workspace_id, initiative_id, key_result_id),
  foreign key (workspace_id, initiative_id) references initiative (workspace_id, id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
);
create index initiative_by_key_result on initiative_key_result (workspace_id, key_result_id);

-- What was decided at the close, on the numbers of that day: never restated.
create table objective_review (
  workspace_id uuid not null,
  objective_id uuid not null,
  proposed_score numeric,
  score numeric,
  score_reason text not null default '',
  worked text not null default '',
  did_not text not null default '',
  learned text not null default '',
  decision text check (decision in ('done', 'carry_over', 'drop')),
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  decided_at timestamptz,
  primary key (workspace_id, objective_id),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id)
);

create table key_result_review (
  workspace_id uuid not null,
  key_result_id uuid not null,
  score numeric,
  progress numeric,
  current numeric,
  proof jsonb,
  decided_at timestamptz not null,
  primary key (workspace_id, key_result_id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
);

create table hand_over (
  workspace_id uuid not null,
  kpi_id uuid not null,
  id uuid not null,
  key_result_id uuid not null,
  phase_id uuid not null,
  from_day date not null,
  target jsonb,
  target_before jsonb,
  proof jsonb not null,
  annotation_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, kpi_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
);

create table audit (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  door text not null,
  operation text not null,
  subject_kind text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  primary key (workspace_id, id)
);
create index audit_by_subject on audit (workspace_id, subject_id, id);

-- The outbox: written in the transaction, announced at its commit, read by streams and by jobs.
create table event (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  operation text not null,
  actor_id uuid,
  subjects jsonb not null,
  primary key (workspace_id, id)
);

create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('nhipcau_event', new.workspace_id || ' ' || new.id);
  return null;
end
$$;
create trigger event_announced after insert on event for each row execute function announce_event();

create table idempotency_key (
  workspace_id uuid not null,
  member_id uuid not null,
  key text not null,
  operation text not null,
  request_hash text not null,
  response jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, member_id, key)
);

-- Walls. A member may also be found by their own user id, which is how a sign-in learns its workspaces;
-- a workspace's bare row is open to the server's own rounds (app.scope = installation).
do $$
declare t text;
begin
  foreach t in array array['workspace', 'member', 'unit', 'unit_member', 'cycle', 'kpi', 'kpi_phase', 'measurement',
    'period_value', 'left_out_period', 'signal', 'annotation', 'objective', 'key_result', 'check_in', 'initiative',
    'initiative_key_result', 'objective_review', 'key_result_review', 'hand_over', 'audit', 'event', 'idempotency_key']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert on %I to nhipcau_app', t);
  end loop;
  foreach t in array array['workspace', 'member', 'unit', 'unit_member', 'cycle', 'kpi', 'kpi_phase', 'period_value',
    'signal', 'annotation', 'objective', 'key_result', 'initiative', 'objective_review', 'hand_over']
  loop
    execute format('grant update on %I to nhipcau_app', t);
  end loop;
  foreach t in array array['unit_member', 'period_value', 'left_out_period', 'initiative_key_result', 'key_result_review', 'idempotency_key', 'event']
  loop
    execute format('grant delete on %I to nhipcau_app', t);
  end loop;
end
$$;
grant update (superseded_at) on measurement, check_in to nhipcau_app;
create policy own_membership on member for select using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy rounds on workspace for select using (current_setting('app.scope', true) = 'installation');
