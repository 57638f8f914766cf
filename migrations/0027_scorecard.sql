-- KPI scorecards: of a person or a unit over a stretch of time; drafted, submitted with evidence, approved or returned.
-- What was approved keeps its values, whatever is corrected later.
create table scorecard (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  member_id uuid,
  unit_id uuid,
  first_day date not null,
  last_day date not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved')),
  evidence jsonb not null default '[]',
  returned_because text not null default '',
  submitted_at timestamptz,
  submitted_by uuid,
  decided_at timestamptz,
  decided_by uuid,
  score numeric,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id),
  check ((member_id is null) <> (unit_id is null)),
  check (first_day <= last_day)
);
create index scorecard_by_time on scorecard (workspace_id, created_at desc, id desc);
create index scorecard_by_member on scorecard (workspace_id, member_id);
create index scorecard_by_unit on scorecard (workspace_id, unit_id);

create table scorecard_item (
  workspace_id uuid not null,
  scorecard_id uuid not null,
  kpi_id uuid not null,
  place smallint not null,
  weight numeric not null check (weight >= 0),
  min numeric not null,
  target numeric not null,
  max numeric not null,
  value numeric,
  achievement numeric,
  primary key (workspace_id, scorecard_id, kpi_id),
  foreign key (workspace_id, scorecard_id) references scorecard (workspace_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);
create index scorecard_item_by_kpi on scorecard_item (workspace_id, kpi_id);

alter table scorecard enable row level security;
alter table scorecard force row level security;
create policy wall on scorecard using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, update on scorecard to nhipcau_app;
alter table scorecard_item enable row level security;
alter table scorecard_item force row level security;
create policy wall on scorecard_item using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, update, delete on scorecard_item to nhipcau_app;
