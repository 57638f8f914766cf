-- The close: what becomes of each key result, where an objective was carried to, and the settings that were in force.

alter table workspace
  add column band_amber numeric not null default 0.4,
  add column band_green numeric not null default 0.7;

-- Thresholds, bands and rhythm as they stood when the cycle was closed; null while it is open.
alter table cycle add column settings jsonb;

-- A copy in a later cycle names what it was carried over from.
alter table objective add column carried_from uuid;
alter table key_result add column carried_from uuid;
alter table objective add foreign key (workspace_id, carried_from) references objective (workspace_id, id);
alter table key_result add foreign key (workspace_id, carried_from) references key_result (workspace_id, id);
create index objective_by_origin on objective (workspace_id, carried_from) where carried_from is not null;
create index key_result_by_origin on key_result (workspace_id, carried_from) where carried_from is not null;

create table key_result_decision (
  workspace_id uuid not null,
  key_result_id uuid not null,
  decision text not null check (decision in ('done', 'carry_over', 'drop')),
  decided_at timestamptz not null,
  decided_by uuid not null,
  primary key (workspace_id, key_result_id),
  foreign key (workspace_id, key_result_id) references key_result (workspace_id, id)
);
alter table key_result_decision enable row level security;
alter table key_result_decision force row level security;
create policy wall on key_result_decision using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, update, delete on key_result_decision to nhipcau_app;
