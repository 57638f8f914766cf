-- Search over the trigram indexes. Under row-level security PostgreSQL may look into no text before the wall has let its row
-- through, as no comparison of texts is marked leakproof: every title of the workspace was read. This function stands in
-- the wall's place, with the same condition, where the owner of the tables passes walls (the bundled database); elsewhere
-- the walls hold inside it as well, and it reads what was read before.
create function search_titles(pattern text, most integer)
  returns table (kind text, id uuid, title text, objective_id uuid, owner_id uuid, unit_id uuid, visibility text, visible_to uuid[])
  language plpgsql stable security definer set search_path = public as $$
begin
  -- Planned for the pattern that is asked.
  return query execute $statement$
    (select 'objective', o.id, o.title, o.id, o.owner_id, o.unit_id, o.visibility, o.visible_to from objective o
      where o.workspace_id = $3 and o.archived_at is null and fold(o.title) like fold($1) limit $2)
    union all
    (select 'key_result', k.id, k.title, k.objective_id, o.owner_id, o.unit_id, o.visibility, o.visible_to from key_result k
      join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
      where k.workspace_id = $3 and k.archived_at is null and fold(k.title) like fold($1) limit $2)
    union all
    (select 'initiative', i.id, i.title, i.objective_id, i.owner_id, o.unit_id, coalesce(o.visibility, 'everyone'), coalesce(o.visible_to, '{}')
      from initiative i left join objective o on o.workspace_id = i.workspace_id and o.id = i.objective_id
      where i.workspace_id = $3 and i.archived_at is null and fold(i.title) like fold($1) limit $2)
    union all
    (select 'kpi', p.id, p.name, null, p.owner_id, p.unit_id, p.visibility, p.visible_to from kpi p
      where p.workspace_id = $3 and p.archived_at is null and fold(p.name) like fold($1) limit $2)
  $statement$ using pattern, most, current_workspace();
end
$$;
revoke all on function search_titles from public;
grant execute on function search_titles to nhipcau_app;
