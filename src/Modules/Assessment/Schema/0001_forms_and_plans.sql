-- Return forms and appraisal plans with their lines; see keep_as_register in the kernel's schema for what all registers have.
create table return_field (version text not null, "order" integer not null, code text not null, name_zh text, name_en text, counted_in text, pack text, each_clause boolean not null, part_of text);
select keep_as_register('return_field', open => true);

create table return_form (version text not null, name text not null, state text not null);
select keep_as_register('return_form', open => true);

create table appraisal_item (version text not null, "order" integer not null, code text not null, name_zh text not null, name_en text not null, weight integer not null, measure text not null, indicator text, against text, step integer, evidence text not null);
select keep_as_register('appraisal_item', open => true);

create table appraisal_plan (version text not null, name text not null, state text not null);
select keep_as_register('appraisal_plan', open => true);
