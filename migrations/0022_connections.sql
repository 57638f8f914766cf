-- Numbers that come by themselves: connections to where they lie, what is pulled for each KPI, and how each run went.
create table connection (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('postgres', 'mysql', 'sqlite', 'http', 'csv', 'prometheus')),
  address jsonb not null,
  -- Sealed with the installation's key; never read back by anyone.
  secret text,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index connection_by_time on connection (workspace_id, created_at, id);

create table pull (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  kpi_id uuid not null,
  query jsonb not null,
  mapping jsonb not null,
  schedule jsonb not null,
  paused boolean not null default false,
  next_run_at timestamptz,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection (workspace_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);
create index pull_by_time on pull (workspace_id, created_at, id);
create index pull_by_connection on pull (workspace_id, connection_id);
create index pull_by_kpi on pull (workspace_id, kpi_id);
create index pull_due on pull (workspace_id, next_run_at) where not paused;

-- Append-only.
create table pull_run (
  workspace_id uuid not null,
  pull_id uuid not null,
  id uuid not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  cause text not null check (cause in ('schedule', 'hand')),
  attempt integer not null,
  outcome text not null check (outcome in ('done', 'failed')),
  rows integer not null,
  created integer not null,
  replaced integer not null,
  unchanged integer not null,
  fault jsonb,
  primary key (workspace_id, pull_id, id),
  foreign key (workspace_id, pull_id) references pull (workspace_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['connection', 'pull', 'pull_run']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert on %I to nhipcau_app', t);
  end loop;
end
$$;
grant update, delete on connection, pull to nhipcau_app;
