// The references of the OKR bench: for each answer, the best single statement that fetches what it is made of.
// $1 is the workspace, $2 the cycle, $3 today.

/** Of each key result: its newest check-in, the values of a `keep`, and the periods of its KPI that its reading takes. */
const seen = `
  left join lateral (
    select on_date, value, steps_done, confidence, call, call_reason from check_in c
    where c.workspace_id = k.workspace_id and c.key_result_id = k.id and c.superseded_at is null
    order by on_date desc limit 1
  ) newest on true
  left join lateral (
    select array_agg(c.on_date order by c.on_date) as days, array_agg(c.value order by c.on_date) as "values" from check_in c
    where c.workspace_id = k.workspace_id and c.key_result_id = k.id and c.superseded_at is null
      and k.measure ->> 'kind' = 'keep' and k.kpi_id is null
  ) kept on true
  left join kpi on kpi.workspace_id = k.workspace_id and kpi.id = k.kpi_id
  left join lateral (
    select array_agg(first_day) as days, array_agg(value) as "values" from (
      select first_day, value from period_value p
      where p.workspace_id = k.workspace_id and p.kpi_id = k.kpi_id and p.count > 0 and p.last_day < $3 and k.kpi_id is not null
        and (k.reading <> 'cycle_to_date' or p.first_day >= y.first_day)
      order by first_day desc limit case when k.reading = 'cycle_to_date' then 400 else coalesce(k.reading_n, 1) end
    ) newest
  ) periods on true`

const figures = `k.id as key_result_id, k.weight as key_result_weight, k.measure, k.plan, k.kpi_id, k.reading, k.reading_n,
  k.first_day, k.last_day, k.created_at as key_result_created_at,
  newest.on_date, newest.value, newest.steps_done, kept.days as kept_days, kept."values" as kept_values,
  kpi.frequency, kpi.aggregation, kpi.zero_when_empty, periods.days as period_days, periods."values" as period_values`

export const boardStatement = `
  select o.id, o.cycle_id, o.title, o.owner_id, o.unit_id, o.ambition, o.weight, o.counts_aligned, o.visibility, o.visible_to, o.version, o.created_at,
    r.score, k.title as key_result_title, k.owner_id as key_result_owner_id, newest.confidence, newest.call, newest.call_reason, ${figures}
  from objective o
  join cycle y on y.workspace_id = o.workspace_id and y.id = o.cycle_id
  left join objective_review r on r.workspace_id = o.workspace_id and r.objective_id = o.id
  left join key_result k on k.workspace_id = o.workspace_id and k.objective_id = o.id and k.archived_at is null
  ${seen}
  where o.workspace_id = $1 and o.cycle_id = $2 and o.archived_at is null
  order by o.position, o.id, k.position, k.id`

export const mapStatement = `
  select o.id, o.cycle_id, o.title, o.owner_id, o.unit_id, o.ambition, o.version, o.visibility, o.visible_to, o.parent_objective_id,
    o.parent_key_result_id, above.objective_id as parent_of_key_result, ${figures}
  from cycle asked
  join cycle y on y.workspace_id = asked.workspace_id and y.first_day <= asked.last_day and y.last_day >= asked.first_day
  join objective o on o.workspace_id = y.workspace_id and o.cycle_id = y.id and o.archived_at is null
  left join key_result above on above.workspace_id = o.workspace_id and above.id = o.parent_key_result_id
  left join key_result k on k.workspace_id = o.workspace_id and k.objective_id = o.id and k.archived_at is null
  ${seen}
  where asked.workspace_id = $1 and asked.id = $2
  order by o.position, o.id, k.position, k.id`
