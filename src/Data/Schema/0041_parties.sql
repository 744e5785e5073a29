-- Persons who may read a dossier whatever their duty and group. Few dossiers name any.
alter table dossier add column parties uuid[];
create index ix_dossier_parties on dossier using gin (parties) where parties is not null;

-- The index serves only without row-level security; whoever asks joins back to the dossiers that may be seen.
create function dossiers_of_party(person uuid) returns setof uuid
    language sql stable security definer set search_path = public as $$
    select id from dossier where parties is not null and parties @> array[person]
$$;

-- The second wall with the parties in it. Jobs, which see all units, see every group as well, or what is kept among few could never fall due.
alter policy seen on dossier using (
    case when unit_id <@ (select app_scope()) then true
        else assignee = (select app_person()) or opened_by = (select app_person()) or id = (select app_receipt()) or (select app_person()) = any (parties) end
    and case when compartment is null then true
        else compartment = any ((select app_compartments())::text[]) or (select app_person()) = any (parties) or (select app_scope()) @> 2147483646 end
    and (recused is null or (select app_person()) is null or not (select app_person()) = any (recused)));
