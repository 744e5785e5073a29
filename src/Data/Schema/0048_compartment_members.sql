-- Why somebody must know of what lies in a compartment.
alter table compartment_member add column purpose text not null default '';
alter table compartment_member alter column purpose drop default;
