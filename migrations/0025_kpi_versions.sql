-- What a chart rests on keeps its versions, so that it can be asked as of an earlier instant: phases, periods left
-- out, targets. A version is closed by superseded_at and never changed; the newest one is current.

alter table kpi add column centre_method text not null default 'mean' check (centre_method in ('mean', 'median'));

-- A phase keeps its id while it is moved or its baseline changed: what was raised in it stays known by it.
alter table kpi_phase add column version integer not null default 1;
alter table kpi_phase add column recorded_by uuid;
alter table kpi_phase add column superseded_because text;
alter table kpi_phase drop constraint kpi_phase_pkey;
alter table kpi_phase add primary key (workspace_id, kpi_id, id, version);
create unique index kpi_phase_current on kpi_phase (workspace_id, kpi_id, id) where superseded_at is null;

alter table left_out_period add column id uuid not null default gen_random_uuid();
alter table left_out_period add column recorded_by uuid;
alter table left_out_period add column superseded_at timestamptz;
alter table left_out_period drop constraint left_out_period_pkey;
alter table left_out_period add primary key (workspace_id, kpi_id, first_day, id);
create unique index left_out_period_current on left_out_period (workspace_id, kpi_id, first_day) where superseded_at is null;
grant update (superseded_at) on left_out_period to nhipcau_app;

-- Targets: one for all periods (first_day null), or one for a period by its first day, which goes before it. A version
-- without a figure says that the target was taken away.
create table kpi_target (
  workspace_id uuid not null,
  kpi_id uuid not null,
  id uuid not null,
  first_day date,
  value numeric,
  lower numeric,
  upper numeric,
  recorded_at timestamptz not null,
  recorded_by uuid,
  superseded_at timestamptz,
  primary key (workspace_id, kpi_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id),
  check (value is null or (lower is null and upper is null)),
  check ((lower is null) = (upper is null))
);
create unique index kpi_target_current on kpi_target (workspace_id, kpi_id, first_day) nulls not distinct
  where superseded_at is null;
alter table kpi_target enable row level security;
alter table kpi_target force row level security;
create policy wall on kpi_target using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert on kpi_target to nhipcau_app;
grant update (superseded_at) on kpi_target to nhipcau_app;

insert into kpi_target (workspace_id, kpi_id, id, value, lower, upper, recorded_at)
  select workspace_id, id, gen_random_uuid(), target, target_lower, target_upper, created_at from kpi
  where target is not null or target_lower is not null;
