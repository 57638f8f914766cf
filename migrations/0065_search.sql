-- Search that uses its trigram indexes. `like` and fold() are not leakproof, so under row-level security PostgreSQL reads
-- every row of the workspace rather than an index on them. These views carry the wall as a condition of their own, and
-- their owner, a role that nobody signs in as, may read the columns below and nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'nhipcau_search') then
    create role nhipcau_search nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null; -- another process was first
end
$$;
grant nhipcau_search to current_user;

create policy search on objective for select to nhipcau_search using (true);
create policy search on key_result for select to nhipcau_search using (true);
create policy search on initiative for select to nhipcau_search using (true);
create policy search on kpi for select to nhipcau_search using (true);
grant select (workspace_id, id, title, owner_id, unit_id, visibility, visible_to, archived_at) on objective to nhipcau_search;
grant select (workspace_id, id, title, objective_id, archived_at) on key_result to nhipcau_search;
grant select (workspace_id, id, title, objective_id, owner_id, archived_at) on initiative to nhipcau_search;
grant select (workspace_id, id, name, owner_id, unit_id, visibility, visible_to, archived_at) on kpi to nhipcau_search;

create view searched_objective as
  select id, title, owner_id, unit_id, visibility, visible_to from objective
  where workspace_id = (select current_workspace()) and archived_at is null;
create view searched_key_result as
  select id, title, objective_id from key_result
  where workspace_id = (select current_workspace()) and archived_at is null;
create view searched_initiative as
  select id, title, objective_id, owner_id from initiative
  where workspace_id = (select current_workspace()) and archived_at is null;
create view searched_kpi as
  select id, name as title, owner_id, unit_id, visibility, visible_to from kpi
  where workspace_id = (select current_workspace()) and archived_at is null;

-- To own something in a schema, a role must be allowed to create there: for this moment.
grant usage, create on schema public to nhipcau_search;
alter view searched_objective owner to nhipcau_search;
alter view searched_key_result owner to nhipcau_search;
alter view searched_initiative owner to nhipcau_search;
alter view searched_kpi owner to nhipcau_search;
revoke create on schema public from nhipcau_search;
grant select on searched_objective, searched_key_result, searched_initiative, searched_kpi to nhipcau_app;
