-- An index for the order of every list and behind every foreign key; test/catalogue.test.ts holds them to it.

-- Newest first, ids as well: read backwards, so that the whole order comes from the index.
drop index cycle_by_day;
create index cycle_by_day on cycle (workspace_id, first_day, id);
drop index signal_by_time;
create index signal_by_time on signal (workspace_id, raised_at, id);
create index objective_by_time on objective (workspace_id, created_at, id);
create index key_result_by_time on key_result (workspace_id, created_at, id);
create index initiative_by_time on initiative (workspace_id, created_at, id);
create index check_in_by_day on check_in (workspace_id, on_date, id) where superseded_at is null;
create index check_in_by_key_result on check_in (workspace_id, key_result_id, on_date, id);

create index unit_by_parent on unit (workspace_id, parent_id) where parent_id is not null;
create index kpi_by_owner on kpi (workspace_id, owner_id);
create index kpi_by_unit on kpi (workspace_id, unit_id) where unit_id is not null;
create index objective_by_owner on objective (workspace_id, owner_id);
create index objective_by_unit on objective (workspace_id, unit_id) where unit_id is not null;
create index objective_by_parent_key_result on objective (workspace_id, parent_key_result_id) where parent_key_result_id is not null;
create index key_result_by_owner on key_result (workspace_id, owner_id);
create index key_result_by_provider on key_result (workspace_id, provider_id) where provider_id is not null;
create index initiative_by_owner on initiative (workspace_id, owner_id);
create index hand_over_by_key_result on hand_over (workspace_id, key_result_id);
