-- The driver tree: edges that people assert, each with its note. Those that follow from formulas stand in kpi_input.
create table kpi_influence (
  workspace_id uuid not null,
  id uuid not null,
  kpi_id uuid not null,
  driver_id uuid not null,
  note text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id),
  foreign key (workspace_id, driver_id) references kpi (workspace_id, id),
  check (kpi_id <> driver_id)
);
create index kpi_influence_by_kpi on kpi_influence (workspace_id, kpi_id);
create index kpi_influence_by_driver on kpi_influence (workspace_id, driver_id);
create unique index kpi_influence_current on kpi_influence (workspace_id, kpi_id, driver_id) where removed_at is null;

alter table kpi_influence enable row level security;
alter table kpi_influence force row level security;
create policy wall on kpi_influence using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert on kpi_influence to nhipcau_app;
grant update (removed_at, note) on kpi_influence to nhipcau_app;
