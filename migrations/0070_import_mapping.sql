-- Which column of a table held what when it was imported for a KPI, by the names of its columns: offered the next time.
create table import_mapping (
  workspace_id uuid not null,
  kpi_id uuid not null,
  signature text not null,
  columns jsonb not null,
  style text not null check (style in ('vi', 'en')),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (workspace_id, kpi_id, signature),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id)
);
create index import_mapping_by_signature on import_mapping (workspace_id, signature, recorded_at);

alter table import_mapping enable row level security;
alter table import_mapping force row level security;
create policy wall on import_mapping using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, update on import_mapping to nhipcau_app;
