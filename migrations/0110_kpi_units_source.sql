-- A KPI may be of several units: beside the one that answers for it, others that work by it. And its definition says where
-- its numbers come from.
alter table kpi
  add column other_units uuid[] not null default '{}',
  add column source text not null default '' check (length(source) <= 500);

grant select (other_units) on kpi to nhipcau_search;
create or replace view searched_kpi as
  select id, name as title, owner_id, unit_id, visibility, visible_to, other_units from kpi
  where workspace_id = (select current_workspace()) and archived_at is null;
