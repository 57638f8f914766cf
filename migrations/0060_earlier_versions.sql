-- What figures rest on keeps its versions, so that progress, expected and status can be asked as of an earlier instant.
-- The row itself is the newest version; each change leaves the one before it here, up to the instant of the change.

create table earlier_key_result (
  workspace_id uuid not null,
  key_result_id uuid not null,
  version integer not null,
  weight numeric not null,
  measure jsonb not null,
  kpi_id uuid,
  reading text,
  reading_n integer,
  first_day date,
  last_day date,
  plan jsonb,
  archived_at timestamptz,
  superseded_at timestamptz not null,
  primary key (workspace_id, key_result_id, version),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
);

create table earlier_objective (
  workspace_id uuid not null,
  objective_id uuid not null,
  version integer not null,
  cycle_id uuid not null,
  unit_id uuid,
  ambition text not null,
  weight numeric not null,
  counts_aligned boolean not null,
  parent_objective_id uuid,
  archived_at timestamptz,
  superseded_at timestamptz not null,
  primary key (workspace_id, objective_id, version),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id)
);
create index earlier_objective_by_cycle on earlier_objective (workspace_id, cycle_id);
create index earlier_objective_by_parent on earlier_objective (workspace_id, parent_objective_id)
  where parent_objective_id is not null;

create table earlier_cycle (
  workspace_id uuid not null,
  cycle_id uuid not null,
  version integer not null,
  first_day date not null,
  last_day date not null,
  state text not null,
  settings jsonb,
  superseded_at timestamptz not null,
  primary key (workspace_id, cycle_id, version),
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id)
);

-- What the organisation judged by: thresholds and rhythm.
create table earlier_workspace (
  workspace_id uuid not null references workspace,
  version integer not null,
  check_in_weekday smallint not null,
  grace_days smallint not null,
  on_track_ratio numeric not null,
  at_risk_ratio numeric not null,
  early_share numeric not null,
  superseded_at timestamptz not null,
  primary key (workspace_id, version)
);

do $$
declare t text;
begin
  foreach t in array array['earlier_key_result', 'earlier_objective', 'earlier_cycle', 'earlier_workspace'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert on %I to nhipcau_app', t);
  end loop;
end
$$;
