-- The order that people give, alignment beside the one parent, and what easing a measure and reopening a cycle leave behind.

-- A place is a number between its neighbours'; what is new comes last.
create sequence item_position;
grant usage on sequence item_position to nhipcau_app;

alter table objective add column position numeric, add column counts_aligned boolean not null default false;
alter table key_result add column position numeric, add column original_measure jsonb;
alter table initiative add column position numeric;

-- The owner of the tables is behind the wall as well, and numbers the rows of every workspace.
do $$
declare t text;
begin
  foreach t in array array['objective', 'key_result', 'initiative'] loop
    execute format('alter table %I no force row level security', t);
    execute format('update %1$I set position = placed.place from (select workspace_id, id, row_number() over
      (order by created_at, id) as place from %1$I) placed
      where placed.workspace_id = %1$I.workspace_id and placed.id = %1$I.id', t);
    execute format('select setval(''item_position'', greatest((select last_value from item_position),
      (select count(*) from %I), 1))', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column position set default nextval(''item_position''),
      alter column position set not null', t);
  end loop;
end
$$;

drop index objective_by_cycle;
drop index objective_by_time;
create index objective_by_cycle on objective (workspace_id, cycle_id, position, id);
create index objective_by_place on objective (workspace_id, position, id);
create index key_result_by_place on key_result (workspace_id, objective_id, position, id);
create index initiative_by_place on initiative (workspace_id, position, id);
create index initiative_by_objective_place on initiative (workspace_id, objective_id, position, id);

-- What an objective supports beside its one parent: another objective, or a key result.
create table objective_support (
  workspace_id uuid not null,
  id uuid not null,
  objective_id uuid not null,
  to_objective_id uuid,
  to_key_result_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, objective_id, to_objective_id, to_key_result_id),
  foreign key (workspace_id, objective_id) references objective (workspace_id, id),
  foreign key (workspace_id, to_objective_id) references objective (workspace_id, id),
  foreign key (workspace_id, to_key_result_id) references key_result (workspace_id, id),
  check ((to_objective_id is null) <> (to_key_result_id is null)),
  check (objective_id <> to_objective_id)
);
create index objective_support_to_objective on objective_support (workspace_id, to_objective_id);
create index objective_support_to_key_result on objective_support (workspace_id, to_key_result_id);

-- Written once for each time that a closed cycle was opened again.
create table cycle_reopening (
  workspace_id uuid not null,
  cycle_id uuid not null,
  id uuid not null,
  state text not null check (state in ('active', 'review')),
  reason text not null default '',
  closed_at timestamptz,
  reopened_at timestamptz not null,
  reopened_by uuid not null,
  primary key (workspace_id, cycle_id, id),
  foreign key (workspace_id, cycle_id) references cycle (workspace_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['objective_support', 'cycle_reopening'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert on %I to nhipcau_app', t);
  end loop;
end
$$;
grant delete on objective_support to nhipcau_app;
