-- One open alert for a matter and the state it is in, whatever else goes wrong: two programs on one database, a page and the job at once.
create unique index ux_dossier_open_alert on dossier (origin, (content -> 'subject' ->> 'state'))
    where procedure = 'alert' and closed_at is null and origin is not null;
