-- Jobs act for nobody and must see what lies in a compartment too, or nothing there would ever be reminded of. 0036 had left them out.
alter policy seen on dossier using (
    case when unit_id <@ (select app_scope()) then true
        else assignee = (select app_person()) or opened_by = (select app_person()) or id = (select app_receipt()) end
    and (compartment is null or compartment = any ((select app_compartments())::text[]) or (select app_scope()) @> 2147483646)
    and (recused is null or (select app_person()) is null or not (select app_person()) = any (recused)));
