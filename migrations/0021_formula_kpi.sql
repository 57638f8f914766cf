-- Formula KPIs: arithmetic over other KPIs, by slug; which ones it reads, so that a change finds what depends on it.
alter table kpi add column formula text;

create table kpi_input (
  workspace_id uuid not null,
  kpi_id uuid not null,
  input_id uuid not null,
  primary key (workspace_id, kpi_id, input_id),
  foreign key (workspace_id, kpi_id) references kpi (workspace_id, id),
  foreign key (workspace_id, input_id) references kpi (workspace_id, id)
);
create index kpi_input_by_input on kpi_input (workspace_id, input_id);

alter table kpi_input enable row level security;
alter table kpi_input force row level security;
create policy wall on kpi_input using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, delete on kpi_input to nhipcau_app;
