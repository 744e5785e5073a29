-- What a dossier can be found by, as one text beside its pieces: pieces may stand apart in a long text, so what was typed is looked for in
-- the text once more. The content of older dossiers is entered at their next change.
alter table dossier_text add column body text not null default '';
update dossier_text t set body = lower(normalize(d.number || E'\n' || d.title, NFKC)) from dossier d where d.id = t.dossier_id;
alter table dossier_text alter column body drop default;

-- The newest dossiers that hold all pieces and all texts, cut to what the caller may see before they are counted to the limit. Written anew
-- for each search: whether walking the newest or the index is quicker depends on how common the words are.
-- units: null, or the few units of the caller, which are then looked through instead of everything.
drop function search_dossiers(text[], integer);
create function search_dossiers(wanted text[], likes text[], kind text, units integer[], before uuid, most integer) returns setof uuid
    language plpgsql stable security definer set search_path = public as $$
begin
    return query execute
        'select t.dossier_id from dossier_text t join dossier d on d.id = t.dossier_id where t.pieces @> $1 and t.body like all ($2)'
        || case when kind is null then '' else ' and d.procedure = $3' end
        || case when before is null then '' else ' and t.dossier_id < $5 and d.id < $5' end
        || case when units is null then ' and (case when d.unit_id <@ $7 then true else d.assignee = $8 or d.opened_by = $8 or $8 = any (d.parties) end)'
                else ' and (d.unit_id = any ($4) or d.assignee = $8 or d.opened_by = $8 or $8 = any (d.parties))' end
        || ' and d.compartment is null and not d.sealed and (d.recused is null or $8 is null or not $8 = any (d.recused))'
        || ' order by t.dossier_id desc limit $6'
        using wanted, likes, kind, units, before, most, app_scope(), app_person();
end $$;

-- A dossier that goes into a compartment is found by nobody any more.
grant update (body) on dossier_text to qinglian_app;
grant delete on dossier_text to qinglian_app;
